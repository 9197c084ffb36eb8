"""A list is looked at, chosen and decided about, and written whole or not at all; the file does not outlive it."""

from __future__ import annotations

import csv
import io
import stat
import struct
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from models import AuditEntry, ListState, Provider, ProviderImport
from models.importing import zips
from tests.models.importing import dirt
from tests.models.rows import a_provider
from tests.web.imports.bringing import (
    GOOD,
    HEADINGS,
    PAGE,
    WORDS,
    bring,
    hand_in,
    job,
    page,
    places,
    post,
    stands,
    work,
    write,
)
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults
from tests.web.lists.listing import workbook
from web import background
from web.clock import now
from web.imports import views, working
from web.imports.door import IMPORTS

LONG_AGO = date(2026, 1, 1)
LIKE = HEADINGS + "松鹤养老院有限公司,养老院,海州区,新浦街道,解放路1号,0518-85000001,90\n"


@pytest.fixture(autouse=True)
def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself is the process that works, when it wants one."""
    monkeypatch.setattr(IMPORTS, "see_to_it", lambda _opened: None)


def left(app: APIFlask) -> list[str]:
    with app.app_context():
        return [each.name for each in IMPORTS.folder().rglob("*") if each.name != "working"]


def brought_in(app: APIFlask, rows: Session) -> None:
    editor = Advisor(app, "编", "editor")
    address = bring(app, editor)
    looked = page(editor, address)
    assert "新增 <strong>2</strong>" in looked
    assert places(rows) == {}
    said = write(app, editor, address)
    assert "全部写进去了，文件已经删掉" in said
    assert {p.name: p.source for p in places(rows).values()} == dict.fromkeys(
        ("松鹤养老院", "夕阳红敬老院"), WORDS["source"]
    )
    assert left(app) == []

    before = {p.id: (p.name, p.changed_at) for p in places(rows).values()}
    again = bring(app, editor)
    assert "写进去什么也不会变" in page(editor, again)
    write(app, editor, again)
    assert {p.id: (p.name, p.changed_at) for p in places(rows).values()} == before
    assert job(rows).counts["unchanged"] == 2


def test_a_list_is_looked_at_written_and_twice_is_once(app: APIFlask, rows: Session) -> None:
    brought_in(app, rows)


def test_on_postgresql_too(on_postgresql: tuple[APIFlask, Session]) -> None:
    brought_in(*on_postgresql)


def test_both_databases_leave_nothing_of_rows_that_do_not_all_go_in(
    on_postgresql: tuple[APIFlask, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, rows = on_postgresql
    editor = Advisor(app, "编", "editor")
    address = bring(app, editor)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(working, "note", broken)
    editor.send(f"{address}/write")
    done = app.test_cli_runner().invoke(args=["imports", "work"])

    assert isinstance(done.exception, ZeroDivisionError)
    assert places(rows) == {}
    assert job(rows).state is ListState.FAILED
    assert "目录没有动" in page(editor, address)


def test_who_brought_in_what_and_what_it_changed_is_recorded_and_no_name_of_a_file(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    write(app, editor, bring(app, editor))
    kept = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [each.action for each in kept] == ["import.handed_in", "providers.imported"]
    done = kept[1]
    assert done.staff is not None
    assert (done.staff.name, done.target) == ("编", "list:eldercare:市民政局名单")
    assert done.after == {
        "source": WORDS["source"], "verified_on": WORDS["day"], "added": 2, "updated": 0,
        "unchanged": 0, "skipped": 0, "undecided": 0, "rejected": 0, "vanished": 0,
    }  # fmt: skip
    assert all("王某" not in f"{e.target}{e.before}{e.after}" for e in kept)


def test_what_to_mend_is_told_by_row_can_be_downloaded_and_nothing_is_written(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    address = bring(app, editor, GOOD + "新希望,养老院,没有区,,某路3号,0518-85000003,多\n")
    looked = page(editor, address)

    assert "要改 <strong>1</strong>" in looked
    assert "全部写进去" not in looked
    got = editor.open(f"{address}/report.csv")
    table = list(csv.DictReader(io.StringIO(got.text.removeprefix("\ufeff"))))
    assert {(r["行"], r["字段"]) for r in table if r["结果"] == "有问题"} >= {("4", "district")}
    assert got.headers["Cache-Control"] == "no-store"
    assert editor.send(f"{address}/write").status_code == 409
    work(app)
    assert places(rows) == {}


@pytest.mark.parametrize(("said", "count"), [("same", 1), ("new", 2)])
def test_one_that_resembles_another_waits_for_a_decision(
    app: APIFlask, editor: Advisor, rows: Session, said: str, count: int
) -> None:
    rows.add(
        a_provider(
            name="松鹤养老院", phone="0518-85000001", address="解放路1号", verified_on=LONG_AGO
        )
    )
    rows.commit()
    address = bring(app, editor, LIKE)
    looked = page(editor, address)
    assert "是不是同一家" in looked
    assert "松鹤养老院有限公司" in looked
    assert "全部写进去" not in looked
    assert (
        post(editor, f"{address}/look", **stands(editor, address), **{"row-2": said}).status_code
        == 303
    )
    work(app)
    write(app, editor, address)

    assert len(places(rows)) == count
    again = bring(app, editor, LIKE)  # what was decided is remembered
    assert "是不是同一家" not in page(editor, again)


def test_decisions_may_be_filled_in_in_the_report_and_handed_back(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    rows.add(a_provider(name="松鹤养老院", phone="0518-85000001", address="解放路1号"))
    rows.commit()
    address = bring(app, editor, LIKE)
    lines = editor.open(f"{address}/report.csv").text.splitlines()
    filled = "\r\n".join(f"{each}另一家" if each.startswith("2,") else each for each in lines)
    given = stands(editor, address)
    wrong = post(
        editor,
        f"{address}/look",
        **given,
        decisions=FileStorage(io.BytesIO(b"PK\x03\x04"), "a.xlsx"),
    )
    assert (wrong.status_code, ".csv" in wrong.text) == (422, True)
    file = FileStorage(io.BytesIO(filled.encode("gb18030")), "report.csv")
    assert post(editor, f"{address}/look", **given, decisions=file).status_code == 303
    work(app)

    assert "全部写进去" in page(editor, address)


def test_a_column_guessed_wrong_is_chosen_and_kept_for_the_next_time(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    odd = GOOD.replace("床位数", "备注里的床").replace("机构名称", "园所")
    address = bring(app, editor, odd)
    assert "没有找到表头" in page(editor, address)
    given = stands(editor, address)
    headings = odd.splitlines()[0].split(",")
    wrong = post(editor, f"{address}/look", **{**given, "column-0": ""})
    assert (wrong.status_code, "请选出哪一列是机构名称" in wrong.text) == (422, True)
    chosen = given | {
        f"column-{at}": field
        for at, field in enumerate(
            ("name", "type", "district", "street", "address", "phone", "capacity")
        )
    }
    twice = post(editor, f"{address}/look", **{**chosen, "column-1": "name"})
    assert "“机构名称”选了两列" in twice.text
    assert list(faults(twice.text)) == []
    assert post(editor, f"{address}/look", **chosen).status_code == 303
    work(app)
    write(app, editor, address)

    assert places(rows)["松鹤养老院"].capacity == 80
    again = bring(app, editor, odd, source="市民政局 2027 年 1 月名单")
    assert stands(editor, again)[f"column-{headings.index('园所')}"] == "name"
    assert "新增 <strong>0</strong>" in page(editor, again)


def test_coordinates_are_asked_for_without_handing_in_anew(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    address = bring(
        app, editor, "机构名称,类型,区县,经度,纬度\n松鹤养老院,养老院,海州区,119.23,34.61\n"
    )
    looked = page(editor, address)
    assert "请写明是哪种坐标系" in looked
    given = stands(editor, address)
    assert given["column-3"] == "lon"
    assert post(editor, f"{address}/look", **{**given, "coordinates": "gcj02"}).status_code == 303
    work(app)
    write(app, editor, address)

    place = places(rows)["松鹤养老院"]
    assert place.lon is not None
    assert 0.003 < 119.23 - place.lon < 0.008  # from the shifted system into the world's


def test_one_that_vanished_is_marked_and_not_deleted(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    write(app, editor, bring(app, editor, GOOD.replace("赣榆区,青口镇", "海州区,新浦街道")))
    fewer = "\n".join(GOOD.splitlines()[:2])
    address = bring(app, editor, fewer, day="2026-11-01", source="市民政局 2026 年 11 月名单")
    assert "夕阳红敬老院" in page(editor, address)
    write(app, editor, address)

    assert str(places(rows)["夕阳红敬老院"].absent_since) == "2026-11-01"


def test_a_dirty_list_in_the_offices_encoding_comes_through(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(dirt.rows(60))
    address = bring(app, editor, written.getvalue().encode("gb18030"), coordinates="gcj02")
    counts = job(rows).counts

    assert counts["added"] > 40
    assert counts["skipped"] > 0
    assert sum(counts.values()) == 60
    assert "这些照下面说的读" in page(editor, address)


def test_a_workbook_comes_through(app: APIFlask, editor: Advisor, rows: Session) -> None:
    sheet = workbook(["养老机构名单"], *[each.split(",") for each in GOOD.splitlines()])
    write(app, editor, bring(app, editor, sheet, name="名单.XLSX"))

    assert len(places(rows)) == 2


@pytest.mark.parametrize(
    ("given", "upload", "name", "says"),
    [
        ({"kind": "hotel"}, GOOD, "a.csv", "请选一下是养老机构还是托育机构"),
        ({"source": ""}, GOOD, "a.csv", "名单从哪来"),
        ({"source": "名" * 121}, GOOD, "a.csv", "最多 120 个字"),
        ({"day": "2099-01-01"}, GOOD, "a.csv", "不能在今天以后"),
        ({"day": "昨天"}, GOOD, "a.csv", "写成 2026-11-25"),
        ({"coordinates": "mars"}, GOOD, "a.csv", "请在给出的几种里选"),
        ({}, "", "a.csv", "是空的"),
        ({}, GOOD, "", "请选一个"),
        ({}, GOOD, "a.pdf", "只收 .xlsx 和 .csv"),
        ({}, GOOD, "a.xlsx", "对不上"),
        ({}, b"PK\x03\x04zip", "a.csv", "对不上"),
        ({}, bytes.fromhex("d0cf11e0a1b11ae1") * 20, "a.xlsx", "设了打开密码"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value)[:20],
)
def test_what_cannot_be_taken_is_refused_by_name_and_nothing_is_kept(
    app: APIFlask,
    editor: Advisor,
    rows: Session,
    given: dict[str, str],
    upload: str,
    name: str,
    says: str,
) -> None:
    answer = hand_in(editor, upload, name, **given)

    assert answer.status_code == 422
    assert says in answer.text
    assert list(faults(answer.text)) == []
    assert rows.scalars(select(ProviderImport)).all() == []
    assert left(app) == []


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * zips.MEBIBYTE))
    return packed.getvalue()


def entities() -> bytes:
    """An old trick: entities of entities, which would unfold to gigabytes."""
    more = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>'
    text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{more}]><worksheet><sheetData>{cell}</sheetData></worksheet>'
    good, packed = zipfile.ZipFile(io.BytesIO(workbook(["机构名称", "类型"]))), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in good.namelist():
            sheet = each.startswith("xl/worksheets/")
            archive.writestr(each, text if sheet else good.read(each))
    return packed.getvalue()


def locked() -> bytes:
    """A workbook whose members are marked as encrypted."""
    packed = bytearray(workbook(["机构名称", "类型"]))
    at = packed.index(b"PK\x01\x02")
    struct.pack_into("<H", packed, at + 8, 1)
    return bytes(packed)


@pytest.mark.parametrize(
    ("upload", "name", "says"),
    [
        (bomb(), "a.xlsx", "文件太大或压缩异常"),
        (entities(), "a.xlsx", ""),
        (locked(), "a.xlsx", "不是完好的 .xlsx"),
        (workbook(["机构名称", "类型"])[:900], "a.xlsx", "不是完好的 .xlsx"),
        (b"\xff\xfe\x00\x01\x00", "a.csv", "编码"),
        ((HEADINGS + '"松鹤,养老院\n').encode(), "a.csv", "引号"),
        (b"\n", "a.csv", "表头"),
        (HEADINGS.encode(), "a.csv", "表头下面没有内容"),
        ((HEADINGS + "甲,养老院,亭湖区,,,,\n").encode(), "a.csv", "海州"),
    ],
    ids=[
        "zip bomb",
        "XML bomb",
        "locked",
        "cut off",
        "binary",
        "open quote",
        "blank",
        "no row",
        "elsewhere",
    ],
)
def test_what_is_no_list_is_told_in_words_and_the_directory_stays(
    app: APIFlask, editor: Advisor, rows: Session, upload: bytes, name: str, says: str
) -> None:
    rows.add(a_provider(name="松鹤养老院"))
    rows.commit()
    address = bring(app, editor, upload, name=name)
    text = page(editor, address)

    assert says in text
    assert "全部写进去" not in text
    assert list(places(rows)) == ["松鹤养老院"]
    if job(rows).state is ListState.FAILED:
        assert left(app) == []


def test_two_hundred_megabytes_are_refused_in_words(
    app: APIFlask, editor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FILE_AT_MOST", 1000)
    answer = hand_in(editor, "x" * 5000)

    assert (answer.status_code, "最多 64 MB" in answer.text) == (413, True)
    assert list(faults(answer.text)) == []
    assert left(app) == []


def test_a_form_without_its_token_is_refused(app: APIFlask, editor: Advisor) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    bad = editor.client.post(PAGE, data={**WORDS, "file": (io.BytesIO(GOOD.encode()), "a.csv")})

    assert bad.status_code == 400
    assert left(app) == []


def test_only_editors_and_only_ones_own(app: APIFlask, editor: Advisor) -> None:
    address = bring(app, editor)
    other, advisor = Advisor(app, "别", "editor"), Advisor(app, "顾")

    assert advisor.open(PAGE).status_code == 403
    for each in ("", "/news", "/report.csv"):
        assert other.open(address + each).status_code == 404
        assert app.test_client().get(address + each).status_code in (302, 303, 401)
    for each in ("/look", "/write", "/delete"):
        assert other.send(address + each).status_code == 404
    assert "市民政局" in other.open(PAGE).text
    assert address not in other.open(PAGE).text


def test_what_is_given_up_or_has_had_its_time_is_gone_and_its_record_stays(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    address = bring(app, editor)
    with app.app_context():
        kept = [each for each in IMPORTS.folder().rglob("*") if each.is_file() and each.suffix]
    assert {each.name for each in kept} == {"list.csv", "report.csv", "shown.json"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in kept} == {0o600}
    assert editor.send(f"{address}/delete").status_code == 303
    assert left(app) == []
    assert "没有写，文件已经删掉" in page(editor, address)
    assert editor.send(f"{address}/write").status_code == 404

    bring(app, editor)
    job(rows).delete_at = now() - timedelta(seconds=1)
    rows.commit()
    assert "1 份" in app.test_cli_runner().invoke(args=["purge"]).output
    assert left(app) == []


def test_a_change_beside_it_is_shown_before_anything_is_written(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    address = bring(app, editor, LIKE)
    assert editor.send(f"{address}/write").status_code == 303
    rows.add(a_provider(name="松鹤养老院", phone="0518-85000001", address="解放路1号"))
    rows.commit()
    work(app)

    assert "和刚才的结果不一样了" in page(editor, address)
    assert list(places(rows)) == ["松鹤养老院"]


def test_pressed_twice_writes_once(app: APIFlask, editor: Advisor, rows: Session) -> None:
    address = bring(app, editor)
    assert [editor.send(f"{address}/write").status_code for _ in range(2)] == [303, 409]
    work(app)

    assert len(places(rows)) == 2
    assert (
        len(rows.scalars(select(AuditEntry).where(AuditEntry.action == "providers.imported")).all())
        == 1
    )


def test_a_list_given_up_while_it_was_read_is_not_written(
    app: APIFlask, editor: Advisor, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = bring(app, editor)
    editor.send(f"{address}/write")
    real = working.apply

    def meanwhile(*given: object) -> object:
        editor.send(f"{address}/delete")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "apply", meanwhile)
    work(app)

    assert places(rows) == {}


def test_how_far_it_is_comes_by_itself(app: APIFlask, editor: Advisor, rows: Session) -> None:
    address = hand_in(editor).location
    mark = {"X-Fragment": "1"}
    first = editor.client.get(f"{address}/news", headers=mark)
    assert "在排队" in first.text
    known = {**mark, "If-None-Match": first.headers["ETag"]}
    assert editor.client.get(f"{address}/news", headers=known).status_code == 304
    work(app)

    assert "看好了" in editor.client.get(f"{address}/news", headers=known).text
    assert editor.open(f"{address}/news").status_code == 303


def test_samples_go_with_the_first_real_list(app: APIFlask, editor: Advisor, rows: Session) -> None:
    rows.add(a_provider(name="示例养老院", is_sample=True))
    rows.commit()
    write(app, editor, bring(app, editor))
    rows.rollback()

    assert rows.scalars(select(Provider).where(Provider.is_sample)).all() == []


def test_the_site_starts_a_process_of_its_own(
    app: APIFlask, editor: Advisor, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[str, ...]] = []
    monkeypatch.undo()
    monkeypatch.setattr(background, "run", lambda *words: begun.append(words))
    hand_in(editor)

    assert begun == [("imports", "work")]


def test_what_the_command_line_writes_is_recorded_too(
    app: APIFlask, rows: Session, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(GOOD, encoding="utf-8")
    words = ["--kind", "eldercare", "--source", "名单", "--verified-on", "2026-10-01"]
    done = app.test_cli_runner().invoke(args=["providers", "import", str(file), *words])
    assert done.exit_code == 0, done.output

    (entry,) = rows.scalars(select(AuditEntry)).all()
    assert (entry.action, entry.staff_id) == ("providers.imported", None)
