"""A check in the hands of a person: asked one thing at a time, free to change, decline, go back and forget."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import Checkup
from tests.web.checks import PASS, Visitor, go_through
from tests.web.lint import faults
from web.clock import now

MOTHER = {
    "applicant": "resident",
    "age": 82,
    "local_hukou": True,
    "care_level": "moderate",
    "living": "alone",
    "income_status": "none",
}


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def state(rows: Session) -> dict:
    rows.expire_all()
    return rows.scalars(select(Checkup)).one().state


def test_questions_come_one_by_one_until_there_is_a_result(visitor: Visitor) -> None:
    asked = go_through(visitor, MOTHER)

    assert asked[0] == "age"
    assert len(asked) == len(set(asked))
    assert "符合" in visitor.text
    assert "尊老金" in visitor.text


@pytest.mark.parametrize("applicant", ["resident", "child", "provider", "worker", "taxpayer"])
def test_every_page_on_the_way_is_sound(visitor: Visitor, applicant: str) -> None:
    visitor.begin(applicant)
    for _ in range(40):
        assert list(faults(visitor.text)) == [], visitor.path
        if "/result" in visitor.path:
            break
        visitor.answer(**({"consent": "yes"} if "consent" in visitor.path else PASS))

    assert visitor.path == "/check/result"


def test_answers_stay_out_of_the_cookie(visitor: Visitor, client: FlaskClient) -> None:
    visitor.begin("resident").answer(value="82")
    with client.session_transaction() as kept:
        assert set(kept) == {"csrf_token", "checkup"}
        assert len(kept["checkup"]) == 22


def test_not_knowing_is_an_answer_and_is_not_asked_again(visitor: Visitor, rows: Session) -> None:
    visitor.begin("resident").answer(**PASS)

    assert visitor.path != "/check/questions/age"
    assert state(rows)["people"][0]["answers"]["age"] is None
    assert "不清楚" in visitor.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "还没有填"), ("很老", "要填整数"), ("300", "要在 0 到 125 之间"), ("-5", "要填整数")],
)
def test_a_bad_answer_comes_back_with_its_name_and_its_value(
    visitor: Visitor, typed: str, says: str
) -> None:
    visitor.begin("resident").answer(value=typed)

    assert visitor.page.status_code == 422
    assert says in visitor.text
    assert "<strong>年龄</strong>" in visitor.text
    assert f'value="{typed}"' in visitor.text
    assert list(faults(visitor.text)) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("82", 82), ("８２", 82), ("八十二", 82), ("82岁", 82), ("70-79", {"lo": 70, "hi": 79})],
)
def test_an_age_may_be_written_as_people_write_it(
    visitor: Visitor, rows: Session, typed: str, kept: object
) -> None:
    visitor.begin("resident").answer(value=typed)

    assert state(rows)["people"][0]["answers"]["age"] == kept


@pytest.mark.parametrize("typed", ["2025-03", "2025年3月", "2025.3", "202503"])
def test_a_month_may_be_written_as_people_write_it(
    visitor: Visitor, rows: Session, typed: str
) -> None:
    visitor.begin("child").open("/check/questions/child_birth_month").answer(value=typed)

    assert state(rows)["people"][0]["answers"]["child_birth_month"] == "2025-03"


def test_an_impossible_month_is_refused(visitor: Visitor) -> None:
    visitor.begin("child").open("/check/questions/child_birth_month").answer(value="2025-13")

    assert visitor.page.status_code == 422
    assert "要填年月" in visitor.text


def test_answers_that_contradict_are_named_and_the_new_one_may_win(
    visitor: Visitor, rows: Session
) -> None:
    visitor.begin("child").open("/check/questions/child_age_months").answer(value="3")
    visitor.open("/check/questions/child_birth_month").answer(value="2023-01")
    assert visitor.page.status_code == 422
    assert "对不上" in visitor.text
    visitor.answer(value="2023-01", instead="1")

    answers = state(rows)["people"][0]["answers"]
    assert answers == {"applicant": "child", "child_birth_month": "2023-01"}


def test_an_answer_can_be_changed_at_any_time(visitor: Visitor, rows: Session) -> None:
    go_through(visitor, MOTHER)
    visitor.open("/check/questions/age")
    assert 'value="82"' in visitor.text
    visitor.answer(value="59")

    assert state(rows)["people"][0]["answers"]["age"] == 59


def test_one_can_go_back_and_see_the_result_midway(visitor: Visitor) -> None:
    visitor.begin("resident").answer(value="82")

    assert 'href="/check/questions/age"' in visitor.text
    assert "最多还有" in visitor.text
    assert "接着答" in visitor.open("/check/result").text


def test_another_kind_of_applicant_drops_what_cannot_be_said_of_them(
    visitor: Visitor, rows: Session
) -> None:
    visitor.begin("resident").answer(value="82")
    visitor.open("/check/questions/applicant").answer(value="child")

    assert state(rows)["people"][0]["answers"] == {"applicant": "child"}


def test_consent_is_asked_before_the_first_sensitive_question(visitor: Visitor) -> None:
    visitor.begin("resident").open("/check/questions/income_status")
    assert visitor.path == "/check/consent"
    visitor.answer(consent="yes", fact="income_status")

    assert visitor.path == "/check/questions/income_status"


def test_a_sensitive_answer_without_consent_is_not_taken(visitor: Visitor, rows: Session) -> None:
    visitor.begin("resident").send("/check/questions/income_status", value="none")

    assert visitor.path == "/check/consent"
    assert "income_status" not in state(rows)["people"][0]["answers"]


def test_who_declines_is_asked_nothing_sensitive(visitor: Visitor, rows: Session) -> None:
    visitor.begin("resident").open("/check/consent").answer(consent="no")
    while "/result" not in visitor.path:
        assert visitor.path != "/check/consent"
        visitor.answer(**PASS)

    told = state(rows)["people"][0]["answers"]
    assert not {"income_status", "disability_grade", "dementia", "has_support"} & set(told)


def test_consent_taken_back_deletes_the_sensitive_answers(visitor: Visitor, rows: Session) -> None:
    go_through(visitor, MOTHER)
    assert "收回同意" in visitor.text
    visitor.send("/check/consent", consent="no")

    assert "income_status" not in state(rows)["people"][0]["answers"]


def test_a_second_person_leaves_the_first_as_they_were(visitor: Visitor, rows: Session) -> None:
    go_through(visitor, MOTHER)
    visitor.begin("child").answer(value="2025-03")
    people = state(rows)["people"]
    assert [each["answers"]["applicant"] for each in people] == ["resident", "child"]
    visitor.send("/check/people/0")

    assert visitor.path == "/check/result"
    assert "尊老金" in visitor.text


def test_everything_can_be_forgotten(visitor: Visitor, rows: Session) -> None:
    visitor.begin("resident").answer(value="82").send("/check/forget")

    assert visitor.path == "/check"
    assert rows.scalars(select(Checkup)).all() == []


def test_answers_are_gone_after_two_hours(visitor: Visitor, rows: Session) -> None:
    visitor.begin("resident").answer(value="82")
    rows.execute(update(Checkup).values(last_at=now() - timedelta(hours=2, minutes=1)))
    rows.commit()

    assert "已经删掉" in visitor.open("/check/result").text
    visitor.begin("child")
    assert len(rows.scalars(select(Checkup)).all()) == 1


def test_a_page_of_a_check_stays_in_no_cache(visitor: Visitor) -> None:
    assert visitor.begin("resident").page.headers["Cache-Control"] == "no-store"


def test_a_fact_that_is_none_of_theirs_is_not_found(visitor: Visitor) -> None:
    for address in ("/check/questions/age", "/check/questions/nothing"):
        assert visitor.begin("child").open(address).page.status_code == 404


def test_progress_counts_down(visitor: Visitor) -> None:
    left = []
    visitor.begin("worker")
    while "/questions/" in visitor.path:
        left.append(int(re.search(r"最多还有 (\d+) 题", visitor.text)[1]))
        visitor.answer(**PASS)

    assert left == sorted(left, reverse=True)
    assert left[-1] == 1
