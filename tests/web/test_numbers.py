"""The plan's numbers and the directory's stand apart; samples are never counted; a chart breaks no policy of ours."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, Indicator, Kind, Provider, Status
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


def test_no_importer_is_left_behind_that_cannot_be_asked() -> None:
    assert [each for each in sys.meta_path if not hasattr(each, "find_spec")] == []
