"""Watches what requests of the staff keep, and names each that keeps a change without an entry in the record of changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from tests.web.addresses import BEHIND_THE_SIGN_IN

# A change that the rules made in a case is told in a row of its own.
RECORDS = {"AuditEntry", "CaseChange"}
# Who is there and since when; how often a password was wrong; a sheet that somebody takes home; how far a list is that
# is brought in, whose handing in and writing are recorded where they are done; that something happened once more.
NO_CHANGES = {
    "StaffSession", "SignInFailures", "Presence", "SharedResult", "ProviderImport", "Tally",
}  # fmt: skip
# The same password is hashed anew there where the parameters have grown.
SIGN_IN = "/staff/sign-in"
TOUCHED = "touched-by-staff"


@contextmanager
def watched() -> Iterator[list[str]]:
    """Fills the list while it is open: `POST /counter/… keeps Provider unrecorded`."""
    found: list[str] = []

    def flushed(session: Session, _context: Any) -> None:
        if _by_staff():
            rows = (*session.new, *session.deleted, *filter(session.is_modified, session.dirty))
            _touch(session, {type(row).__name__ for row in rows})

    def executed(state: ORMExecuteState) -> None:
        if _by_staff() and (state.is_update or state.is_insert or state.is_delete):
            mapper = state.bind_mapper
            _touch(state.session, {mapper.class_.__name__ if mapper else "rows"})

    def committed(session: Session) -> None:
        kept = session.info.pop(TOUCHED, set())
        if unrecorded := _unrecorded(kept):
            names = ", ".join(sorted(unrecorded))
            found.append(f"{request.method} {request.path} keeps {names} unrecorded")

    def undone(session: Session) -> None:
        session.info.pop(TOUCHED, None)

    listeners = (
        ("after_flush", flushed), ("do_orm_execute", executed), ("after_commit", committed),
        ("after_rollback", undone),
    )  # fmt: skip
    for name, heard in listeners:
        event.listen(Session, name, heard)
    try:
        yield found
    finally:
        for name, heard in listeners:
            event.remove(Session, name, heard)


def _unrecorded(kept: set[str]) -> set[str]:
    changes = kept - NO_CHANGES
    if not changes or changes & RECORDS:
        return set()
    return changes - {"Staff"} if request.path == SIGN_IN else changes


def _by_staff() -> bool:
    return has_request_context() and request.path.startswith(BEHIND_THE_SIGN_IN)


def _touch(session: Session, names: set[str]) -> None:
    session.info.setdefault(TOUCHED, set()).update(names)
