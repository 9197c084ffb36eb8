"""A shared result holds decisions and no answers, ends by itself or at a word, and is found by nobody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Feedback, SharedResult
from tests.web.checks import Visitor, go_through
from tests.web.lint import faults
from web.clock import now

PERSON = {"applicant": "resident", "age": 82, "local_hukou": True, "disability_grade": 2}


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def shared(visitor: Visitor) -> Visitor:
    go_through(visitor, PERSON)
    return visitor.send("/check/share", agreed="yes")


def test_nothing_is_shared_without_a_yes(visitor: Visitor, rows: Session) -> None:
    go_through(visitor, PERSON)
    visitor.send("/check/share")

    assert visitor.page.status_code == 422
    assert "要先勾上" in visitor.text
    assert rows.scalars(select(SharedResult)).all() == []


def test_a_link_shows_the_decisions_and_its_code(shared: Visitor) -> None:
    assert shared.path.startswith("/check/shared/")
    assert len(shared.path.rsplit("/", 1)[1]) == 22
    assert "尊老金" in shared.text
    assert "<svg" in shared.text
    assert '<meta name="robots" content="noindex, nofollow">' in shared.text
    assert list(faults(shared.text)) == []


def test_what_is_kept_tells_no_answer(shared: Visitor, rows: Session) -> None:
    kept = rows.scalars(select(SharedResult)).one().content
    told = {name for each in kept["results"] for name in each}

    assert told == {
        "benefit_id", "title", "status", "amount", "certainty", "open", "apply", "sources",
    }  # fmt: skip
    assert '"fact' not in json.dumps(kept)


def test_another_browser_can_read_it(shared: Visitor, app: APIFlask) -> None:
    assert app.test_client().get(shared.path).status_code == 200


def test_after_seven_days_it_is_gone_and_says_so(shared: Visitor, rows: Session) -> None:
    row = rows.scalars(select(SharedResult)).one()
    assert row.expires_at - row.created_at == timedelta(days=7)
    rows.execute(update(SharedResult).values(expires_at=now() - timedelta(seconds=1)))
    rows.commit()
    gone = shared.open(shared.path)

    assert gone.page.status_code == 410
    assert "已经停用" in gone.text
    assert "政府购买居家养老服务" not in gone.text


def test_a_revoked_link_keeps_nothing(shared: Visitor, rows: Session) -> None:
    shared.send(f"{shared.path}/revoke")

    assert shared.page.status_code == 410
    assert rows.scalars(select(SharedResult)).one().content == {}


def test_an_unknown_link_is_not_found(client: FlaskClient) -> None:
    assert client.get("/check/shared/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404


def test_the_past_is_purged_at_a_prompt(app: APIFlask, shared: Visitor, rows: Session) -> None:
    rows.execute(update(SharedResult).values(expires_at=now() - timedelta(days=1)))
    rows.commit()
    done = app.test_cli_runner().invoke(args=["purge"])

    assert "shared_result：1" in done.output
    assert shared.open(shared.path).page.status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"received": "received"}, ("rating", "received", "received", None)),
        (
            {"differs": "amount", "words": "我 13800138000 只领到一半"},
            ("correction", "status", "amount", "我 〔电话号码〕 只领到一半"),
        ),
    ],
)
def test_a_remark_is_kept_without_a_person(
    visitor: Visitor, rows: Session, sent: dict[str, str], kept: tuple[str | None, ...]
) -> None:
    address = "/check/remarks/old_age_allowance"
    visitor.open(address).send(address, **sent)
    row = rows.scalars(select(Feedback)).one()

    assert "收到了" in visitor.text
    assert (row.kind, row.field, row.value, row.reason) == kept
    assert (row.target, row.conversation_id) == ("benefit:old_age_allowance", None)


def test_an_empty_remark_comes_back_with_its_words(visitor: Visitor) -> None:
    address = "/check/remarks/old_age_allowance"
    visitor.open(address).send(address, words="少了五十")

    assert visitor.page.status_code == 422
    assert ">少了五十</textarea>" in visitor.text
    assert visitor.open("/check/remarks/nothing").page.status_code == 404
