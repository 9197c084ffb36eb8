"""A case is saved by one advisor at a time, screened by one process at a time, and erased whole."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import CaseChange, CaseChanged, CaseTask, ClientCase, TaskKind
from models.session import make_sessions

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
TODAY = date(2026, 11, 24)


def a_case(session: Session, **given: Any) -> ClientCase:
    told = {
        "alias": "王阿姨",
        "people": [{"key": "p1", "answers": {"age": 79}}],
        "decisions": [],
        "screened_on": TODAY,
        "screened_for": "1",
        "notice": "2026-11",
        "consented_at": NOON,
        "opened_by": "甲",
        "opened_at": NOON,
        "changed_by": "甲",
        "changed_at": NOON,
    }
    case = ClientCase(**(told | given))
    session.add(case)
    session.commit()
    return case


def a_change(case: ClientCase, **given: Any) -> CaseChange:
    told = {"before": "ineligible", "after": "eligible", "gained": True, "cause": "rules"}
    told |= {"person": "p1", "benefit": "old_age_allowance", "because": ["年满 80 周岁"]}
    return CaseChange(case_id=case.id, day=TODAY, **(told | given))


def a_task(case: ClientCase, **given: Any) -> CaseTask:
    return CaseTask(**({"case_id": case.id, "kind": TaskKind.STAFF, "says": "回电话"} | given))


def test_of_two_who_save_one_case_the_second_is_refused(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as session:
        key = a_case(session).id
    with sessions() as one, sessions() as other:
        mine, theirs = one.get_one(ClientCase, key), other.get_one(ClientCase, key)
        other.rollback()
        mine.save(one, 1, {"notes": "来过了"})
        one.commit()
        with pytest.raises(CaseChanged):
            theirs.save(other, 1, {"notes": "没来"})
        found = ClientCase.find(other, key)

        assert found is not None
        assert (found.notes, found.version) == ("来过了", 2)


def test_of_two_who_screen_one_case_the_second_is_refused(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as session:
        key = a_case(session).id
    with sessions() as one, sessions() as other:
        mine, theirs = one.get_one(ClientCase, key), other.get_one(ClientCase, key)
        other.rollback()
        mine.rescreen(one, 1, "1", {"screened_for": "2"})
        one.commit()
        with pytest.raises(CaseChanged):
            theirs.rescreen(other, 1, "1", {"screened_for": "2"})


def test_a_screening_does_not_keep_a_case_and_does_not_disturb_an_advisor(session: Session) -> None:
    case = a_case(session)
    case.rescreen(session, 1, "1", {"screened_for": "2", "decisions": [{"key": "p1"}]})
    session.commit()

    assert (case.version, case.changed_at) == (1, NOON)
    assert session.scalars(ClientCase.untouched(NOON + timedelta(days=1))).all() == [case]


def test_erasing_leaves_no_row_of_it(session: Session) -> None:
    case = a_case(session)
    session.add_all([a_change(case), a_task(case)])
    session.commit()

    assert ClientCase.erase(session, case.id)
    session.commit()
    counts = [session.scalar(select(func.count()).select_from(t)) for t in (CaseChange, CaseTask)]
    assert counts == [0, 0]
    assert not ClientCase.erase(session, case.id)


def test_a_code_is_made_of_letters_that_can_be_read_out(session: Session) -> None:
    codes = {a_case(session).code for _ in range(20)}

    assert len(codes) == 20
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{16}", code) for code in codes)


def test_a_case_is_found_by_part_of_what_it_is_called_or_by_its_code(session: Session) -> None:
    case, other = a_case(session), a_case(session, alias="100%李")

    assert session.scalars(ClientCase.listed("阿姨")).all() == [case]
    assert session.scalars(ClientCase.listed("%")).all() == [other]
    assert session.scalars(ClientCase.listed("x", other.code)).all() == [other]


def test_those_screened_under_other_rules_are_to_be_screened_again(session: Session) -> None:
    old = a_case(session)
    a_case(session, screened_for="2")

    assert session.scalars(ClientCase.stale("2")).all() == [old]


def test_tasks_come_by_day_and_the_same_one_is_foreseen_once(session: Session) -> None:
    case = a_case(session)
    ahead = {"kind": TaskKind.AHEAD, "person": "p1", "benefit": "old_age_allowance"}
    late, soon = a_task(case, due=date(2027, 7, 3), **ahead), a_task(case, due=TODAY)
    done, someday = a_task(case, due=TODAY, done_at=NOON), a_task(case)
    session.add_all([late, soon, done, someday])
    session.commit()

    assert session.scalars(CaseTask.of(case)).all() == [soon, late, someday, done]
    assert session.scalars(CaseTask.open_until(TODAY)).all() == [soon]
    assert session.scalars(CaseTask.foreseen(case)).all() == [late]
    session.add(a_task(case, due=date(2027, 7, 3), **ahead))
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_was_gained_is_looked_at_first(session: Session) -> None:
    case = a_case(session)
    lost, gained = a_change(case, gained=False), a_change(case)
    seen = a_change(case, seen_at=NOON, seen_by="甲")
    session.add_all([lost, gained, seen])
    session.commit()

    assert session.scalars(CaseChange.unseen()).all() == [gained, lost]


def test_a_case_needs_a_name_to_call_and_a_consent(session: Session) -> None:
    for missing in ("alias", "notice"):
        with pytest.raises(IntegrityError):
            a_case(session, **{missing: ""})
        session.rollback()
