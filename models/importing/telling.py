"""The report of an import as a table to download, mend by, and hand back with decisions.

Knows no table of the database; a cell of the list is never repeated.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from models import spreadsheet
from models.importing.files import NOT_TEXT
from models.importing.judging import NEW, SAME
from models.importing.report import Action, Problem, Report, Unreadable

HEADINGS = ("行", "结果", "字段", "说明", "像哪一家", "决定（同一家 / 另一家）")
SAID = {
    Action.ADDED: "新增",
    Action.UPDATED: "更新",
    Action.UNCHANGED: "没有变化",
    Action.SKIPPED: "没有导入",
    Action.UNDECIDED: "待定",
    Action.REJECTED: "有问题",
}
# Of a list that is only looked over: nothing is in a directory yet, nobody has to decide.
CHECKED_HEADINGS = ("行", "结果", "字段", "说明")
CHECKED = {
    Action.ADDED: "可以用",
    Action.SKIPPED: "不会用",
    Action.UNDECIDED: "请核对",
    Action.REJECTED: "要改",
}
DECISIONS = {"同一家": SAME, "另一家": NEW}
DECIDE = "很像已有的一家：在最后一列写「同一家」或「另一家」"


def table(report: Report) -> Iterator[tuple[object, ...]]:
    """A line for the file, one for every row and every remark on it, one for each that vanished."""
    yield HEADINGS
    for problem in report.problems:
        yield "", SAID[Action.REJECTED], problem.field, problem.message, "", ""
    for row in report.rows:
        for remark in (*row.problems, *row.notes) or (Problem("", ""),):
            decide = DECIDE if row.action == Action.UNDECIDED else remark.message
            yield row.number, SAID[row.action], remark.field, decide, row.similar, ""
    for name in report.vanished:
        yield "", "名单里没有了", "name", "标为待核，没有删", name, ""


def remarks(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Of a list that is only looked over: a line for every remark on a row, none for a row that is well."""
    for row in report.rows:
        said = [(each.field, each.message) for each in (*row.problems, *row.notes)]
        if row.similar:
            said.append(
                ("name", f"和{row.similar}很像：是同一家就只留一行，不是就填上各自的备案编号")
            )
        for field, message in said:
            yield str(row.number), CHECKED[row.action], field, message


def write(report: Report, path: Path) -> None:
    path.write_text("".join(spreadsheet.lines(table(report))), encoding="utf-8", newline="")


def read_decisions(path: Path) -> dict[int, str]:
    """By row number; a report handed back with its last column filled in."""
    found, encoding = {}, spreadsheet.encoding_of(path)
    if encoding is None:
        raise Unreadable(NOT_TEXT, "decisions")
    with path.open(encoding=encoding, newline="") as file:
        for line in csv.reader(file):
            said = line[-1].strip() if len(line) == len(HEADINGS) else ""
            if said and said != HEADINGS[-1]:
                if said not in DECISIONS or not line[0].isdigit():
                    raise Unreadable("决定只能写「同一家」或「另一家」", "decisions")
                found[int(line[0])] = DECISIONS[said]
    return found
