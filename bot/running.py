"""`python -m bot.running run …`: Rasa's own command, with the lines of its log left as `bot/logging.yml` says.

Rasa puts coloured lines in the place of a logging configuration that it was given itself; they quote messages.
"""

from __future__ import annotations

import warnings

import rasa.utils.io
from rasa.__main__ import main

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rasa.utils.io.configure_colored_logging = lambda _level: None
    main()
