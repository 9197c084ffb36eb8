"""What the form beside a looked-at list chose: which column is what, and whom a row is. Shows no page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import FileStorage

from models.importing import LABELS, telling
from models.importing.judging import NEW, SAME
from models.importing.report import Unreadable
from models.importing.row import label
from models.kinds import TAG_WORDS
from web import uploads
from web.i18n import gettext, lazy_gettext

# Everything that a column may be; a yes-or-no column says whether a place has a tag.
FIELDS: Mapping[str, str] = {
    **LABELS,
    **{name: label(name) for name in (f"tag:{tag}" for tag in TAG_WORDS)},
}
SHOWN = {
    "name": lazy_gettext("名称"), "address": lazy_gettext("地址"), "phone": lazy_gettext("电话"),
    "registration_number": lazy_gettext("备案编号"),
}  # fmt: skip


def columns(
    form: Mapping[str, str], headings: Sequence[str], wrong: dict[str, str]
) -> dict[str, str]:
    """Heading: field, empty where the column is not to be read; what is wrong goes into `wrong`."""
    chosen = {name: form.get(f"column-{at}", "") for at, name in enumerate(headings)}
    chosen = {name: field if field in FIELDS else "" for name, field in chosen.items()}
    used = [field for field in chosen.values() if field]
    twice = next((field for field in used if used.count(field) > 1), None)
    if twice:
        wrong["mapping"] = gettext("“%(field)s”选了两列，只能选一列", field=FIELDS[twice])
    elif "name" not in used:
        wrong["mapping"] = gettext("请选出哪一列是机构名称")
    elif len(used) < 2:
        wrong["mapping"] = gettext("除了机构名称，还要选出至少一列，比如类型或区县")
    return chosen


def decisions(
    form: Mapping[str, str], handed_back: FileStorage | None, wrong: dict[str, str]
) -> dict[str, str]:
    """Row number: `same` or `new`; those ticked on the page, and those filled in in the report."""
    found = _handed_back(handed_back, wrong) if handed_back and handed_back.filename else {}
    for name, said in form.items():
        row = name.removeprefix("row-")
        if row != name and row.isdecimal() and said in (SAME, NEW):
            found[row] = said
    return found


def _handed_back(upload: FileStorage, wrong: dict[str, str]) -> dict[str, str]:
    fault = uploads.fault(upload)
    if not fault and uploads.ending(upload) != ".csv":
        fault = gettext("文件：把填好的逐行结果存成 .csv 再交")
    if not fault:
        try:
            with uploads.as_file(upload) as path:
                return {str(row): said for row, said in telling.read_decisions(path).items()}
        except Unreadable as unclear:
            fault = str(unclear)
    wrong["decisions"] = fault
    return {}
