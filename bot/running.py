"""`python -m bot.running run …`: Rasa's own command, with the token it asks for and the lines of its log as we want them.

The token comes from RASA_TOKEN and not from the command, which every user of the machine can read. Rasa puts coloured
lines in the place of a logging configuration that it was given itself; they quote messages.
"""

from __future__ import annotations

import os
import sys
import warnings

import rasa.utils.io
from rasa.__main__ import main

TOKEN = "RASA_TOKEN"  # noqa: S105 - the name of the variable


def with_token(command: list[str]) -> list[str]:
    """The command with the token behind it; without one nothing starts, for Rasa would answer everybody."""
    token = os.environ.get(TOKEN, "")
    if not token:
        sys.exit(f"{TOKEN} 没有设：问答不对任何人开着。用 make run 启动会自己生成一个。")
    return [*command, "--auth-token", token]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rasa.utils.io.configure_colored_logging = lambda _level: None
    sys.argv = with_token(sys.argv)
    main()
