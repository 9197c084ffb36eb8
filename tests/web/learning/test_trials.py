"""A trial is the bot's own report, made beside the site; what goes wrong in it is said, and nothing is left behind."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, ListState, Saying, SayingState, Trial
from tests.live import absent
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import now
from web.learning import trials
from web.learning.trials import TRIALS

PAGE = "/counter/learning/proposal"
STRANGE = "唢呐考级在哪报名"


@pytest.fixture(autouse=True)
def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself is the process that works."""
    monkeypatch.setattr(TRIALS, "see_to_it", lambda _opened: None)


@pytest.fixture
def editor(app: APIFlask, client: FlaskClient, rows: Session) -> FlaskClient:
    """Somebody who has proposed a sentence."""
    staff = sign_in(client, "editor")
    saying = Saying.of(rows, STRANGE)
    assert saying is not None
    label = "out_of_scope"
    saying.decide(SayingState.PROPOSED, staff.id, now(), entry=label, topic=label, phrase=STRANGE)
    rows.commit()
    return client


def begin(client: FlaskClient) -> None:
    sent = {"csrf_token": token(client, PAGE)}
    assert client.post("/counter/learning/trial", data=sent).status_code == 303


def work(app: APIFlask) -> int:
    with app.app_context():
        return trials.work()


def last(rows: Session) -> Trial:
    rows.expire_all()
    return rows.scalars(Trial.last()).one()


def left(app: APIFlask) -> list[str]:
    with app.app_context():
        return [each.name for each in TRIALS.folder().iterdir() if each.name != "working"]


@pytest.mark.live
def test_the_frozen_questions_are_asked_before_and_after(
    app: APIFlask, editor: FlaskClient, rows: Session
) -> None:
    absent()
    begin(editor)
    assert work(app) == 1
    told = last(rows).told
    page = editor.get(PAGE).text

    assert told is not None
    assert {each["name"]: each["of"] > 190 for each in told["registers"]} == {
        "written": True, "indirect": True, "real": True,
    }  # fmt: skip
    assert all(0 < r["before"]["right"] <= r["before"]["reached"] <= r["of"] for r in told["registers"])  # fmt: skip
    assert told["proposed"][0]["after"] == "out_of_scope"
    assert "直接答对" in page
    assert list(faults(page)) == []
    assert left(app) == []


def test_one_is_tried_at_a_time_and_on_the_record(
    app: APIFlask, editor: FlaskClient, rows: Session
) -> None:
    begin(editor)
    begin(editor)
    actions = rows.scalars(select(AuditEntry.action)).all()

    assert len(rows.scalars(select(Trial)).all()) == 1
    assert actions == ["trial.begun"]
    page = editor.get(PAGE).text
    assert "在排队" in page
    assert list(faults(page)) == []


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import sys; sys.stderr.write('警告\\n考题被改过，不能拿来评分\\n'); sys.exit(3)", "考题被改过"),
        ("raise OSError('disk')", "我们这边出了差错"),
        ("", "我们这边出了差错"),
    ],
    ids=["hindered", "broken", "told nothing"],
)  # fmt: skip
def test_why_it_failed_is_said_and_nothing_is_left(
    app: APIFlask,
    editor: FlaskClient,
    rows: Session,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    says: str,
) -> None:
    monkeypatch.setattr(trials, "REPORT", ("-c", program))
    begin(editor)
    if program:
        work(app)
    else:
        with pytest.raises(FileNotFoundError):
            work(app)
    failed = last(rows)

    assert failed.state is ListState.FAILED
    assert says in str(failed.says)
    assert says in editor.get(PAGE).text
    assert left(app) == []


def test_what_takes_too_long_is_ended(
    app: APIFlask, editor: FlaskClient, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "REPORT", ("-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(trials, "AT_MOST_SECONDS", 0)
    begin(editor)
    work(app)

    assert last(rows).state is ListState.FAILED


def test_the_news_of_a_trial_are_told_once(editor: FlaskClient) -> None:
    begin(editor)
    address, asked = "/counter/learning/trial/news", {"X-Fragment": "1"}
    first = editor.get(address, headers=asked)
    again = editor.get(address, headers={**asked, "If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert editor.get(address).status_code == 303
