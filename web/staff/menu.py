"""What stands in the navigation of the staff pages; each subject adds its own entry when it is imported."""

from __future__ import annotations

from typing import NamedTuple

from flask import current_app, url_for

from models import Role
from web.i18n import LazyString
from web.staff.keeping import current_staff


class Entry(NamedTuple):
    endpoint: str
    label: LazyString
    roles: tuple[str, ...] = ()  # everybody of the staff when none is named; an admin always


class Shown(NamedTuple):
    label: str
    address: str
    endpoint: str


ENTRIES: list[Entry] = []


def add(endpoint: str, label: LazyString, *roles: str, first: bool = False) -> None:
    ENTRIES.insert(0 if first else len(ENTRIES), Entry(endpoint, label, roles))


def entries() -> list[Shown]:
    """Those that whoever is signed in may open, in the order in which they were added."""
    staff = current_staff()
    if staff is None:
        return []
    return [
        Shown(str(each.label), url_for(each.endpoint), each.endpoint)
        for each in ENTRIES
        if each.endpoint in current_app.view_functions and _may(staff.role, each.roles)
    ]


def _may(role: Role, roles: tuple[str, ...]) -> bool:
    return role is Role.ADMIN or not roles or role in roles
