"""The import itself, in steps that a prompt and a page share: look at it, decide, write all rows or none.

Does not commit: the caller's transaction decides. Knows nothing of uploads and of who may import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from models import audit
from models.importing import reading, stored
from models.importing.judging import Decisions, Judged, judge
from models.importing.kept import ProviderList, known_list, standing_name
from models.importing.matching import identity
from models.importing.report import Action, Problem, Report, Unreadable
from models.importing.row import Locality, Row, Setting
from models.importing.zips import Limits
from models.kinds import CoordinateSystem, Kind

TARGET_AT_MOST = 120


@dataclass(frozen=True)
class Plan:
    """A list as it was understood, before anything is written; `report` is what to show."""

    setting: Setting
    report: Report
    judged: Sequence[Judged] = ()
    absent: Sequence[stored.Vanished] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)  # to be remembered
    decisions: Decisions = field(default_factory=dict)


def preview(
    session: Session,
    path: Path,
    setting: Setting,
    *,
    mapping: Mapping[str, str] | None = None,
    decisions: Mapping[int, str] | None = None,
    limits: Limits = Limits(),  # noqa: B008 - it cannot change
    progress: reading.Progress = lambda rows: None,
) -> Plan:
    """What would be done. `mapping` is heading: field, `decisions` row number: `same` or `new`."""
    before = known_list(session, setting.kind, setting.source)
    chosen = (before.mapping if before else {}) | dict(mapping or {})
    if before and setting.coordinate_system is None:
        setting = replace(setting, coordinate_system=before.coordinate_system)
    try:
        headed = reading.head(path, setting, chosen, limits)
        rows = reading.rows_of(headed, setting, progress)
    except Unreadable as wrong:
        problem = Problem(wrong.field, str(wrong))
        told = Report(problems=[problem], headings=wrong.headings, mapping=wrong.mapping)
        return Plan(setting, told)
    decided = (before.decisions if before else {}) | _by_identity(rows, decisions or {})
    judged = judge(session, rows, setting, decided)
    absent = _absent(session, judged, setting)
    report = Report(
        [each.result() for each in judged],
        ignored_columns=headed.ignored,
        mapping=headed.mapping,
        headings=headed.named,
        vanished=[name for _, name in absent],
        verified_on=setting.verified_on,
    )
    return Plan(setting, report, judged, absent, {**chosen, **headed.mapping}, decided)


def apply(session: Session, plan: Plan) -> Report:
    """Write a plan against which nothing stands; otherwise nothing happens."""
    if not plan.report.ready:
        return plan.report
    setting = plan.setting
    removed = stored.remove_samples(session, setting.kind)
    stored.add(session, (j.row.values for j in plan.judged if j.action == Action.ADDED))
    changed = ((j.provider, j.row.values) for j in plan.judged if j.action == Action.UPDATED)
    stored.change(session, ((key, values) for key, values in changed if key is not None))
    stored.mark_absent(session, [key for key, _ in plan.absent], setting.verified_on)
    _keep(session, plan)
    session.expire_all()
    return replace(plan.report, samples_removed=removed, written=True)


def import_file(
    session: Session,
    path: Path | str,
    kind: Kind,
    source: str,
    verified_on: date,
    coordinate_system: CoordinateSystem | str | None = None,
    *,
    locality: Locality = Locality(),  # noqa: B008 - it cannot change
) -> Report:
    """Look at it and write it at once."""
    system = None if coordinate_system is None else CoordinateSystem(coordinate_system)
    setting = Setting(Kind(kind), source, verified_on, system, locality)
    return apply(session, preview(session, Path(path), setting))


def note(session: Session, plan: Plan, staff_id: int | None, at: datetime) -> None:
    """Into the record of changes, beside the rows: who brought in which list, and what it changed."""
    setting, report = plan.setting, plan.report
    said = {"source": setting.source, "verified_on": setting.verified_on.isoformat()}
    audit.record(
        session,
        staff_id=staff_id,
        action="providers.imported",
        target=f"list:{setting.kind}:{standing_name(setting.source)}"[:TARGET_AT_MOST],
        before=None,
        after={**said, **report.counts},
        at=at,
    )


def _by_identity(rows: Sequence[Row], decisions: Mapping[int, str]) -> dict[str, str]:
    return {
        identity(row.values): decisions[row.number]
        for row in rows
        if row.number in decisions and not row.problems and not row.elsewhere
    }


def _absent(session: Session, judged: Sequence[Judged], setting: Setting) -> list[stored.Vanished]:
    there = {each.provider for each in judged if each.provider}
    there |= {each.similar.id for each in judged if each.similar and each.similar.id}
    districts = {j.row.values["district"] for j in judged if "district" in j.row.values}
    return stored.vanished(session, setting.kind, setting.source, districts, there)


def _keep(session: Session, plan: Plan) -> None:
    setting = plan.setting
    name = standing_name(setting.source)
    kept = known_list(session, setting.kind, setting.source)
    kept = kept or ProviderList(kind=setting.kind, name=name)
    kept.mapping, kept.decisions = dict(plan.mapping), dict(plan.decisions)
    kept.coordinate_system, kept.imported_on = setting.coordinate_system, setting.verified_on
    session.add(kept)
    session.flush()
