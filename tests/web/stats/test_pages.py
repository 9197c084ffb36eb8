"""The month as a page and as a file: what is small is not there, what is the desk's own is not public."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Happened, Thing
from tests.staff_client import sign_in
from tests.web.counter.screen import text_of
from tests.web.lint import faults
from tests.web.stats.rows import ALLOWANCE, a_month, add, last_month
from web.clock import today

OWN = ("柜台接待的人", "出了单子的", "建了档的", "要找真人的对话", "有人接了的", "办完了的")
FIRST = last_month()
MONTH = f"{FIRST:%Y-%m}"


@pytest.fixture
def counted(rows: Session) -> None:
    a_month(rows, FIRST)
    add(rows, today(), Thing(Happened.ASKED, ALLOWANCE), 8)
    rows.commit()


def lines(client: FlaskClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("counted")
def test_the_public_page_shows_the_last_whole_month_and_nothing_of_the_desk(
    client: FlaskClient,
) -> None:
    page = client.get("/stats")
    text = text_of(page.text)

    assert page.status_code == 200
    assert list(faults(page.text)) == []
    assert f"{FIRST.year}年{FIRST.month}月" in text
    assert "“问一问”收到的话46" in text
    assert "没答上来的话少于 5" in text
    assert not any(title in text for title in OWN)
    assert f"{today():%Y-%m}" not in page.text


@pytest.mark.usefixtures("counted")
def test_the_desk_sees_its_own_numbers_and_the_month_that_runs(client: FlaskClient) -> None:
    sign_in(client, "advisor")
    now, before = client.get("/counter/stats"), client.get(f"/counter/stats?month={MONTH}")

    assert list(faults(before.text)) == []
    assert "“问一问”收到的话8" in text_of(now.text)
    assert all(title in text_of(before.text) for title in OWN)
    assert "柜台接待的人23" in text_of(before.text)


def test_the_desk_s_numbers_are_behind_the_sign_in(client: FlaskClient) -> None:
    for address in ("/counter/stats", "/counter/stats.csv"):
        assert "/staff/sign-in" in client.get(address).location


@pytest.mark.usefixtures("counted")
def test_the_file_holds_what_the_page_does(client: FlaskClient) -> None:
    found = lines(client, f"/stats.csv?month={MONTH}")

    assert [MONTH, "“问一问”收到的话", "合计", "", "46"] in found
    assert [MONTH, "“问一问”收到的话", "按区县", "海州区", "30"] in found
    assert [MONTH, "“问一问”收到的话", "按区县", "没说在哪", "少于 5"] in found
    assert [MONTH, "“查补贴”看到结果的人", "按是谁", "老人或残疾人", "10"] in found
    assert not any(line[1] in OWN for line in found)
    second = (FIRST + timedelta(1)).isoformat()
    assert [MONTH, "“问一问”收到的话", "按天", second, "10"] in found


@pytest.mark.usefixtures("counted")
def test_numbers_that_would_give_one_away_are_not_divided(
    client: FlaskClient, rows: Session
) -> None:
    add(rows, FIRST, Thing(Happened.UNHELPFUL, ALLOWANCE), 5)
    add(rows, FIRST, Thing(Happened.UNHELPFUL, "policy:eldercare-13"), 1)
    rows.commit()
    found = lines(client, f"/stats.csv?month={MONTH}")

    assert [line[2:] for line in found if line[1] == "觉得没帮上的回答"] == [["合计", "", "6"]]
    assert "分开列会猜得出是谁" in client.get("/stats").text


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("2026-13", "要写成"),
        ("<b>", "要写成"),
        ("2020-01", "没有数"),
        (f"{today():%Y-%m}", "没有数"),
    ],
)
def test_a_month_that_is_none_is_told_and_not_echoed(
    client: FlaskClient, wanted: str, says: str
) -> None:
    page = client.get("/stats", query_string={"month": wanted})

    assert page.status_code == 422
    assert f"月份：{'这个月' if '没有' in says else ''}{says}" in page.text
    assert "<b>" not in text_of(page.text)
    assert "“问一问”收到的话" in page.text


def test_before_the_first_month_is_over_the_page_says_when(
    client: FlaskClient, rows: Session
) -> None:
    add(rows, today(), Thing(Happened.ASKED), 20)
    rows.commit()
    page = client.get("/stats")

    assert page.status_code == 200
    assert "还没有过完一整个月" in page.text
    assert "20" not in [word for word in text_of(page.text).split() if word.isdigit()]
    assert lines(client, "/stats.csv") == [["月份", "数的是", "分法", "名称", "次数"]]


def test_without_any_number_the_desk_says_so(app: APIFlask, client: FlaskClient) -> None:
    sign_in(client, "advisor")
    assert "还没有数" in client.get("/counter/stats").text
