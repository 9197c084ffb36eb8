"""The counter's screen without a script: hears, is mended, answers, holds several people, keeps nothing."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Base, Happened, Tally
from tests.staff_client import sign_in, token
from tests.web.counter.screen import SENTENCE, buttons, fields, say, text_of
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults

ID_NUMBER = "320705194403181234"
ABOUT_STAFF = {"staff", "staff_session", "audit_entry", "sign_in_failures", "alembic_version"}


@pytest.fixture
def empty(one: Advisor) -> str:
    return one.open("/counter").text


@pytest.fixture
def heard(one: Advisor, empty: str) -> str:
    return say(one, empty, SENTENCE).text


def test_a_sentence_becomes_facts_results_and_questions(heard: str) -> None:
    sent = fields(heard)

    assert sent["p0-applicant"] == ["resident"]
    assert (sent["p0-age"], sent["p0-district"]) == (["82"], ["海州区"])
    assert (sent["p0-income_status"], sent["p0-living"]) == (["low_income_allowance"], ["alone"])
    assert set(sent["p0-care_hint"]) == {"mild", "moderate"}
    assert "符合 2 项，可能可以 3 项，还不能确定 12 项" in text_of(heard)
    assert "照说的估计，不是评估" in heard
    assert list(faults(heard)) == []


def test_what_settles_most_is_asked_first_and_what_is_private_last(heard: str) -> None:
    asked = [each.partition("=")[0] for each in dict.fromkeys(buttons(heard, "answer"))]
    order = list(dict.fromkeys(asked))

    assert order[:2] == ["p0-care_level", "p0-local_hukou"]
    assert "p0-special_family" in order[2:]


def test_one_button_answers_and_not_knowing_is_an_answer(one: Advisor, heard: str) -> None:
    answered = say(one, heard, answer="p0-local_hukou=true").text
    unknown = say(one, answered, answer="p0-care_level=unknown").text

    assert fields(answered)["p0-local_hukou"] == ["true"]
    assert "p0-care_level" not in {b.partition("=")[0] for b in buttons(unknown, "answer")}
    assert fields(unknown)["p0-unknown"] == ["care_level"]
    assert "尊老金" in text_of(answered)


def test_a_fact_is_mended_and_taken_away(one: Advisor, heard: str) -> None:
    younger = say(one, heard, **{"p0-age": "59"}).text
    gone = say(one, heard, gone="p0-income_status").text

    assert "符合 0 项" in text_of(younger)
    assert "p0-income_status" not in fields(gone)
    assert fields(gone)["p0-age"] == ["82"]


def test_a_fact_that_cannot_be_is_said_beside_it_and_the_rest_stays(
    one: Advisor, heard: str
) -> None:
    page = say(one, heard, **{"p0-age": "八十多吧"}).text

    assert 'id="p0-age-wrong"' in page
    assert fields(page)["p0-age"] == ["八十多吧"]
    assert fields(page)["p0-living"] == ["alone"]
    assert list(faults(page)) == []


def test_two_people_sit_in_one_sitting(one: Advisor, empty: str) -> None:
    page = say(one, empty, "妈妈82岁海州低保，老大2岁").text
    looks = buttons(page, "look")
    child = say(one, page, look=looks[1]).text

    assert len(looks) == 2
    assert fields(page)["person"] == [looks[0]]
    assert fields(child)["person"] == [looks[1]]
    assert "育儿补贴" in text_of(child)
    assert fields(child)[f"{looks[0]}-age"] == ["82"]


def test_more_said_of_one_goes_to_that_one(one: Advisor, empty: str) -> None:
    page = say(one, empty, "妈妈82岁海州低保，老大2岁").text
    more = fields(say(one, page, "妈妈独居").text)

    assert more["p0-living"] == ["alone"]
    assert {name for name in more if name.endswith("-applicant")} == {
        "p0-applicant",
        "p1-applicant",
    }


def test_the_same_line_searches_the_policies(one: Advisor, empty: str) -> None:
    page = say(one, empty, "尊老金怎么领").text

    assert "政策里写的" in page
    assert "/benefits/old_age_allowance" in page
    assert 'value="尊老金怎么领"' in page  # nothing was heard, so that it may be put another way


def test_what_can_be_reckoned_is_added_up(one: Advisor, empty: str) -> None:
    page = say(one, empty, "82 海州户口 低保 评估为重度失能").text
    assert "能算准的加起来： 每月 最高 800 元（消费券，抵服务费）" in text_of(page)


def test_places_near_by_take_such_a_person_and_name_their_price(
    one: Advisor, heard: str, add_nearby: None
) -> None:
    shown = text_of(say(one, heard).text)

    assert "松鹤护理院" in shown
    assert "1800–2600 元/月" in shown
    assert "只收失能的" not in shown


def test_a_street_named_is_where_places_are_looked_for(one: Advisor, heard: str) -> None:
    page = say(one, heard, "住新浦街道").text

    assert fields(page)["near"] == ["新浦街道"]
    assert "从这里找机构：新浦街道" in text_of(page)


def test_danger_is_said_first(one: Advisor, empty: str) -> None:
    assert "120" in text_of(say(one, empty, "我妈摔倒了叫不醒，82岁").text)


def test_nothing_but_that_one_was_served_is_written_and_no_number_sent_back(
    one: Advisor, empty: str, rows: Session
) -> None:
    page = say(one, empty, f"82 海州 低保，身份证 {ID_NUMBER}").text
    tables = [t for t in Base.metadata.sorted_tables if t.name not in ABOUT_STAFF]
    counted = {t.name: rows.scalar(select(func.count()).select_from(t)) for t in tables}

    assert ID_NUMBER not in page
    assert fields(page)["p0-age"] == ["82"]
    assert {name for name, count in counted.items() if count} <= {"provider", "tally"}
    told = rows.scalars(select(Tally)).one()
    assert (told.happened, told.district, told.times) == (Happened.SERVED, "海州区", 1)


def test_a_part_of_the_page_is_the_same_as_in_the_page(one: Advisor, empty: str) -> None:
    token = (
        one.client.get("/counter/inbox").text.split('name="csrf_token" value="')[1].split('"')[0]
    )
    form = {"csrf_token": token, "text": SENTENCE}
    part = one.client.post("/counter", data=form, headers={"X-Fragment": "1"}).text

    assert part in say(one, empty, SENTENCE).text
    assert "<html" not in part


def test_a_case_is_begun_with_all_that_is_on_the_screen(one: Advisor, heard: str) -> None:
    page = say(one, heard, to="/counter/cases/new", hear="1").text

    assert 'value="82"' in page
    assert "同意建档" in page


@pytest.mark.parametrize("given", ["x" * 5000, "\x00\x01", "<script>alert(1)</script>", "🙂" * 400])
def test_whatever_is_typed_is_answered_soundly(one: Advisor, empty: str, given: str) -> None:
    answer = say(one, empty, given)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert list(faults(answer.text)) == []


def test_fields_that_make_no_sense_change_nothing(one: Advisor, heard: str) -> None:
    odd = {"answer": "p9-age=1", "gone": "zz", "look": "p7", "person": "p3-x", "p0-nothing": "1"}
    answer = say(one, heard, **odd)

    assert answer.status_code == 200
    assert fields(answer.text)["p0-age"] == ["82"]


def test_who_may_open_no_case_is_offered_none_and_refused_with_nothing_shown(app: APIFlask) -> None:
    editor = Advisor(app, "丙", "editor")
    page = editor.open("/counter").text
    form = {"csrf_token": token(editor.client, "/counter"), "hear": "1"}
    told = {"p0-applicant": "resident", "p0-age": "82"}
    refused = editor.client.post("/counter/cases/new", data=form | told)

    assert "Alt+O" not in page
    assert "Alt+O" in Advisor(app, "丁").open("/counter").text
    assert (refused.status_code, "82" in text_of(refused.text)) == (403, False)


@pytest.mark.parametrize(("role", "status"), [("advisor", 200), ("editor", 200), ("admin", 200)])
def test_all_of_the_staff_may_open_it(client: FlaskClient, role: str, status: int) -> None:
    sign_in(client, role)
    assert client.get("/counter").status_code == status


def test_a_stranger_is_sent_to_sign_in_and_comes_back_here(
    app: APIFlask, client: FlaskClient
) -> None:
    answer = client.get("/counter")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in?next=/counter")

    part = client.post("/counter", headers={"X-Fragment": "1"})
    assert part.status_code in (400, 401)
    assert part.text.find("82") == -1
