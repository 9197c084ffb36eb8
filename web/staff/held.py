"""A form that was sent after the session had ended, signed and carried through the sign-in. Stores nothing.

Only the same account gets it back, to the same path, within an hour; files are not carried.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

LONGEST = 100_000  # characters; beyond that the form is given up
KEPT_SECONDS = 3600
LEFT_OUT = ("csrf_token", "password", "again", "code")


@dataclass(frozen=True)
class Held:
    path: str
    fields: list[tuple[str, str]]


def pack(staff_id: int) -> str:
    """The form of this request as text for a hidden field; empty where it is too long."""
    fields = [[n, v] for n, v in request.form.items(multi=True) if n not in LEFT_OUT]
    path = request.full_path.rstrip("?")
    packed = str(_serializer().dumps({"staff": staff_id, "path": path, "fields": fields}))
    return packed if len(packed) <= LONGEST else ""


def unpack(packed: str, staff_id: int) -> Held | None:
    """What was packed for this account; None for anything else, forged or too old."""
    try:
        kept = _serializer().loads(packed, max_age=KEPT_SECONDS)
    except BadData:
        return None
    if kept["staff"] != staff_id:
        return None
    return Held(kept["path"], [(name, value) for name, value in kept["fields"]])


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="held-form")
