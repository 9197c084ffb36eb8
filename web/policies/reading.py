"""A benefit's conditions as nested sentences for a page; judges nobody and knows no facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.criteria import All, Any_, Criterion, Not
from knowledge.pack import OpenPoint

Find = Callable[[str], OpenPoint]


@dataclass(frozen=True)
class Line:
    """One sentence; `join` says whether all or any of the parts below it are needed."""

    says: str
    join: str = ""
    parts: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()  # what stays open even when this holds


def read(criterion: Criterion, find: Find) -> Line:
    points = tuple(find(p).says for p in (*criterion.open_if_met, *criterion.unknown_if_met))
    if isinstance(criterion, (All, Any_)):
        join = "all" if isinstance(criterion, All) else "any"
        parts = tuple(_flat(criterion, find))
        return Line(getattr(criterion, "because", None) or "", join, parts, points)
    if isinstance(criterion, Not) and criterion.part is not None and not criterion.because:
        return Line("", "not", (read(criterion.part, find),), points)
    return Line(criterion.because, points=points)


def _flat(criterion: All | Any_, find: Find) -> Iterator[Line]:
    """The parts; one that only groups in the same way adds nothing for a reader."""
    for part in criterion.parts:
        line = read(part, find)
        same = isinstance(part, type(criterion)) and not line.says and not line.points
        yield from line.parts if same else (line,)
