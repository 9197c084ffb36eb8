"""A case as it is looked at: today and on another day, what is to be done, handed out, erased, purged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import AuditEntry, CaseChange, CaseTask, ClientCase
from tests.web.cases.conftest import Open, again
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults
from web.clock import now

NEARLY = {"p0-birth_date": "1947-07-03"}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which a person born in July 1947 is 79."""
    for place in ("opening", "looking", "exporting", "changing", "watching", "tasks", "cli"):
        monkeypatch.setattr(f"web.cases.{place}.today", lambda: date(2026, 11, 25))


def test_a_birthday_ahead_becomes_a_task_with_its_day(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**NEARLY)
    page = one.open(f"/counter/cases/{case.id}").text
    task = rows.scalars(CaseTask.of(case).where(CaseTask.benefit == "old_age_allowance")).one()

    assert (task.due, task.says) == (date(2027, 7, 3), "年满 80 周岁，可领尊老金")
    assert "2027-07-03" in page
    assert task.says in page
    assert list(faults(page)) == []


def test_tasks_follow_the_facts_and_what_is_done_stays_done(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**NEARLY)
    own = {"says": "打电话", "due": "2026-12-01"}
    assert one.send(f"/counter/cases/{case.id}/tasks", **own).status_code == 303
    mine = rows.scalars(CaseTask.of(case).where(CaseTask.says == "打电话")).one()
    assert "打电话" in one.open("/counter/cases").text
    one.send(f"/counter/cases/{case.id}/tasks/{mine.id}/done")
    one.send(
        f"/counter/cases/{case.id}/edit", version=1, alias="王阿姨", save="1",
        **{"p0-applicant": "resident", "p0-birth_date": "1940-03-05", "p0-local_hukou": "true"},
    )  # fmt: skip
    rows.rollback()
    left = rows.scalars(CaseTask.of(case)).all()

    assert "old_age_allowance" not in {each.benefit for each in left}
    assert [each.done_by for each in left if each.says == "打电话"] == ["甲"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"says": ""}, "写一句话"),
        ({"says": "打电话", "due": "下周"}, "真实的日期"),
        ({"says": "证号 320705194003050011"}, "这些不收"),
    ],
)
def test_a_task_that_cannot_be_kept_comes_back(
    one: Advisor, open_case: Open, given: dict[str, str], says: str
) -> None:
    answer = one.send(f"/counter/cases/{open_case().id}/tasks", **given)

    assert answer.status_code == 422
    assert says in answer.text
    assert "320705194003050011" not in answer.text
    assert list(faults(answer.text)) == []


def test_a_task_of_another_case_is_not_reached_through_this_one(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    mine, theirs = open_case(), open_case(**NEARLY)
    task = rows.scalars(CaseTask.of(theirs)).first()
    assert task

    assert one.send(f"/counter/cases/{mine.id}/tasks/{task.id}/done").status_code == 404


def test_another_day_shows_what_could_be_had_then(one: Advisor, open_case: Open) -> None:
    address = f"/counter/cases/{open_case(**NEARLY).id}"
    assert "再过 8 个月（2027-07）满 80 周岁" in one.open(address).text
    then = one.open(f"{address}?on=2027-07-03").text
    assert "满 80 周岁</strong>" not in then
    assert "按 2027-07-03 算" in then

    wrong = one.open(f"{address}?on=soon")
    assert (wrong.status_code, "真实的日期" in wrong.text) == (422, True)
    assert one.open(f"{address}?on=1900-01-01").status_code == 200


def test_cases_are_found_by_what_they_are_called_or_by_their_code(
    one: Advisor, open_case: Open
) -> None:
    case = open_case()
    open_case(alias="李大爷")
    for text in ("阿姨", case.code, case.code.lower()[:4] + "-" + case.code[4:]):
        page = one.open(f"/counter/cases?q={text}").text
        assert ("王阿姨" in page, "李大爷" in page) == (True, False)
    assert "没有这样的个案" in one.open("/counter/cases?q=没有").text
    assert list(faults(one.open("/counter/cases").text)) == []


def test_all_that_is_kept_is_handed_out(one: Advisor, open_case: Open, rows: Session) -> None:
    case = open_case(contact="0518-12345678", notes="下周再来", **NEARLY)
    kept = one.open(f"/counter/cases/{case.id}/export.json")
    told = kept.get_json()

    assert "attachment" in kept.headers["Content-Disposition"]
    assert (told["alias"], told["contact"], told["notes"]) == (
        "王阿姨",
        "0518-12345678",
        "下周再来",
    )
    assert {"fact": "birth_date", "label": "出生日期", "value": "1947-07-03"}.items() <= next(
        f for f in told["people"][0]["facts"] if f["fact"] == "birth_date"
    ).items()
    assert told["people"][0]["decisions"]
    assert told["tasks"][0]["due"]
    assert told["consent"]["notice"]
    page = one.open(f"/counter/cases/{case.id}/export").text
    for seen in ("0518-12345678", "下周再来", "1947-07-03"):
        assert seen in page
    assert list(faults(page)) == []
    assert rows.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
        "case.opened",
        "case.exported",
    ]


def test_erasing_leaves_nothing_but_that_it_was_done(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**NEARLY)
    key, code = case.id, case.code
    address = f"/counter/cases/{key}"
    assert one.send(f"{address}/erase").status_code == 422
    assert one.open(address).status_code == 200
    assert list(faults(one.open(f"{address}/erase").text)) == []
    assert one.send(f"{address}/erase", sure="1").status_code == 303
    rows.rollback()

    for table in (ClientCase, CaseTask, CaseChange):
        assert rows.scalar(select(func.count()).select_from(table)) == 0
    last = rows.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.action, last.target, last.before, last.after) == (
        "case.erased",
        key,
        None,
        None,
    )
    assert one.open(address).status_code == 404
    assert one.client.get(f"/watch/{code}").status_code == 404


def test_a_case_nobody_touches_is_purged(app: APIFlask, open_case: Open, rows: Session) -> None:
    old, fresh = open_case(), open_case()
    again(rows, old).changed_at = now() - timedelta(days=366)
    rows.commit()
    done = app.test_cli_runner().invoke(args=["purge"])
    rows.rollback()

    assert "client_case：1" in done.output
    assert rows.scalars(select(ClientCase.id)).all() == [fresh.id]


def test_the_slip_holds_the_code_and_nothing_of_the_person(
    one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(contact="0518-12345678")
    page = one.open(f"/counter/cases/{case.id}/card").text
    slip = page.partition('class="slip"')[2].partition("换一个码")[0]

    assert "-".join(case.code[i : i + 4] for i in (0, 4, 8, 12)) in slip
    assert "<svg" in slip
    for private in ("王阿姨", "0518-12345678", "1940"):
        assert private not in slip
    assert list(faults(page)) == []

    old = case.code
    one.send(f"/counter/cases/{case.id}/code")
    assert again(rows, case).code != old
    assert one.client.get(f"/watch/{old}").status_code == 404
