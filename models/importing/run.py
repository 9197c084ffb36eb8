"""The import itself: read, judge every row, and write all of them or none.

Does not commit: the caller's transaction decides. Knows nothing of uploads and of who may import.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.importing import files, headings
from models.importing.matching import Matcher
from models.importing.report import Action, Problem, Report, RowResult, Unreadable
from models.importing.row import Row, Setting
from models.importing.rows import read_rows
from models.kinds import CoordinateSystem, Kind
from models.offer import Service
from models.provider import Provider


def import_file(
    session: Session,
    path: Path | str,
    kind: Kind,
    source: str,
    verified_on: date,
    coordinate_system: CoordinateSystem | str = CoordinateSystem.GCJ02,
    *,
    places: Sequence[tuple[str, str]] = (),
) -> Report:
    """With `places`, pairs of (district, street), a district must be one of theirs."""
    system = CoordinateSystem(coordinate_system)
    setting = Setting(Kind(kind), source, verified_on, system, places)
    try:
        headed = headings.find(files.read(Path(path)))
        rows = read_rows(headed, setting)
        if not rows:
            raise Unreadable("表头下面没有内容：请核对是不是选对了文件")
    except Unreadable as wrong:
        return Report(problems=[Problem("", str(wrong))])
    return _import_rows(session, rows, setting, headed.ignored)


def _import_rows(
    session: Session, rows: Sequence[Row], setting: Setting, ignored: Sequence[int]
) -> Report:
    real = select(Provider).where(Provider.kind == setting.kind, Provider.is_sample.is_(False))
    matcher = Matcher(session.scalars(real))
    judged = [_judge(row, matcher, setting) for row in rows]
    results = [RowResult(row.number, action, tuple(row.problems)) for row, action, _ in judged]
    if any(result.action == Action.REJECTED for result in results):
        return Report(results, ignored_columns=ignored)
    removed = _remove_samples(session, setting.kind)
    for row, action, provider in judged:
        if action != Action.UNCHANGED:
            _write(session, row, provider)
    session.flush()
    return Report(results, ignored_columns=ignored, samples_removed=removed)


def _judge(row: Row, matcher: Matcher, setting: Setting) -> tuple[Row, Action, Provider | None]:
    provider = None if row.problems else matcher.match(row)
    _complete(row, provider, setting)
    if not row.problems:
        _check_against(row, provider, setting.verified_on)
    if row.problems:
        return row, Action.REJECTED, provider
    if provider is None:
        return row, Action.ADDED, None
    return row, Action.UPDATED if _changes(row, provider) else Action.UNCHANGED, provider


def _complete(row: Row, provider: Provider | None, setting: Setting) -> None:
    """Where it comes from, and the tags: those listed, or else those there, and the yes-or-no ones."""
    row.values |= {"source": setting.source, "verified_on": setting.verified_on}
    row.values["kind"] = setting.kind
    listed, flags = row.values.pop("tags"), row.values.pop("tag_flags")
    if listed is None and not flags:
        return
    before = set(provider.tags) if provider is not None and listed is None else set(listed or ())
    yes = {tag for tag, holds in flags.items() if holds}
    row.values["tags"] = (before | yes) - (flags.keys() - yes)


def _check_against(row: Row, provider: Provider | None, verified_on: date) -> None:
    """What only shows beside what is already known."""
    known = {name: getattr(provider, name, None) for name in ("capacity", "vacancies")}
    known |= {name: row.values[name] for name in known if name in row.values}
    capacity, vacancies = known["capacity"], known["vacancies"]
    if capacity is not None and vacancies is not None and vacancies > capacity:
        row.trouble("vacancies", "比床位（托位）总数还多：请核对两个数")
    if provider is not None and provider.verified_on and provider.verified_on > verified_on:
        row.trouble("name", "库里这家的核实日期比这份名单新：请核对名单的核实日期")


def _changes(row: Row, provider: Provider) -> bool:
    return any(_now(provider, name) != value for name, value in row.values.items())


def _now(provider: Provider, name: str) -> Any:
    if name == "services":
        return sorted(service.name for service in provider.services)
    return (
        set(getattr(provider, name)) if name in ("tags", "care_levels") else getattr(provider, name)
    )


def _write(session: Session, row: Row, provider: Provider | None) -> None:
    values = dict(row.values)
    services = values.pop("services", None)
    target = provider or Provider()
    for name, value in values.items():
        setattr(target, name, value)
    if services is not None:
        target.services = [Service(name=name) for name in services]
    session.add(target)


def _remove_samples(session: Session, kind: Kind) -> int:
    samples = session.scalars(
        select(Provider).where(Provider.kind == kind, Provider.is_sample.is_(True))
    ).all()
    for sample in samples:
        session.delete(sample)
    return len(samples)
