"""The made-up lists that are shipped: as dirty as real ones, and they go in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models import CoordinateSystem, Kind
from models.importing import Report, import_file
from tests.models.importing import dirt
from tests.models.importing.conftest import DAY

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
ROWS = 60


def bring(session: Session, name: str) -> Report:
    system = CoordinateSystem.GCJ02
    return import_file(
        session, EXAMPLES / name, Kind.ELDERCARE, "示例名单", DAY, system, locality=dirt.CITY
    )


def test_the_shipped_list_is_the_generated_one() -> None:
    written = io.StringIO()
    csv.writer(written).writerows(dirt.rows(ROWS))

    assert (EXAMPLES / "dirty-list.csv").read_bytes() == written.getvalue().encode("gb18030")


@pytest.mark.parametrize("name", ["dirty-list.csv", "dirty-list.xlsx"])
def test_a_shipped_list_goes_in_and_has_all_the_dirt(session: Session, name: str) -> None:
    report = bring(session, name)
    said = {(each.field, each.message) for row in report.rows for each in row.notes}

    assert report.written, report.problems
    assert {field for field, _ in said} >= {"phone", "capacity", "address", "name", "lat"}
    counts = report.counts
    assert counts["added"] + counts["skipped"] == ROWS
    assert counts["skipped"] == 2  # another city's rows
    again = bring(session, name).counts
    assert (again["unchanged"], again["added"], again["vanished"]) == (counts["added"], 0, 0)


def test_both_shipped_lists_say_the_same(session: Session) -> None:
    first = bring(session, "dirty-list.csv").counts

    assert bring(session, "dirty-list.xlsx").counts["unchanged"] == first["added"]
