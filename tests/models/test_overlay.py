"""Statements by staff are kept as they were said, end instead of changing, and every change shows."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.overlay import Overlay, current, overlay_version

NOW = datetime(2026, 11, 24, 4, tzinfo=timezone.utc)
FIRST = date(2026, 11, 1)


def stated(session: Session, **given: Any) -> Overlay:
    told = {
        "kind": "amount",
        "target": "something",
        "value": {"min": 1, "why": "示例"},
        "source": "示例通知",
        "from_day": FIRST,
        "entered_by": "值班员",
        "created_at": NOW,
    }
    overlay = Overlay(**{**told, **given})
    session.add(overlay)
    session.flush()
    return overlay


def test_a_statement_is_handed_over_as_plain_data(session: Session) -> None:
    kept = stated(session)
    session.commit()

    (handed,) = current(session)
    assert handed == {
        "id": kept.id,
        "kind": "amount",
        "target": "something",
        "value": {"min": 1, "why": "示例"},
        "source": "示例通知",
        "source_url": None,
        "from_day": FIRST,
        "until": None,
        "entered_by": "值班员",
        "created_at": NOW,
    }


def test_the_version_changes_with_every_statement_and_every_end(session: Session) -> None:
    versions = [overlay_version(session)]
    kept = stated(session)
    versions.append(overlay_version(session))
    stated(session)
    versions.append(overlay_version(session))
    kept.end(date(2026, 11, 23), "值班员", NOW)
    session.flush()
    versions.append(overlay_version(session))
    kept.end(date(2026, 11, 22), "值班员", NOW)
    session.flush()
    versions.append(overlay_version(session))

    assert len(set(versions)) == 5


def test_the_version_stays_while_nothing_changes(session: Session) -> None:
    stated(session)

    assert overlay_version(session) == overlay_version(session)


def test_the_number_of_a_statement_is_never_given_again(session: Session) -> None:
    first = stated(session)
    number = first.id
    session.delete(first)
    session.flush()

    assert stated(session).id != number


def test_a_statement_cannot_end_before_it_begins(session: Session) -> None:
    with pytest.raises(IntegrityError):
        stated(session, until=date(2026, 10, 31))


def test_a_mistake_is_taken_back_to_before_its_first_day(session: Session) -> None:
    kept = stated(session)
    kept.end(date(2026, 10, 31), "值班员", NOW)
    session.commit()

    assert current(session)[0]["until"] == date(2026, 10, 31)


@pytest.mark.parametrize("field", ["source", "entered_by"])
def test_nobody_states_a_figure_without_a_source_or_a_name(session: Session, field: str) -> None:
    with pytest.raises(IntegrityError):
        stated(session, **{field: ""})
