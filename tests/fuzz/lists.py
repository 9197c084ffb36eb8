"""Lists as nobody should send them: strange cells, broken files, workbooks with bytes exchanged."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import Base, Kind
from models.importing import Locality, Report, import_file
from models.session import make_engine
from tests.fuzz.running import Tally, spend

DAY = date(2026, 11, 1)
CITY = Locality([("海州区", "新浦街道"), ("东海县", "牛山街道")], {}, "连云港市", "0518")
PATIENCE_SECONDS = 10
HEADINGS = (
    "名称", "机构名称", "类型", "区县", "街道", "地址", "电话", "联系电话", "床位数", "收费标准", "经度", "纬度", "性质", "状态", "收托年龄",
    "备案编号", "是否普惠", "网址", "营业时间", "", "备注", "更新日期",
)  # fmt: skip
CELLS = (
    "", "松鹤养老院", "养老院", "托育机构", "海州区", "新浦街道", "0518-85550000", "80", "12.5", "1e309", "-1", "=1+1", "1500-3000元/月", "119.2",
    "34.6", "nan", "inf", "是", "公办", "6-36个月", "9" * 40, "2026-02-30", "8:30-25:00", "\x00", "\u202e", "秘" * 300, "１２", "'", '"', "\n",
)  # fmt: skip
CELL = st.one_of(st.sampled_from(CELLS), st.text(max_size=40))
GRID = st.tuples(
    st.lists(st.one_of(st.sampled_from(HEADINGS), st.text(max_size=8)), min_size=1, max_size=12),
    st.lists(st.lists(CELL, max_size=13), max_size=12),
).map(lambda given: [given[0], *given[1]])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
HARM = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), max_size=6)
File = tuple[str, bytes]


def _csv(given: tuple[list[list[str]], str]) -> File:
    rows, encoding = given
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return ".csv", written.getvalue().encode(encoding, "replace")


def _workbook(given: tuple[list[list[str]], list[tuple[int, bytes]]]) -> File:
    rows, harm = given
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(
            [openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row]
        )
    written = io.BytesIO()
    book.save(written)
    whole = bytearray(written.getvalue())
    for place, by in harm:
        at = place % len(whole)
        whole[at : at + len(by)] = by
    return ".xlsx", bytes(whole)


FILES = st.one_of(
    st.tuples(GRID, ENCODINGS).map(_csv),
    st.tuples(GRID, HARM).map(_workbook),
    st.tuples(st.sampled_from([".csv", ".xlsx"]), st.binary(max_size=3000)),
)


def tallies(seconds: float) -> Iterator[tuple[str, Tally]]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        engine = make_engine(f"sqlite:///{folder}/lists.sqlite")
        Base.metadata.create_all(engine)
        yield "importer", spend(seconds, FILES, _brought_in(Path(folder), engine), PATIENCE_SECONDS)
        engine.dispose()


def _brought_in(folder: Path, engine: object) -> Callable[[File], None]:
    def once(file: File) -> None:
        ending, whole = file
        path = folder / f"list{ending}"
        path.write_bytes(whole)
        with Session(engine) as session:  # type: ignore[arg-type]
            report = import_file(session, path, Kind.ELDERCARE, "某名单", DAY, locality=CITY)
            assert isinstance(report, Report)
            session.rollback()

    return once
