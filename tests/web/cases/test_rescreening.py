"""When rules, local figures or the day change, whoever that concerns is found, with why; and the resident sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import CaseChange, Overlay
from models.session import make_engine, make_sessions
from tests.web.cases.conftest import Open, again
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults
from web import create_app
from web.cases import rescreening
from web.clock import now
from web.config import Settings

PLACES = ("opening", "looking", "exporting", "changing", "watching", "cli")
NEARLY = {"p0-birth_date": "1947-07-03"}
BIRTHDAY = date(2027, 7, 3)


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for place in PLACES:
        monkeypatch.setattr(f"web.cases.{place}.today", lambda: day)


def rescreen(app: APIFlask) -> str:
    done = app.test_cli_runner().invoke(args=["cases", "rescreen"])
    assert done.exit_code == 0, done.output
    return done.output


def a_group_is_published(rows: Session) -> None:
    """Staff enter what the county answered: the open point of a benefit is settled."""
    rows.add(
        Overlay(
            kind="amount", target="old_age_allowance", source="区民政局 2026-11-20 答复",
            value={"label": "80–89 周岁", "min": 50, "max": 50, "unit": "CNY/month", "form": "cash"},
            from_day=date(2026, 1, 1), entered_by="甲", created_at=now(),
        )
    )  # fmt: skip
    rows.commit()


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 11, 25))


def test_a_birthday_is_found_the_day_it_comes_with_why(
    app: APIFlask, one: Advisor, open_case: Open, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(**NEARLY)
    assert "0 件" in rescreen(app)
    on(monkeypatch, BIRTHDAY)
    assert "1 件" in rescreen(app)
    change = rows.scalars(CaseChange.of(case).where(CaseChange.gained)).one()

    assert (change.benefit, change.before, change.after) == (
        "old_age_allowance",
        "ineligible",
        "eligible",
    )
    assert (change.cause, change.because) == ("time", ["年满 80 周岁"])
    page = one.open("/counter/cases/changes").text
    assert "新符合的（1）" in page
    assert "现在满足了：" in page
    assert "不符合 → 符合" in page
    assert "年满 80 周岁" in page
    assert list(faults(page)) == []
    assert "0 件" in rescreen(app)
    one.send(f"/counter/cases/changes/{change.id}/seen")
    assert "新符合的（0）" in one.open("/counter/cases/changes").text


def test_a_local_figure_makes_every_case_stale_and_is_named_as_the_cause(
    app: APIFlask, one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**NEARLY)
    # As if the rules of then had said yes: what is no longer so is found under the rules of now.
    kept = again(rows, case)
    decided = [
        {**each, "status": "eligible", "reasons": [[c, f, True] for c, f, _ in each["reasons"]]}
        if each["benefit_id"] == "old_age_allowance"
        else each
        for each in kept.decisions[0]["results"]
    ]
    kept.decisions = [{"key": "p0", "results": decided}]
    rows.commit()
    a_group_is_published(rows)
    assert "还有 1 件没按今天的规定重看" in one.open("/counter/cases/changes").text
    one.send("/counter/cases/changes/rescreen")
    rows.rollback()
    change = rows.scalars(CaseChange.of(case)).one()

    assert (change.cause, change.gained, change.because) == ("rules", False, ["年满 80 周岁"])
    assert "现在不满足了：" in one.open("/counter/cases/changes").text
    assert "不再符合的（1）" in one.open("/counter/cases/changes").text


def test_a_case_that_is_opened_is_never_stale(
    one: Advisor, open_case: Open, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(**NEARLY)
    on(monkeypatch, BIRTHDAY)

    assert "2027-07-03 起新符合" in one.open(f"/counter/cases/{case.id}").text
    assert again(rows, case).screened_on == BIRTHDAY


def test_what_an_advisor_changed_is_no_news(
    app: APIFlask, one: Advisor, open_case: Open, rows: Session
) -> None:
    case = open_case(**NEARLY)
    one.send(
        f"/counter/cases/{case.id}/edit", version=1, alias="王阿姨", save="1",
        **{"p0-applicant": "resident", "p0-birth_date": "1940-03-05", "p0-local_hukou": "true"},
    )  # fmt: skip
    rescreen(app)

    assert rows.scalars(CaseChange.of(case)).all() == []


def test_a_screening_gives_way_to_an_advisor_who_saved_in_the_same_moment(
    app: APIFlask, open_case: Open, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(**NEARLY)
    real = rescreening.judging.results

    def saved_meanwhile(*given: Any) -> Any:
        with app.extensions["sessions"].begin() as other:
            other.get_one(type(case), case.id).version += 1
        return real(*given)

    monkeypatch.setattr(rescreening.judging, "results", saved_meanwhile)
    on(monkeypatch, BIRTHDAY)

    assert "0 件" in rescreen(app)
    assert rows.scalars(CaseChange.of(case)).all() == []


def test_on_postgresql_too(postgres_database: str, settings: Settings) -> None:
    from models.migrating import upgrade

    upgrade(postgres_database)
    app = create_app(replace(settings, DATABASE_URL=postgres_database))
    one, other = Advisor(app, "甲"), Advisor(app, "乙")
    form = {"alias": "王阿姨", "consent": "1", "save": "1", "p0-applicant": "resident"}
    address = one.send("/counter/cases/new", **form, **NEARLY).location
    both = {"version": 1, "alias": "王阿姨", "save": "1", "p0-applicant": "resident"}
    assert one.send(f"{address}/edit", **both, notes="甲写的").status_code == 303
    late = other.send(f"{address}/edit", **both, notes="乙写的")
    assert (late.status_code, "甲 也改了这一件" in late.text) == (409, True)
    with app.app_context():
        sessions = make_sessions(engine := make_engine(postgres_database))
        with sessions() as opened:
            assert rescreening.everybody(opened, BIRTHDAY) == 1
        engine.dispose()
        app.extensions["sessions"].kw["bind"].dispose()


def test_whoever_holds_the_code_sees_decisions_and_news_and_no_fact(
    client: FlaskClient, open_case: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {"p0-living": "alone", "notes": "她很难", "contact": "0518-12345678"}
    case = open_case(**NEARLY, **more)
    before = client.get(f"/watch/{case.code}")
    assert "建档以来还没有变化" in before.text
    on(monkeypatch, BIRTHDAY)
    page = client.get(f"/watch/{case.code.lower()}")

    assert "新符合：" in page.text
    assert "尊老金" in page.text
    for private in ("王阿姨", "1947", "80 周岁", "0518-12345678", "她很难", "独居", case.id, "甲"):
        assert private not in page.text
    for told in (before, page):
        assert list(faults(told.text)) == []
        assert "noindex" in told.headers["X-Robots-Tag"]
        assert (told.headers["Cache-Control"], told.headers["Referrer-Policy"]) == (
            "no-store",
            "no-referrer",
        )


def test_a_code_is_typed_as_it_is_read(client: FlaskClient, open_case: Open) -> None:
    case = open_case()
    client.application.config["WTF_CSRF_ENABLED"] = False
    typed = " ".join(case.code[i : i + 4] for i in (0, 4, 8, 12)).lower().replace("0", "o")
    assert client.post("/watch", data={"code": typed}).location == f"/watch/{case.code}"

    short = client.post("/watch", data={"code": "ABC"})
    assert (short.status_code, "16 个字母和数字" in short.text) == (422, True)
    for page in (short, client.get("/watch"), client.get("/watch/" + "A" * 16)):
        assert list(faults(page.text)) == []
    assert client.get("/watch/" + "A" * 16).status_code == 404
    assert client.get("/watch/" + "A" * 400).status_code == 404


def test_codes_cannot_be_tried_without_end(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    tried = [client.get(f"/watch/{number:016}").status_code for number in range(61)]

    assert tried == [404] * 60 + [429]
