"""A handoff goes one way, pending, open, resolved, and two people never take the same conversation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import Callback, Conversation, HandoffRefused, Presence, Sender
from models.session import make_sessions

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
STEPS = {  # what each step needs, and what it leads to
    "ask": ({"none", "pending", "open", "resolved"}, None),
    "take_over": ({"pending"}, "open"),
    "hand_on": ({"open"}, "open"),
    "put_back": ({"open"}, "pending"),
    "advise": ({"open"}, "open"),
    "resolve": ({"open"}, "resolved"),
}


def do(talk: Conversation, session: Session, step: str) -> None:
    if step == "ask":
        talk.ask_for_person(NOON)
        session.flush()
    elif step == "take_over":
        talk.take_over(session, "甲")
    else:
        more = {"hand_on": ("甲", "甲"), "advise": ("甲", "您好", NOON)}.get(step, ("甲",))
        getattr(talk, step)(session, *more)


def after(step: str, before: str) -> str:
    needed, then = STEPS[step]
    if before not in needed:
        return before
    return then or (before if before in ("pending", "open") else "pending")


@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_tried_only_the_allowed_steps_happen(
    session: Session, steps: list[str]
) -> None:
    talk = Conversation.begin(session, NOON)
    session.commit()
    expected = "none"
    for step in steps:
        refused = expected not in STEPS[step][0]
        try:
            do(talk, session, step)
            assert not refused
        except HandoffRefused:
            assert refused
        session.commit()
        expected = after(step, expected)
        assert talk.handoff_status == expected


def test_of_two_who_take_one_conversation_one_is_refused(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        talk = Conversation.begin(session, NOON)
        talk.ask_for_person(NOON)
        key = talk.id
    with sessions() as one, sessions() as other:
        mine, theirs = one.get_one(Conversation, key), other.get_one(Conversation, key)
        other.rollback()
        mine.take_over(one, "甲")
        one.commit()
        with pytest.raises(HandoffRefused):
            theirs.take_over(other, "乙")
        assert other.get_one(Conversation, key).taken_by == "甲"


def test_of_many_who_take_one_conversation_in_the_same_moment_exactly_one_has_it(
    engine: Engine,
) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        talk = Conversation.begin(session, NOON)
        talk.ask_for_person(NOON)
        key = talk.id
    names, start = [f"顾问{number}" for number in range(6)], Barrier(6)

    def takes(name: str) -> bool:
        with sessions() as own:
            mine = own.get_one(Conversation, key)
            own.rollback()
            start.wait()
            try:
                mine.take_over(own, name)
            except HandoffRefused:
                return False
            own.commit()
            return True

    with ThreadPoolExecutor(len(names)) as desks:
        took = dict(zip(names, desks.map(takes, names), strict=True))
    with sessions() as session:
        holder = session.get_one(Conversation, key).taken_by

    assert [name for name, has in took.items() if has] == [holder]


def test_only_whoever_has_it_speaks_hands_on_or_ends_it(session: Session) -> None:
    talk = Conversation.begin(session, NOON)
    talk.ask_for_person(NOON)
    session.commit()
    talk.take_over(session, "甲")
    session.commit()
    for step in (
        lambda: talk.advise(session, "乙", "您好", NOON),
        lambda: talk.hand_on(session, "丙", "乙"),
        lambda: talk.put_back(session, "乙"),
        lambda: talk.resolve(session, "乙"),
    ):
        with pytest.raises(HandoffRefused):
            step()
    talk.hand_on(session, "乙", "甲")
    talk.advise(session, "乙", "您好", NOON)
    session.commit()

    assert (talk.taken_by, [m.sender for m in session.scalars(talk.messages())]) == (
        "乙",
        [Sender.ADVISOR],
    )


def test_the_name_on_staff_pages_is_not_the_key(session: Session) -> None:
    talk = Conversation.begin(session, NOON)
    assert talk.ref is None
    talk.ask_for_person(NOON)
    session.commit()

    assert talk.ref
    assert talk.ref not in talk.id
    assert session.scalars(Conversation.referred(talk.ref)).one() is talk


def test_put_back_it_keeps_its_place(session: Session) -> None:
    first, second = Conversation.begin(session, NOON), Conversation.begin(session, NOON)
    first.ask_for_person(NOON)
    second.ask_for_person(NOON + timedelta(minutes=1))
    session.commit()
    first.take_over(session, "甲")
    session.commit()
    first.put_back(session, "甲")
    session.commit()

    assert session.scalars(Conversation.waiting()).all() == [first, second]
    assert first.taken_by is None


def test_the_place_in_the_queue_is_counted(session: Session) -> None:
    first, second = Conversation.begin(session, NOON), Conversation.begin(session, NOON)
    first.ask_for_person(NOON)
    second.ask_for_person(NOON + timedelta(minutes=1))
    session.flush()
    assert [session.scalar(each.before_me()) for each in (first, second)] == [0, 1]

    first.take_over(session, "甲")
    assert session.scalar(second.before_me()) == 0


def test_whoever_has_not_been_seen_lately_has_left(session: Session) -> None:
    assert not Presence.anybody(session, NOON)
    Presence.seen(session, "甲", NOON)
    Presence.seen(session, "甲", NOON + timedelta(minutes=1))

    assert Presence.anybody(session, NOON + timedelta(minutes=3))
    assert not Presence.anybody(session, NOON + timedelta(minutes=4))
    Presence.gone(session, "甲")
    assert not Presence.anybody(session, NOON)


def test_only_those_who_said_so_are_there(session: Session) -> None:
    assert not Presence.still_there(session, "甲", NOON)
    assert not Presence.anybody(session, NOON)
    Presence.seen(session, "甲", NOON)
    for seconds in range(0, 181, 30):
        assert Presence.still_there(session, "甲", NOON + timedelta(seconds=seconds))

    assert session.scalars(Presence.here(NOON + timedelta(minutes=4))).all() == ["甲"]


def test_a_number_is_called_back_once(session: Session) -> None:
    session.add(Callback(contact="13800000000", about="问尊老金", asked_at=NOON))
    session.flush()
    number = session.scalars(Callback.waiting()).one().id

    assert Callback.finish(session, number, "甲", NOON)
    assert not Callback.finish(session, number, "乙", NOON)
    assert session.scalars(Callback.waiting()).all() == []
    assert Callback.erase(session, number)
    assert not Callback.erase(session, number)


def test_what_was_asked_long_ago_is_deleted(session: Session) -> None:
    for hours in (0, 2):
        at = NOON + timedelta(hours=hours)
        session.add(Callback(contact="13800000000", about="问尊老金", asked_at=at))
    session.flush()
    session.execute(Callback.expired(NOON + timedelta(hours=1)))

    assert session.scalar(select(func.count(Callback.id))) == 1
    assert len(session.scalars(Callback.waiting()).all()) == 1
