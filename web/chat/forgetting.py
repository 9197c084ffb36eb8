"""Makes a conversation as if it had never been: our rows, and what Rasa remembers."""

from __future__ import annotations

from flask import current_app

from web.chat import keeping
from web.chat.rasa import Rasa
from web.db import session
from web.observing import journal


def forget(key: str) -> bool:
    """Whether there was such a conversation. Rasa's memory is emptied if Rasa can be reached at all."""
    if not keeping.forget(session(), key):
        return False
    rasa: Rasa = current_app.extensions["rasa"]
    if not rasa.forget(key):
        journal.note("rasa_did_not_forget")
    return True
