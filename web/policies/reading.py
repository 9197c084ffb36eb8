"""A benefit's conditions as nested sentences for a page; judges nobody and knows no facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from knowledge.criteria import All, Any_, Criterion
from knowledge.pack import OpenPoint
from web.i18n import gettext

Find = Callable[[str], OpenPoint]
ALL, ANY = "all", "any"


@dataclass(frozen=True)
class Line:
    """One sentence; `join` says whether all or any of the parts below it must hold."""

    says: str
    join: str = ""
    parts: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()  # what stays open even when this holds


def read(criterion: Criterion, find: Find) -> Line:
    points = tuple(find(p).says for p in (*criterion.open_if_met, *criterion.unknown_if_met))
    if isinstance(criterion, (All, Any_)):
        join = ALL if isinstance(criterion, All) else ANY
        says = getattr(criterion, "because", None) or ""
        return _said_once(Line(says, join, tuple(_parts(criterion, join, find)), points))
    return Line(criterion.because, points=points)


def _parts(criterion: All | Any_, join: str, find: Find) -> Iterator[Line]:
    """The parts; one that only groups in the same way adds nothing for a reader."""
    for part in criterion.parts:
        line = read(part, find)
        if line.join == join and not line.says and not line.points:
            yield from line.parts
        else:
            yield _in_one(line)


def _said_once(line: Line) -> Line:
    """What stays open for several parts alike is said once, for all of them."""
    open_in = [part.points for part in line.parts if part.points]
    if len(open_in) < 2 or len(set(open_in)) > 1:
        return line
    parts = tuple(replace(part, points=()) for part in line.parts)
    return replace(line, parts=parts, points=(*line.points, *open_in[0]))


def _in_one(line: Line) -> Line:
    """A nested group of plain sentences that all must hold is one sentence."""
    plain = all(part.says and not part.parts and not part.points for part in line.parts)
    if line.join != ALL or not plain:
        return line
    joined = gettext("，并且").join(part.says for part in line.parts)
    return replace(line, says=line.says or joined, join="", parts=())
