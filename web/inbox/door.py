"""The blueprint of the inbox and what all its views share. Knows no conversation."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import redirect, url_for
from werkzeug.wrappers import Response as Redirect

from models import audit
from web.clock import now
from web.db import session
from web.staff.access import the_staff

ROLES = ("advisor", "editor")
bp = APIBlueprint("inbox", __name__, url_prefix="/counter/inbox", enable_openapi=False)


def to(name: str, **values: Any) -> Redirect:
    return redirect(url_for(f"inbox.{name}", **values), 303)


def note(action: str, target: str, **after: Any) -> None:
    """Into the record of changes: who did what to which conversation, and never a word of it."""
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=target,
        before=None,
        after=after or None,
        at=now(),
    )
