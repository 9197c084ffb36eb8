"""Files as they come: merged cells, titles, wrong formats, and files made to do harm."""

from __future__ import annotations

import resource
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Provider
from models.importing import Report

Load = Callable[..., Report]
Write = Callable[..., Path]
HEAD = ["名称", "类型", "区县", "床位数"]


def test_a_workbook_with_title_and_merged_districts(
    load: Load, as_xlsx: Write, session: Session
) -> None:
    rows = [["名单", None, None, None], HEAD, ["甲", "养老院", "海州区", 20],
            ["乙", "养老院", None, 30.0], ["丙", "养老院", "东海县", None]]  # fmt: skip
    report = load(as_xlsx(rows, ["A1:D1", "C3:C4"]))

    assert report.written, report
    found = {each.name: each for each in session.scalars(select(Provider))}
    assert [found[name].district for name in "甲乙丙"] == ["海州区", "海州区", "东海县"]
    assert found["乙"].capacity == 30


def test_a_merged_number_is_not_counted_twice(load: Load, as_xlsx: Write, session: Session) -> None:
    rows = [HEAD, ["甲", "养老院", "海州区", 20], ["乙", "养老院", "海州区", None]]
    load(as_xlsx(rows, ["D2:D3"]))

    assert session.scalar(select(Provider.capacity).where(Provider.name == "乙")) is None


def test_a_long_number_is_refused_rather_than_stored_wrong(load: Load, as_xlsx: Write) -> None:
    report = load(as_xlsx([[*HEAD, "备案编号"], ["甲", "养老院", "海州区", 1, 523207060000000011]]))

    assert [each.field for each in report.rows[0].problems] == ["registration_number"]


def test_the_list_may_be_on_the_second_sheet(load: Load, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["说明"])
    second = book.create_sheet("名单")
    second.append(HEAD)
    second.append(["甲", "养老院", "海州区", 3])
    book.save(tmp_path / "two.xlsx")

    assert load(tmp_path / "two.xlsx").written


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.pdf", b"%PDF"),
        ("a.xlsx", b"not a zip"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.csv", b""),
        ("a.csv", b"\x00\x01\x02"),
        ("a.csv", b"\xff\xfe\xff\xff"),
        ("a.csv", "名称,区县\n".encode()),
        ("a.csv", '名称,区县\n"没有结束'.encode()),
        ("a.csv", "甲,乙\n丙,丁\n".encode()),
    ],
    ids=range(10),
)
def test_what_is_not_a_list_is_said_in_one_sentence(
    load: Load, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    report = load(path)

    assert not report.written
    assert len(report.problems) == 1
    assert report.problems[0].message


def replaced(path: Path, member: str, content: bytes) -> Path:
    """The workbook with one of its parts exchanged."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return changed


@pytest.fixture
def workbook(as_xlsx: Write) -> Path:
    return as_xlsx([HEAD, ["甲", "养老院", "海州区", 3]])


def test_a_zip_bomb_is_not_opened(load: Load, workbook: Path) -> None:
    bomb = replaced(workbook, "xl/worksheets/sheet1.xml", b" " * 50_000_000)

    assert "压缩异常" in load(bomb).problems[0].message


def test_a_bomb_that_declares_a_small_size_is_not_opened(load: Load, workbook: Path) -> None:
    bomb = replaced(workbook, "xl/worksheets/sheet1.xml", b" " * 50_000_000)
    raw = bomb.read_bytes()
    bomb.write_bytes(raw.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 500)))

    assert "压缩异常" in load(bomb).problems[0].message


def test_a_cell_at_the_end_of_the_world_is_refused(load: Load, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "远"
    book.save(tmp_path / "far.xlsx")

    assert "空行空列" in load(tmp_path / "far.xlsx").problems[0].message


@pytest.mark.parametrize("byte", [6, 8, 9, 10, 11])
@pytest.mark.parametrize("by", [0x40, 0xFF])
def test_a_workbook_that_claims_what_no_zip_is_is_refused(
    load: Load, workbook: Path, byte: int, by: int
) -> None:
    """Each a byte of the list of members: the version it needs, its flags, how it is packed."""
    raw = bytearray(workbook.read_bytes())
    raw[raw.index(b"PK\x01\x02") + byte] = by
    workbook.write_bytes(raw)
    report = load(workbook)

    assert report.written or [each.message for each in report.problems]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a8 SYSTEM "file:///etc/hostname">]>'
STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="9">{}</sst>'
)


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE], ids=["grows", "reads a file"])
def test_an_entity_is_not_spelled_out(
    load: Load, workbook: Path, session: Session, declared: str
) -> None:
    cells = "".join(f"<si><t>{text}</t></si>" for text in (*HEAD, "&a8;", "养老院", "海州区"))
    bomb = replaced(workbook, "xl/sharedStrings.xml", (declared + STRINGS.format(cells)).encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = load(bomb)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes
    kept = session.scalars(select(Provider.name)).all()
    assert report.problems or report.rows or kept == ["&a8;"]
    assert "哈" not in "".join(kept)
    assert Path("/etc/hostname").read_text().strip() not in kept
