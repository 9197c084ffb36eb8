"""Answers live for a while under a key nobody can guess, shared results until their day, revoked ones no more."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from sqlalchemy.orm import Session

from models import Checkup, SharedResult

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=8)))
WEEK = timedelta(days=7)


def test_keys_have_128_bits_and_differ(session: Session) -> None:
    keys = {Checkup.begin(session, {}, NOON).id for _ in range(50)}

    assert len(keys) == 50
    assert all(len(key) == 22 for key in keys)  # 128 bits in base64


def test_only_answers_that_nobody_touched_go(session: Session) -> None:
    old = Checkup.begin(session, {"people": []}, NOON).id
    used = Checkup.begin(session, {"people": []}, NOON)
    used.put({"people": [1]}, NOON + timedelta(hours=2))
    session.execute(Checkup.expired(NOON + timedelta(hours=1)))
    session.expire_all()

    assert session.get(Checkup, old) is None
    kept = session.get(Checkup, used.id)
    assert kept is not None
    assert kept.state == {"people": [1]}


def test_a_shared_result_is_open_until_its_moment(session: Session) -> None:
    shared = SharedResult.share(session, {"results": [1]}, NOON, NOON + WEEK)

    assert shared.open_at(NOON + WEEK - timedelta(seconds=1))
    assert not shared.open_at(NOON + WEEK)


def test_a_revoked_result_keeps_nothing(session: Session) -> None:
    shared = SharedResult.share(session, {"results": [1]}, NOON, NOON + WEEK)
    shared.revoke()
    session.commit()
    session.expire_all()

    assert shared.content == {}
    assert not shared.open_at(NOON)
