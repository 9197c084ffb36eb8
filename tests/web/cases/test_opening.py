"""A case is opened with consent and the least that is needed; of two who save it, neither loses a word."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import AuditEntry, ClientCase
from tests.web.cases.conftest import FORM, Open, again
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults, parse
from web.cases import notice
from web.clock import now, today

ID = "320705194003050011"
NOTICES = {"2026-11-26": "863098875f652538"}


def form_of(page: str) -> dict[str, str]:
    """The case form as a browser would send it, without its buttons."""
    form = next(f for f in parse(page).iter("form") if "case-form" in (f.get("class") or ""))
    sent = {}
    for field in form.iter("input"):
        ticked = field.get("type") != "checkbox" or field.get("checked") is not None
        if field.get("name") and ticked:
            sent[str(field.get("name"))] = field.get("value") or ""
    for area in form.iter("textarea"):
        sent[str(area.get("name"))] = (area.text or "").removeprefix("\n")
    for select_ in form.iter("select"):
        chosen = [o for o in select_.iter("option") if o.get("selected") is not None]
        sent[str(select_.get("name"))] = (chosen[0].get("value") or "") if chosen else ""
    return sent


def count(rows: Session) -> int:
    rows.rollback()
    return rows.scalar(select(func.count()).select_from(ClientCase)) or 0


def test_a_case_keeps_consent_facts_and_decisions_of_the_day(open_case: Open) -> None:
    case = open_case()
    (person,) = case.people
    decided = {each["benefit_id"]: each["status"] for each in case.decisions[0]["results"]}

    assert (case.notice, case.opened_by, case.screened_on) == (notice.VERSION, "甲", today())
    assert now() - case.consented_at < timedelta(minutes=1)
    assert person["told"]["birth_date"] == today().isoformat()
    assert decided["old_age_allowance"] == "eligible"


def test_without_consent_nothing_is_kept_and_nothing_typed_is_lost(
    one: Advisor, rows: Session
) -> None:
    form = {name: text for name, text in FORM.items() if name != "consent"}
    answer = one.send("/counter/cases/new", **form, notes="下周再来")

    assert (answer.status_code, count(rows)) == (422, 0)
    assert "同意建档" in answer.text
    sent = form_of(answer.text)
    assert (sent["alias"], sent["notes"], sent["p0-birth_date"]) == (
        "王阿姨",
        "下周再来",
        "1940-03-05",
    )
    assert list(faults(answer.text)) == []


def test_a_form_sent_twice_opens_one_case_and_nobody_else_s(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    form = {**FORM, "key": form_of(one.open("/counter/cases/new").text)["key"]}
    first = one.send("/counter/cases/new", **form)
    again_ = one.send("/counter/cases/new", **form)

    assert (again_.status_code, again_.location) == (303, first.location)
    assert first.location.endswith(form["key"])
    assert count(rows) == 1
    theirs = other.send("/counter/cases/new", **form)
    assert (theirs.status_code, count(rows)) == (303, 2)
    assert theirs.location != first.location
    weak = one.send("/counter/cases/new", **form | {"key": "1"})
    assert len(weak.location.rsplit("/", 1)[1]) == 22


def test_a_sentence_fills_the_fields_and_is_not_kept(one: Advisor, rows: Session) -> None:
    said = "我妈82岁，海州户口，低保，一个人住"
    page = one.send("/counter/cases/new", alias="王阿姨", text=said, enter="1")
    sent = form_of(page.text)

    assert (page.status_code, count(rows)) == (200, 0)
    assert (sent["p0-age"], sent["p0-living"], sent["p0-label"]) == ("82", "alone", "我妈")
    assert sent["p0-income_status"] == "low_income_allowance"
    assert said not in page.text
    assert list(faults(page.text)) == []


def test_a_second_sentence_adds_to_the_same_person_and_another_person_is_one_more(
    one: Advisor,
) -> None:
    first = form_of(one.send("/counter/cases/new", text="我妈82岁，海州户口", hear="1").text)
    more = form_of(one.send("/counter/cases/new", **(first | {"text": "一个人住"}), hear="1").text)
    assert (more["p0-age"], more["p0-living"]) == ("82", "alone")

    child = form_of(one.send("/counter/cases/new", **more, add="child").text)
    assert (child["p0-age"], child["p1-applicant"]) == ("82", "child")


def test_what_is_private_is_kept_only_with_a_yes_to_it(open_case: Open) -> None:
    private = {"p0-income_status": "low_income_allowance"}

    assert "income_status" not in open_case(**private).people[0]["answers"]
    assert open_case(**private, private="1").people[0]["answers"]["income_status"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("alias", f"王 {ID}"),
        ("notes", f"她的证号{ID}"),
        ("contact", ID),
        ("p0-label", "卡号622202"),
        ("notes", "密码是 123456"),
    ],
)
def test_a_number_that_is_never_kept_is_refused_and_not_sent_back(
    one: Advisor, rows: Session, field: str, text: str
) -> None:
    if field == "p0-label":
        text = ID[:12] + ID[12:]
    answer = one.send("/counter/cases/new", **{**FORM, field: text})

    assert (answer.status_code, count(rows)) == (422, 0)
    assert ID not in answer.text
    assert "123456" not in answer.text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"alias": ""}, "怎么称呼"),
        ({"contact": "123"}, "能打通的号码"),
        ({"p0-birth_date": "1940-13-05"}, "出生日期"),
        ({"p0-birth_date": "2030-01-01"}, "不能晚于今天"),
        ({"p0-age": "30"}, "对不上"),
        ({"p0-applicant": "nobody"}, "哪一类"),
        ({"notes": "字" * 2001}, "最多 2000 个字"),
    ],
)
def test_bad_input_names_the_field_and_the_fix(
    one: Advisor, rows: Session, wrong: dict[str, str], says: str
) -> None:
    answer = one.send("/counter/cases/new", **{**FORM, **wrong})

    assert (answer.status_code, count(rows)) == (422, 0)
    assert says in answer.text
    assert list(faults(answer.text)) == []


def test_a_change_is_saved_screened_anew_and_an_age_told_before_stays_as_old(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**{"p0-birth_date": "", "p0-age": "79"})
    old = again(rows, case)
    old.people = [{**old.people[0], "told": {"age": "2026-03-01", "local_hukou": "2026-03-01"}}]
    rows.commit()
    form = form_of(one.open(f"/counter/cases/{case.id}/edit").text)
    assert form["p0-age"] == "79-80"
    one.send(f"/counter/cases/{case.id}/edit", **form | {"p0-local_hukou": "false"}, save="1")
    saved = again(rows, case)

    assert saved.people[0]["told"] == {"age": "2026-03-01", "local_hukou": str(today())}
    assert saved.people[0]["answers"]["age"] == 79
    decided = {each["benefit_id"]: each["status"] for each in saved.decisions[0]["results"]}
    assert decided["old_age_allowance"] == "ineligible"
    assert saved.version == 2


def test_of_two_who_save_the_second_sees_what_changed_and_loses_nothing(
    one: Advisor, other: Advisor, open_case: Open, rows: Session
) -> None:
    address = f"/counter/cases/{open_case(contact='0518-11111111').id}/edit"
    mine, theirs = form_of(one.open(address).text), form_of(other.open(address).text)
    sent = {"notes": "甲写的", "contact": "0518-22222222", "p0-living": "alone"}
    assert one.send(address, **{**mine, **sent}, save="1").status_code == 303
    mine_too = {"notes": "乙写的", "p0-care_level": "severe"}
    late = other.send(address, **{**theirs, **mine_too}, save="1")

    assert late.status_code == 409
    assert "甲 也改了这一件" in late.text
    assert "甲写的" in late.text.partition("两个人都改了的")[2]
    assert "独居" in late.text.partition("只有对方改了的")[2]
    form = form_of(late.text)
    assert (form["notes"], form["p0-care_level"]) == ("乙写的", "severe")
    assert (form["contact"], form["p0-living"]) == ("0518-22222222", "alone")
    assert list(faults(late.text)) == []
    assert other.send(address, **form, save="1").status_code == 303
    case = rows.scalars(select(ClientCase)).one()
    assert (again(rows, case).notes, case.contact) == ("乙写的", "0518-22222222")


def test_a_person_one_took_out_is_not_brought_back_by_the_other(
    one: Advisor, other: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**{"p1-applicant": "child", "p1-child_birth_month": "2025-03"})
    address = f"/counter/cases/{case.id}/edit"
    mine, theirs = form_of(one.open(address).text), form_of(other.open(address).text)
    one.send(address, **mine, **{"p1-gone": "1"}, save="1")
    assert len(again(rows, case).people) == 1
    late = other.send(address, **theirs | {"notes": "乙写的"}, save="1")
    other.send(address, **form_of(late.text), save="1")

    assert [each["key"] for each in again(rows, case).people] == ["p0"]
    assert case.notes == "乙写的"


def test_the_record_of_changes_names_fields_and_holds_no_value(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case()
    form = form_of(one.open(f"/counter/cases/{case.id}/edit").text)
    more = {"p0-income_status": "low_income_allowance", "private": "1", "notes": "她很难"}
    one.send(f"/counter/cases/{case.id}/edit", **form | more, save="1")
    kept = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [each.action for each in kept] == ["case.opened", "case.changed"]
    assert kept[1].after == {"fields": ["notes", "sensitive"]}
    for told in ("王阿姨", "她很难", "low_income", "income_status", "1940"):
        assert all(told not in f"{e.target}{e.before}{e.after}" for e in kept)


def test_a_changed_notice_gets_a_new_version() -> None:
    """Whoever agreed to the old words did not agree to new ones: mend the version with the words."""
    words = Path("web/templates/cases/notice.html").read_bytes()

    assert NOTICES[notice.VERSION] == hashlib.sha256(words).hexdigest()[:16]


def test_an_editor_sees_no_case(app: APIFlask, open_case: Open) -> None:
    """The notice says who may look: advisors and admins."""
    case = open_case()
    assert Advisor(app, "编", "editor").open(f"/counter/cases/{case.id}").status_code == 403
    assert Advisor(app, "管", "admin").open(f"/counter/cases/{case.id}").status_code == 200


def test_no_role_no_case(open_case: Open, client: Any) -> None:
    case = open_case()
    client.application.config["WTF_CSRF_ENABLED"] = False
    for part in ("", "/edit", "/card", "/export", "/export.json", "/erase"):
        assert client.get(f"/counter/cases/{case.id}{part}").status_code == 303
    for part in ("/edit", "/code", "/erase", "/tasks"):
        assert client.post(f"/counter/cases/{case.id}{part}").status_code == 401


def test_an_address_that_was_not_given_is_not_guessed(one: Advisor, open_case: Open) -> None:
    assert len(open_case().id) >= 22
    for key in ("1", "p0", "None", "x" * 22):
        assert one.open(f"/counter/cases/{key}").status_code == 404
        assert one.send(f"/counter/cases/{key}/erase", sure="1").status_code == 404
