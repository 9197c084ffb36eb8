"""`flask purge`: one command for everything whose time has come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, Callback, Checkup, Feedback, FeedbackKind, Presence
from web import noted
from web.clock import now


@pytest.fixture
def old(rows: Session) -> None:
    long_ago = now() - timedelta(days=400)
    rows.add(Callback(contact="0518-85000001", about="问", asked_at=long_ago))
    rows.add(Feedback(kind=FeedbackKind.RATING, target="benefit:x", created_at=long_ago))
    Checkup.begin(rows, {}, now() - timedelta(hours=3))
    Presence.seen(rows, "甲", long_ago)
    rows.add(Callback(contact="0518-85000002", about="问", asked_at=now()))
    rows.commit()


def run(app: APIFlask, *words: str) -> str:
    done = app.test_cli_runner().invoke(args=["purge", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_dry_run_counts_and_deletes_nothing(app: APIFlask, rows: Session, old: None) -> None:
    said = run(app, "--dry-run")

    assert "会删 4 行" in said
    assert len(rows.scalars(select(Callback)).all()) == 2
    assert "会删 4 行" in run(app, "--dry-run")
    with app.app_context():
        assert noted.last("purge") is None


def test_what_is_old_goes_and_the_rest_stays(app: APIFlask, rows: Session, old: None) -> None:
    said = run(app)

    assert "删除了 4 行" in said
    for line in ("callback：1", "feedback：1", "checkup：1", "presence：1"):
        assert line in said
    assert [each.contact for each in rows.scalars(select(Callback))] == ["0518-85000002"]
    with app.app_context():
        assert (noted.last("purge") or {})["rows"] == 4
    assert "删除了 0 行" in run(app)
    assert rows.scalars(select(AuditEntry)).all() == []
