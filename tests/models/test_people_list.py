"""A list is worked on by one process at a time; one that falls silent is taken over, and its row outlives its files."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import ListState, PeopleScreening
from models.session import make_sessions

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
LATER = NOON + timedelta(minutes=2)


def a_list(session: Session, **given: str) -> PeopleScreening:
    told = {"staff": "甲", "purpose": "找出没领尊老金的老人", "basis": "区民政局通知"} | given
    handed_in = PeopleScreening(
        **told,
        common={},
        day=date(2026, 11, 24),
        handed_in_at=NOON,
        delete_at=NOON + timedelta(hours=24),
    )
    session.add(handed_in)
    session.commit()
    return handed_in


def test_of_two_who_begin_one_list_one_goes_on(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as session:
        key = a_list(session).id
    with sessions() as one, sessions() as other:
        mine, theirs = one.get_one(PeopleScreening, key), other.get_one(PeopleScreening, key)
        other.rollback()

        assert mine.claim(one, NOON)
        assert not theirs.claim(other, NOON)


def test_one_that_fell_silent_is_taken_over_and_the_first_notices(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as one, sessions() as other:
        mine = a_list(one)
        mine.claim(one, NOON)
        assert one.scalars(PeopleScreening.waiting(NOON)).all() == []
        (theirs,) = other.scalars(PeopleScreening.waiting(LATER)).all()
        assert theirs.interrupted(LATER)
        other.rollback()

        assert theirs.claim(other, LATER)
        assert theirs.tries == 2
        assert not mine.work(one, LATER, done=5)
        assert theirs.work(other, LATER, done=7)
        assert (theirs.done, PeopleScreening.running(other, LATER)) == (7, 1)


def test_work_ends_when_the_files_are_to_go(session: Session) -> None:
    handed_in = a_list(session)
    handed_in.claim(session, NOON)
    handed_in.deleted_at = NOON
    session.commit()

    assert not handed_in.work(session, NOON, done=1)
    assert session.scalars(PeopleScreening.waiting(LATER)).all() == []


def test_an_end_is_written_by_whoever_still_works_on_it(session: Session) -> None:
    done, failed = a_list(session), a_list(session)
    assert not done.finish(session, NOON, "", LATER)
    for each in (done, failed):
        each.claim(session, NOON)

    assert done.finish(session, NOON, "", LATER)
    assert failed.fail(session, NOON, "不是名单")
    assert not done.fail(session, NOON, "晚了")
    assert (done.state, done.delete_at) == (ListState.DONE, LATER)
    assert (failed.state, failed.says) == (ListState.FAILED, "不是名单")


def test_files_are_due_once_and_the_row_stays(session: Session) -> None:
    handed_in = a_list(session)
    tomorrow = NOON + timedelta(hours=24)
    assert session.scalars(PeopleScreening.due(NOON)).all() == []
    assert session.scalars(PeopleScreening.due(tomorrow)).all() == [handed_in]
    handed_in.deleted_at = tomorrow
    session.commit()

    assert session.scalars(PeopleScreening.due(tomorrow)).all() == []
    assert session.scalars(PeopleScreening.listed()).one().state is ListState.WAITING


@pytest.mark.parametrize("missing", ["purpose", "basis"])
def test_no_list_without_a_purpose_and_a_legal_basis(session: Session, missing: str) -> None:
    with pytest.raises(IntegrityError):
        a_list(session, **{missing: ""})
    session.rollback()
