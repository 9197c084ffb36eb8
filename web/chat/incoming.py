"""What counts as a message, and how it is made harmless for Rasa; knows nothing of what it says."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 500
# Rasa takes a text that begins with a slash for a command, whatever blanks stand before it.
COMMAND = re.compile(r"^[\s/\\]+")
KEPT = "\n\t"


class Unfit(ValueError):
    """No message; `reply` is the sentence of the pack that says why."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


def fit(message: str) -> str:
    """The message as it is read and kept; raises Unfit where there is none or too much of it."""
    if len(message) > LONGEST:
        raise Unfit("too_long")
    text = "".join(c for c in message if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    if all(unicodedata.category(c)[0] in "CZ" for c in text):
        raise Unfit("empty")
    return text.strip()


def for_rasa(text: str) -> str:
    """The same as plain words; empty where only slashes were typed."""
    return COMMAND.sub("", text)
