"""What a list lacks before it is sent: each row by itself and beside the others. Asks no database, keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.importing import reading
from models.importing.judging import Judged
from models.importing.matching import Matcher
from models.importing.report import Action, Problem, Report, Unreadable
from models.importing.row import Row, Setting
from models.importing.zips import Limits
from models.kinds import Kind

# What a family asks of every place, and in which value of a row it stands.
WANTED: Mapping[str, str] = {
    "type": "type", "ownership": "ownership", "district": "district", "street": "street",
    "address": "address", "phone": "phone", "registration_number": "registration_number",
    "capacity": "capacity", "vacancies": "vacancies", "fees": "fee_min", "lat": "lat",
}  # fmt: skip
WANTED_OF: Mapping[Kind, Mapping[str, str]] = {
    Kind.ELDERCARE: {"care_levels": "care_levels"},
    Kind.CHILDCARE: {"ages": "age_min_months"},
}


@dataclass(frozen=True)
class Checked:
    """`filled` says of each wanted field how many of the rows of this city say it."""

    report: Report
    rows: int = 0
    filled: Mapping[str, int] | None = None


def check(path: Path, setting: Setting, limits: Limits) -> Checked:
    try:
        headed = reading.head(path, setting, {}, limits)
        rows = reading.rows_of(headed, setting)
    except Unreadable as wrong:
        return Checked(Report(problems=[Problem(wrong.field, str(wrong))]))
    report = Report(
        [each.result() for each in _beside_each_other(rows)],
        ignored_columns=headed.ignored,
        mapping=headed.mapping,
    )
    here = [row for row in rows if not row.elsewhere]
    wanted = {**WANTED, **WANTED_OF[setting.kind]}
    filled = {field: sum(value in r.values for r in here) for field, value in wanted.items()}
    return Checked(report, len(here), filled)


def _beside_each_other(rows: Sequence[Row]) -> list[Judged]:
    """One registered twice is a problem; one that looks like another is left to whoever sends the list."""
    matcher = Matcher(())
    judged = [_alone(row, matcher) for row in rows]
    for each in judged:
        if each.action == Action.ADDED:
            each.similar = matcher.similar(each.row)
            each.action = Action.UNDECIDED if each.similar else Action.ADDED
    return judged


def _alone(row: Row, matcher: Matcher) -> Judged:
    if row.elsewhere:
        return Judged(row, Action.SKIPPED)
    if not row.problems:
        matcher.match(row)
    return Judged(row, Action.REJECTED if row.problems else Action.ADDED)
