"""Messages keep their order, waiting people keep their place, and the past is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from models import Conversation, HandoffStatus, Message, Sender
from models.session import make_sessions

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=8)))


def test_a_key_cannot_be_guessed(session: Session) -> None:
    keys = {Conversation.begin(session, NOON).id for _ in range(50)}

    assert len(keys) == 50
    assert all(len(key) >= 43 for key in keys)  # 256 bits in base64


def test_what_was_said_comes_back_in_order_after_a_number(session: Session) -> None:
    talk = Conversation.begin(session, NOON)
    talk.say(session, Sender.RESIDENT, "俺爸八十了", NOON)
    talk.say(session, Sender.BOT, "请问户籍在哪里", NOON, {"outcome": "asking"})
    talk.say(session, Sender.ADVISOR, "您好", NOON + timedelta(minutes=1))

    heard = session.scalars(talk.messages(after=1)).all()
    assert [(m.seq, m.sender) for m in heard] == [(2, Sender.BOT), (3, Sender.ADVISOR)]
    assert heard[0].payload == {"outcome": "asking"}
    assert talk.last_at == NOON + timedelta(minutes=1)


def test_two_writers_never_draw_the_same_number(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        key = Conversation.begin(session, NOON).id
    with sessions() as bot, sessions() as advisor:
        theirs, mine = bot.get_one(Conversation, key), advisor.get_one(Conversation, key)
        advisor.rollback()
        theirs.say(bot, Sender.BOT, "一", NOON)
        bot.commit()
        assert mine.say(advisor, Sender.ADVISOR, "二", NOON).seq == 2


def test_a_moment_comes_back_in_utc(session: Session) -> None:
    talk = Conversation.begin(session, NOON)
    session.commit()
    session.expire(talk)

    assert talk.created_at == NOON
    assert talk.created_at.tzinfo == timezone.utc


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="time zone"):
        Conversation.begin(session, datetime(2026, 11, 24))  # noqa: DTZ001


def test_who_asked_first_is_first_and_asking_again_changes_nothing(session: Session) -> None:
    later, first = Conversation.begin(session, NOON), Conversation.begin(session, NOON)
    first.ask_for_person(NOON)
    later.ask_for_person(NOON + timedelta(minutes=1))
    first.ask_for_person(NOON + timedelta(minutes=2))
    session.flush()

    assert session.scalars(Conversation.waiting()).all() == [first, later]
    assert first.handoff_status is HandoffStatus.PENDING


def test_the_expired_go_with_their_messages_and_the_others_stay(session: Session) -> None:
    old, new = Conversation.begin(session, NOON), Conversation.begin(session, NOON)
    old.say(session, Sender.RESIDENT, "旧", NOON)
    new.say(session, Sender.RESIDENT, "新", NOON + timedelta(days=1))
    session.execute(Conversation.expired(NOON + timedelta(hours=1)))
    session.expire_all()

    assert session.scalars(select(Message.text)).all() == ["新"]
