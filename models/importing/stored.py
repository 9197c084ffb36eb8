"""Providers as an import reads and writes them: many at a time, and as plain values.

Knows the tables of a provider and nothing of rows, files and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from sys import intern
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from models.field_check import Field, FieldCheck
from models.importing.kept import standing_name
from models.importing.matching import Known
from models.kinds import Kind, Precision, Status
from models.merged import Merged
from models.offer import ProviderCareLevel, ProviderTag, ProviderWithout, Service
from models.provider import Provider

AT_ONCE = 500
# Kept in tables beside the provider's: which, and in what column.
OF_ITS_OWN: Mapping[str, tuple[type[Any], str]] = {
    "tags": (ProviderTag, "tag"),
    "without": (ProviderWithout, "tag"),
    "care_levels": (ProviderCareLevel, "level"),
    "services": (Service, "name"),
}
# Which value of a list says anew what somebody may have verified by itself.
VERIFIES: Mapping[Field, str] = {
    Field.ADDRESS: "address", Field.AGES: "age_min_months", Field.CARE_LEVELS: "care_levels",
    Field.OWNERSHIP: "ownership", Field.PHONE: "phone", Field.REGISTRATION: "registration_number",
    Field.SERVICES: "services", Field.STATUS: "status", Field.TAGS: "tags",
}  # fmt: skip
# The database says when a row changed.
COLUMNS = tuple(c.key for c in Provider.__table__.columns if c.key != "changed_at")
SEARCHED = ("name", "alternate_name", "address")
# All lines of a batch name the same columns: the database is then asked once for all of them.
UNSAID: dict[str, Any] = dict.fromkeys(COLUMNS) | {
    "status": Status.OPERATING,
    "location_precision": Precision.NONE,
    "is_sample": False,
}
WHOLE = {"render_nulls": True}  # else a line without a phone is a statement by itself
Values = dict[str, Any]
Vanished = tuple[UUID, str]  # who, and their name


def known(session: Session, kind: Kind) -> Iterator[Known]:
    """The real ones of a kind, as far as it takes to tell them apart; one made one with another leads to that."""
    p = Provider
    real = select(
        func.coalesce(Merged.kept_id, p.id).label("id"), p.registration_number, p.name,
        p.alternate_name, p.district, p.address, p.phone, p.type,
    ).outerjoin(Merged, Merged.dropped_id == p.id).where(p.kind == kind, p.is_sample.is_(False))  # fmt: skip
    for line in session.execute(real.execution_options(yield_per=AT_ONCE)):
        # The same few districts in a hundred thousand rows.
        yield Known(line.id, None, *line[1:])._replace(district=intern(line.district))


def values(session: Session, ids: Sequence[UUID]) -> dict[UUID, Values]:
    """All that is kept of these few."""
    columns = [column for column in Provider.__table__.columns]
    lines = session.execute(select(*columns).where(Provider.id.in_(ids))).mappings()
    found: dict[UUID, Values] = {line["id"]: dict(line) for line in lines}
    for value in found.values():
        value.update({name: set() for name in OF_ITS_OWN})
    for name, (table, column) in OF_ITS_OWN.items():
        pairs = select(table.provider_id, getattr(table, column))
        for key, value in session.execute(pairs.where(table.provider_id.in_(ids))):
            found[key][name].add(value)
    return found


def add(session: Session, new: Iterable[Values]) -> None:
    for some in batched(new, AT_ONCE):
        lines = [{**UNSAID, "id": uuid4(), **each} for each in some]
        session.execute(insert(Provider).execution_options(**WHOLE), list(map(_findable, lines)))
        _add_parts(session, lines)


def change(session: Session, changed: Iterable[tuple[UUID, Values]]) -> None:
    """Write these values over what is there; what a list does not say stays."""
    for some in batched(changed, AT_ONCE):
        before = values(session, [key for key, _ in some])
        lines = [{**before[key], **new} for key, new in some]
        session.execute(update(Provider), [_findable(each) for each in lines])
        _remove_parts(session, [(key, new) for key, new in some])
        _add_parts(session, [{**new, "id": key} for key, new in some])


def vanished(
    session: Session, kind: Kind, source: str, districts: set[str], there: set[UUID]
) -> list[Vanished]:
    """Those that came from the same list, lie where this one reaches, and are not in it any more."""
    p = Provider
    lines = session.execute(
        select(p.id, p.name, p.source, p.district).where(
            p.kind == kind, p.is_sample.is_(False), p.absent_since.is_(None)
        )
    )
    name = standing_name(source)
    same: dict[str, bool] = {}
    return [
        (key, named)
        for key, named, from_, district in lines
        if key not in there
        and district in districts
        and same.setdefault(from_, standing_name(from_) == name)
    ]


def mark_absent(session: Session, ids: Iterable[UUID], day: date) -> None:
    for some in batched(ids, AT_ONCE):
        session.execute(update(Provider), [{"id": key, "absent_since": day} for key in some])


def remove_samples(session: Session, kind: Kind) -> int:
    found = select(Provider).where(Provider.kind == kind, Provider.is_sample.is_(True))
    samples = session.scalars(found).all()
    for sample in samples:
        session.delete(sample)
    session.flush()
    return len(samples)


def _findable(line: Values) -> Values:
    """With what the search reads, written as a saved provider writes it."""
    services = [Service(name=name) for name in sorted(line.get("services", ()))]
    provider = Provider(services=services, **{name: line[name] for name in SEARCHED})
    # The hours are in no list: they stay as they are, and a new one has none.
    provider.week = line["week"]
    provider.refresh_search_text()
    written = {name: value for name, value in provider.__dict__.items() if name in COLUMNS}
    return {name: line[name] for name in COLUMNS if name in line} | written


def _remove_parts(session: Session, changed: Sequence[tuple[UUID, Values]]) -> None:
    gone: list[tuple[Any, str, tuple[Any, ...]]] = [
        (table, name, ()) for name, (table, _) in OF_ITS_OWN.items()
    ]
    gone += [(FieldCheck, name, (FieldCheck.field == field,)) for field, name in VERIFIES.items()]
    for table, name, beside in gone:
        ids = [key for key, new in changed if name in new]
        if ids:
            session.execute(
                delete(table).where(table.provider_id.in_(ids), *beside),
                execution_options={"synchronize_session": False},
            )


def _add_parts(session: Session, lines: Sequence[Values]) -> None:
    for name, (table, column) in OF_ITS_OWN.items():
        rows = [
            {"provider_id": line["id"], column: each}
            | ({"id": uuid4()} if table is Service else {})
            for line in lines
            for each in sorted(line.get(name, ()))
        ]
        if rows:
            session.execute(insert(table), rows)
