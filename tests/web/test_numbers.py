"""The plan's numbers and the directory's stand apart; samples are never counted; a chart breaks no policy of ours."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Indicator, Kind, Provider, Status
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.charts import bars
from web.clock import today


def test_only_real_places_in_operation_are_counted(
    client: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    add_provider(capacity=80)
    add_provider(name="乙养老院")
    add_provider(name="示例养老院", is_sample=True, capacity=900)
    add_provider(name="丙养老院", status=Status.CLOSED)
    add_provider(name="丁养老院", absent_since=today())
    text = client.get("/data").text

    assert re.search(r'row">海州区</th><td>2</td><td>80 <span[^>]*>（1 家报了）', text)
    assert "900" not in text
    assert list(faults(text)) == []


def test_an_empty_directory_says_so(
    client: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    add_provider(name="示例托育园", kind=Kind.CHILDCARE, is_sample=True)
    text = client.get("/data").text

    assert text.count("目录里还没有真的名单") == 2
    assert '<svg class="chart"' not in text


def test_targets_stand_apart_with_where_they_are_written(client: FlaskClient) -> None:
    text = client.get("/data").text
    targets = text.split('id="targets"')[1].split('id="figures"')[0]

    assert "70%" in targets
    assert "方案 二" in targets
    assert "115 个" not in targets
    assert "115 个" in text


def test_all_of_it_can_be_taken_along(
    client: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    add_provider(capacity=80)
    answer = client.get("/data.csv")
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))

    assert answer.mimetype == "text/csv"
    assert ["目录里数的", "海州区养老机构数", "1"] in [line[:3] for line in lines]
    assert any(line[0] == "目标" and line[4].startswith("方案") for line in lines)


def test_a_chart_has_a_bar_for_each_number_and_nothing_the_policy_forbids() -> None:
    drawn = bars("多少 <家>", [("海州区", 12), ("赣榆区", 7)])

    assert 'role="img"' in drawn
    assert 'aria-label="多少 &lt;家&gt;"' in drawn
    assert all(word in drawn for word in ("海州区", "赣榆区", ">12<", ">7<"))
    assert drawn.count("<rect") >= 2
    assert not re.search(
        r"<script|<style|\sstyle=|\sid=|\son\w+=|javascript|http://(?!www\.w3\.org/2000/svg)", drawn
    )


def test_a_yearly_figure_is_entered_with_its_source_and_corrected(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    run = app.test_cli_runner().invoke
    said = ["indicators", "set", "每千人托位数", "2025"]
    assert run(args=[*said, "4.1", "--unit", "个", "--source", "市统计公报"]).exit_code == 0
    assert run(args=[*said, "4.2", "--unit", "个", "--source", "市统计公报更正"]).exit_code == 0
    text = client.get("/data").text

    assert "4.2 个" in text
    assert "4.1 个" not in text
    assert "市统计公报更正" in text
    assert list(faults(text)) == []
    assert "4.2 个,2025,市统计公报更正" in client.get("/data.csv").text
    entries = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert entries[1].before == {"value": "4.1 个", "source": "市统计公报"}


@pytest.mark.parametrize(
    "given",
    [
        ["入托率", "2025", "很多", "--source", "x"],
        ["入托率", "2025", "nan", "--source", "x"],
        ["入托率", "2025", "1e30", "--source", "x"],
        ["入托率", "2025", "1", "--source", " "],
        ["入托率", "2099", "1", "--source", "x"],
        ["入托率", "1999", "1", "--source", "x"],
        ["入" * 81, "2025", "1", "--source", "x"],
        ["入托率", "2025", "1"],
    ],
    ids=str,
)
def test_a_figure_that_cannot_be_is_refused(app: APIFlask, rows: Session, given: list[str]) -> None:
    assert app.test_cli_runner().invoke(args=["indicators", "set", *given]).exit_code == 2
    assert rows.scalars(select(Indicator)).all() == []


FIGURE = {
    "name": "每千人托位数",
    "year": "2025",
    "value": "4.1",
    "unit": "个",
    "source": "市统计公报",
}
DESK = "/counter/numbers"


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


def entered(client: FlaskClient, figure: int = 0, **said: str) -> TestResponse:
    """Sent from the page as it opens, with what is said in place of what stands there."""
    page = client.get(f"{DESK}?figure={figure}").text
    stands = re.findall(r'name="stands" value="([^"]*)"', page)[0]
    sent = {"csrf_token": token(client, DESK), "stands": stands, **FIGURE, **said}
    return client.post(DESK, data=sent)


def kept(rows: Session) -> list[Indicator]:
    rows.expire_all()
    return list(rows.scalars(select(Indicator)))


def test_a_yearly_figure_is_entered_on_a_screen_and_speaks_at_once(
    editor: FlaskClient, client: FlaskClient, rows: Session
) -> None:
    assert list(faults(editor.get(DESK).text)) == []
    assert entered(editor).status_code == 303

    assert "4.1 个" in client.get("/data").text
    assert list(faults(editor.get(DESK).text)) == []
    entry = rows.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.target) == ("indicator.set", "每千人托位数 2025")
    assert entry.staff_id is not None


def test_a_figure_that_stands_is_replaced_only_by_who_was_shown_it(
    editor: FlaskClient, rows: Session
) -> None:
    entered(editor)
    blind = entered(editor, value="4.2")
    (figure,) = kept(rows)

    assert (blind.status_code, figure.value) == (409, Decimal("4.1"))
    assert "这一年已经填过：4.1 个（市统计公报）" in blind.text
    assert 'value="4.2"' in blind.text
    assert list(faults(blind.text)) == []

    assert entered(editor, figure.id, value="4.2").status_code == 303
    assert [each.value for each in kept(rows)] == [Decimal("4.2")]
    entries = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert entries[-1].before == {"value": "4.1 个", "source": "市统计公报"}


def test_saying_it_again_records_nothing(editor: FlaskClient, rows: Session) -> None:
    entered(editor)
    (figure,) = kept(rows)
    entered(editor, figure.id)
    assert len(rows.scalars(select(AuditEntry)).all()) == 1


def test_a_figure_is_taken_back_by_who_sees_it_as_it_is(
    editor: FlaskClient, client: FlaskClient, rows: Session
) -> None:
    entered(editor)
    (figure,) = kept(rows)
    page = editor.get(DESK).text
    stands = re.findall(r'name="stands" value="([^"]+)"', page)[-1]
    sent = {"csrf_token": token(editor, DESK)}
    refused = editor.post(f"{DESK}/{figure.id}/remove", data={**sent, "stands": "old"})
    assert (refused.status_code, len(kept(rows))) == (409, 1)
    assert list(faults(refused.text)) == []

    for _ in range(2):  # pressed twice, it is gone once
        answer = editor.post(f"{DESK}/{figure.id}/remove", data={**sent, "stands": stands})
        assert answer.status_code == 303
    assert kept(rows) == []
    assert "4.1 个" not in client.get("/data").text
    actions = rows.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["indicator.set", "indicator.removed"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", " "), ("name", "入" * 81), ("year", "1999"), ("year", "２０２５"), ("year", "2099"),
        ("value", "很多"), ("value", "nan"), ("value", "1e30"), ("value", "1.00001"),
        ("unit", "个" * 21), ("source", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    editor: FlaskClient, rows: Session, field: str, said: str
) -> None:
    answer = entered(editor, **{field: said})

    assert (answer.status_code, f'id="{field}-wrong"' in answer.text) == (422, True)
    # The field's own line, and that the field points to it; no other field is said to be wrong.
    assert answer.text.count('-wrong"') == 2
    for name, text in FIGURE.items():
        assert name == field or f'value="{text}"' in answer.text
    assert list(faults(answer.text)) == []
    assert kept(rows) == []


def test_an_advisor_enters_no_figures(app: APIFlask) -> None:
    client = app.test_client()
    sign_in(client, "advisor")
    assert client.get(DESK).status_code == 403


def test_no_importer_is_left_behind_that_cannot_be_asked() -> None:
    assert [each for each in sys.meta_path if not hasattr(each, "find_spec")] == []
