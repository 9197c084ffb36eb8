"""States a local figure or ends one: the one way in which both the prompt and an approval make it speak.

Decides nothing about what a figure may be; refusals come from `knowledge.overlays` with the field and the fix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from knowledge.overlays import Overlay, OverlayError, check, lay, read
from knowledge.overlays.standing import standing
from knowledge.pack import Pack
from models import audit
from models import overlay as kept
from web.cases import rescreening
from web.pack import plain_pack

BY_AT_MOST = 80


def checked(opened: Session, told: Overlay) -> None:
    """Raises OverlayError unless it can stand beside what is stated already."""
    check(plain_pack(), told, read(kept.current(opened)))


def laid(opened: Session, day: date, more: Iterable[Overlay] = (), without: int = 0) -> Pack:
    """The pack as it would be on that day with more statements, or without one."""
    stated = [each for each in read(kept.current(opened)) if each.id != without]
    return lay(plain_pack(), [*stated, *more], day)[0]


def part_of(kind: str, value: Mapping[str, Any]) -> str:
    """What tells two figures of one kind and target apart: a band's label, a rate's id."""
    return str(value.get({"amount": "label", "tariff": "rate"}.get(kind, "")) or "")


def stands(opened: Session, kind: str, target: str, part: str, day: date) -> dict[str, Any]:
    """What is said of the figure on that day, and resting on what; empty where nobody knows of it."""
    plain, pack = plain_pack(), laid(opened, day)
    wanted = "amount" if kind == "bands" else kind
    found = [
        each
        for each in standing(plain, pack, day)
        if (each.kind, each.target) == (wanted, target) and part in ("", each.part)
    ]
    says = "；".join(f"{each.part} {each.says}".strip() for each in found if each.says)
    return {"says": says, "source": "；".join(dict.fromkeys(f.source for f in found if f.source))}


def state(opened: Session, told: Overlay, staff_id: int | None, at: datetime) -> kept.Overlay:
    """Write it down with its record, in the caller's transaction; once that ends, call `spread`."""
    checked(opened, told)
    part = part_of(told.kind, told.value)
    before = stands(opened, told.kind, told.target, part, told.from_day)
    row = kept.Overlay(
        kind=told.kind,
        target=told.target,
        value=dict(told.value),
        source=told.source.strip(),
        source_url=told.source_url,
        from_day=told.from_day,
        until=told.until,
        entered_by=told.entered_by.strip(),
        created_at=at,
    )
    opened.add(row)
    opened.flush()
    after = {"value": row.value, "source": row.source, "from": str(row.from_day)}
    _record(opened, row, "overlay.stated", before, after, staff_id, at)
    return row


def end(
    opened: Session, row: kept.Overlay, last_day: date, by: str, staff_id: int | None, at: datetime
) -> None:
    """In force up to `last_day`, in the caller's transaction. Raises OverlayError, naming the field."""
    if not by.strip():
        raise OverlayError("by", "要写明是谁")
    before = {"value": row.value, "source": row.source, "until": str(row.until or "")}
    row.end(last_day, by.strip(), at)
    opened.flush()
    _record(opened, row, "overlay.ended", before, {"until": str(last_day)}, staff_id, at)


def spread() -> None:
    """After the commit: every process notices by itself; cases are looked at again beside the site."""
    rescreening.soon()


def _record(
    opened: Session,
    row: kept.Overlay,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    staff_id: int | None,
    at: datetime,
) -> None:
    audit.record(
        opened,
        staff_id=staff_id,
        action=action,
        target=f"overlay:{row.id} {row.kind} {row.target}"[:120],
        before=before,
        after={**after, "by": row.ended_by or row.entered_by},
        at=at,
    )
