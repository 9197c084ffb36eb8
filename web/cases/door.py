"""The blueprint of the cases and what all its views share. Knows no case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apiflask import APIBlueprint
from flask import abort, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from knowledge.pack import Pack
from models import ClientCase, audit
from web.clock import now
from web.db import session
from web.staff.access import the_staff

ROLES = ("advisor",)  # and an admin; the notice a client agrees to says so
bp = APIBlueprint("cases", __name__, url_prefix="/counter/cases", enable_openapi=False)


def to(name: str, **values: Any) -> Redirect:
    return redirect(url_for(f"cases.{name}", **values), 303)


def the_case(key: str) -> ClientCase:
    return ClientCase.find(session(), key) or abort(404)


def note(action: str, case: str, **after: Any) -> None:
    """Into the record of changes, which outlives the case: what was done, never what was known of anybody."""
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=case,
        before=None,
        after=after or None,
        at=now(),
    )


def fields_named(pack: Pack, names: Iterable[str]) -> list[str]:
    """Names of changed fields as the record may hold them: that something sensitive is known is sensitive too."""
    facts = {name.partition("-")[2] or name for name in names}
    private = {name for name in facts if name in pack.facts and pack.facts[name].sensitive}
    return sorted(facts - private) + (["sensitive"] if private else [])
