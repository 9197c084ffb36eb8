"""A list is looked over before it is sent: every row told, nothing kept, whatever is uploaded."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Kind, Provider, ProviderList
from models.importing import headings
from models.importing.files import read
from models.importing.zips import Limits
from tests.models.importing import dirt
from tests.web.lint import faults
from tests.web.upkeep.sending import GOOD, HEADINGS, send, sheet
from web import create_app
from web.config import Settings
from web.upkeep import blank, validating


def look_over(
    client: FlaskClient, upload: bytes = GOOD, name: str = "名单.csv", **said: Any
) -> TestResponse:
    return send(client, "/validate", {"kind": "eldercare", "coordinates": "", **said}, upload, name)


def test_a_good_list_is_told_so_and_nothing_is_kept(client: FlaskClient, rows: Session) -> None:
    answer = look_over(client)

    assert answer.status_code == 200
    assert "没有错，可以交了" in answer.text
    assert "一共 2 行，2 行可以直接用" in answer.text
    assert list(faults(answer.text)) == []
    assert rows.scalar(select(func.count()).select_from(Provider)) == 0
    assert rows.scalar(select(func.count()).select_from(ProviderList)) == 0


def test_every_row_is_told_what_it_lacks(client: FlaskClient) -> None:
    bad = (
        HEADINGS
        + "甲养老院,渡口,海州区,,,,\n乙养老院,养老院,沈阳市,,,12,五十\n,养老院,海州区,,,,\n"
    )
    text = look_over(client, bad.encode()).text

    assert "3 行要改" in text
    assert re.search(r'row">2</th><td>要改</td><td>类型：没认出来', text)
    assert "机构名称" in text
    # What the cells said is not repeated.
    assert "渡口" not in text
    assert "五十" not in text


def test_what_no_row_says_is_named(client: FlaskClient) -> None:
    text = look_over(client).text

    assert re.search(r"备案编号</th><td>0</td><td><strong>一行也没有", text)
    assert re.search(r"地址</th><td>2</td><td>齐了", text)
    assert "收住对象" in text
    assert "收托年龄" not in text


def test_which_column_was_taken_for_what_is_shown(client: FlaskClient) -> None:
    text = look_over(client, "单位名称,区,联系人\n甲养老院,海州区,某某\n".encode()).text

    assert re.search(r'row">单位名称</th><td>机构名称', text)
    assert "第 3 列没有读" in text


def test_two_that_look_like_one_are_left_to_whoever_sends_the_list(client: FlaskClient) -> None:
    twice = HEADINGS + (
        "海州区松鹤养老院,养老院,海州区,,解放路1号,,\n松鹤养老院,养老院,海州区,,解放路1号,,\n"
    )
    text = look_over(client, twice.encode()).text

    assert "再核对一下" in text
    assert "和第 2 行很像" in text


def test_coordinates_are_asked_about(client: FlaskClient) -> None:
    located = "机构名称,区县,纬度,经度\n甲养老院,海州区,34.6,119.2\n".encode()
    asked = look_over(client, located)

    assert (asked.status_code, "坐标系" in asked.text) == (422, True)
    assert 'id="coordinates-wrong"' in asked.text
    assert "没有错" in look_over(client, located, coordinates="gcj02").text


def test_the_report_can_be_taken_along(client: FlaskClient) -> None:
    bad = HEADINGS + "甲养老院,渡口,海州区,,,,\n=1+1养老院,渡口,海州区,,,,\n"
    page = look_over(client, bad.encode()).text
    carried = re.search(r'name="report" value="([^"]+)"', page)
    assert carried
    answer = send_report(client, carried[1])

    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert lines[0] == ["行", "结果", "字段", "说明"]
    assert ["2", "要改", "type"] in [line[:3] for line in lines]
    assert answer.mimetype == "text/csv"


def send_report(client: FlaskClient, report: str) -> TestResponse:
    page = client.get("/validate").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return client.post("/validate/report", data={"csrf_token": token[1], "report": report})


@pytest.mark.parametrize("report", ["", "forged", "WyJhIl0.aaaa.bbbb"])
def test_a_report_that_is_not_ours_is_not_handed_out(client: FlaskClient, report: str) -> None:
    assert send_report(client, report).status_code == 400


@pytest.mark.parametrize(
    ("upload", "name", "says"),
    [
        (b"", "a.csv", "是空的"),
        (GOOD, "", "请选一个"),
        (GOOD, "a.pdf", "只收 .xlsx 和 .csv"),
        (GOOD, "a.xlsx", "对不上"),
        (b"PK\x03\x04", "a.csv", "对不上"),
        (b"PK\x03\x04", "a.xlsx", "不是完好的"),
        (b"\xff\xfe\x00\x01\x00", "a.csv", "编码"),
        ("你好,世界\n1,2\n".encode(), "a.csv", "表头"),
        (HEADINGS.encode(), "a.csv", "没有内容"),
        (b"a,b\n" * (validating.LIMITS.rows + 1), "a.csv", "表头"),
        (GOOD + b"x,,,,,,\n" * validating.LIMITS.rows, "a.csv", "文件太大"),
        (b"x" * (validating.LIMITS.file_bytes + 1), "a.csv", "文件太大"),
    ],
    ids=lambda value: value[:12].hex() if isinstance(value, bytes) else str(value),
)
def test_what_is_no_list_is_refused_in_words(
    client: FlaskClient, upload: bytes, name: str, says: str
) -> None:
    answer = look_over(client, upload, name)

    assert answer.status_code == 422
    assert says in answer.text
    assert 'id="file-wrong"' in answer.text
    assert list(faults(answer.text)) == []


def test_a_small_file_that_unpacks_to_a_large_one_is_not_opened(client: FlaskClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 << 20))
    answer = look_over(client, packed.getvalue(), "a.xlsx")

    assert (answer.status_code, "压缩异常" in answer.text) == (422, True)


def test_more_than_any_page_takes_is_refused_before_it_is_read(client: FlaskClient) -> None:
    assert look_over(client, b"x" * (11 << 20)).status_code == 413


def test_the_kind_has_to_be_said(client: FlaskClient) -> None:
    answer = look_over(client, kind="hotel")

    assert (answer.status_code, "养老机构还是托育机构" in answer.text) == (422, True)


def test_too_many_lists_are_turned_away(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    token = re.search(r'csrf_token" value="([^"]+)"', client.get("/validate").text)
    assert token
    sent = [client.post("/validate", data={"csrf_token": token[1]}) for _ in range(21)]

    assert [answer.status_code for answer in sent[:20]] == [422] * 20
    assert (sent[20].status_code, "Retry-After" in sent[20].headers) == (429, True)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_blank_list_names_columns_that_the_import_knows(
    client: FlaskClient, tmp_path: Path, kind: Kind, ending: str
) -> None:
    answer = client.get(f"/validate/blank-{kind}.{ending}")
    path = tmp_path / f"blank.{ending}"
    path.write_bytes(answer.data)
    headed = headings.find(read(path, Limits()))

    assert [column.field for column in headed.columns] == blank.fields(kind)
    assert headed.ignored == []


def test_a_workbook_and_five_hundred_dirty_rows_are_read(client: FlaskClient) -> None:
    assert (
        "没有错"
        in look_over(client, sheet(["机构名称", "区县"], ["甲养老院", "海州区"]), "a.XLSX").text
    )
    written = io.StringIO()
    csv.writer(written).writerows(dirt.rows(500))
    answer = look_over(client, written.getvalue().encode("gb18030"), coordinates="gcj02")

    assert (answer.status_code, "每一栏填了多少" in answer.text) == (200, True)


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["养老院", "海州区", "0518-85000001 转 2", "１２", "3000元/月", "119.2", "=1"]),
)


@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.lists(st.lists(CELLS, max_size=8), max_size=6).map(
            lambda table: (
                HEADINGS.encode()
                + "\n".join(",".join(row) for row in table).encode("utf-8", "replace")
            )
        ),
    ),
    name=st.sampled_from(["a.csv", "a.xlsx", "a.txt", "a"]),
    kind=st.sampled_from(["eldercare", "childcare", "", "x"]),
    system=st.sampled_from(["", "gcj02", "x"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_uploaded_is_answered_in_words(
    client: FlaskClient, content: bytes, name: str, kind: str, system: str
) -> None:
    answer = look_over(client, content, name, kind=kind, coordinates=system)

    assert answer.status_code in (200, 422)
    assert list(faults(answer.text)) == []
