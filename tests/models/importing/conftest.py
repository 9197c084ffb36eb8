"""Lists as files, and the import of one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from models import CoordinateSystem, Kind
from models.importing import Locality, Report, import_file

Rows = Sequence[Sequence[Any]]
DAY = date(2026, 11, 1)
PLACES = [("海州区", "新浦街道"), ("海州区", "锦屏镇"), ("东海县", "牛山街道")]
ZONES = {"新浦区": "海州区", "高新区": "海州区", "云台山景区": None}
CITY = Locality(PLACES, ZONES, "连云港市", "0518")


@pytest.fixture
def as_csv(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, encoding: str = "utf-8-sig") -> Path:
        path = tmp_path / "list.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def as_xlsx(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Rows, merge: Sequence[str] = ()) -> Path:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(list(row))
        for span in merge:
            sheet.merge_cells(span)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def load(session: Session, as_csv: Callable[..., Path]) -> Callable[..., Report]:
    """Import rows, or a path, as elder care unless told otherwise."""

    def load_rows(rows: Rows | Path, **given: Any) -> Report:
        path = rows if isinstance(rows, Path) else as_csv(rows)
        listed: dict[str, Any] = {"source": "区民政局名单", "verified_on": DAY, "locality": CITY}
        listed["coordinate_system"] = CoordinateSystem.GCJ02
        return import_file(session, path, **({"kind": Kind.ELDERCARE} | listed | given))

    return load_rows
