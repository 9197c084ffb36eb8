"""`python -m bot.actions`: the action server on loopback, in this one process."""

from __future__ import annotations

import os
from logging.config import dictConfig

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from bot.actions.serving import action
from ops.logs import configuration


def main() -> None:
    dictConfig(configuration())
    executor = ActionExecutor()
    executor.register_action(action())
    app = create_app(executor, cors_origins=[])
    port = int(os.environ.get("ACTIONS_PORT", "5055"))
    app.run(host="127.0.0.1", port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
