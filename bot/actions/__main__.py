"""`python -m bot.actions`: the action server on loopback, in this one process."""

from __future__ import annotations

import logging
import os

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from bot.actions.serving import action


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    executor = ActionExecutor()
    executor.register_action(action())
    app = create_app(executor, cors_origins=[])
    port = int(os.environ.get("ACTIONS_PORT", "5055"))
    app.run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
