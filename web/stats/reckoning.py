"""What is counted of a month, as far as it may be shown: each kind of thing, and what it falls into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from models import Happened, Tally
from models.tally import Counted
from web.i18n import LazyString, dated, gettext, lazy_gettext
from web.pack import pack
from web.stats import hiding
from web.stats.hiding import Part

SUBJECT, DISTRICT, DAY = "subject", "district", "day"
TOPICS = 20  # so many with a name of their own; the rest is one line
REST = "…"
OF_PEOPLE = (Happened.CHECKED, Happened.SERVED, Happened.HANDED_OUT, Happened.CASE_OPENED)


class Kind(NamedTuple):
    """`by`: what it is shown by; `public` where it says nothing of the desk's own work."""

    happened: Happened
    title: LazyString
    by: tuple[str, ...] = ()
    public: bool = True


KINDS = (
    Kind(Happened.ASKED, lazy_gettext("“问一问”收到的话"), (SUBJECT, DISTRICT, DAY)),
    Kind(Happened.UNANSWERED, lazy_gettext("没答上来的话"), (DISTRICT, DAY)),
    Kind(Happened.HELPFUL, lazy_gettext("觉得有用的回答"), (SUBJECT,)),
    Kind(Happened.UNHELPFUL, lazy_gettext("觉得没帮上的回答"), (SUBJECT,)),
    Kind(Happened.CHECKED, lazy_gettext("“查补贴”看到结果的人"), (SUBJECT, DISTRICT, DAY)),
    Kind(Happened.SERVED, lazy_gettext("柜台接待的人"), (SUBJECT, DISTRICT, DAY), public=False),
    Kind(Happened.HANDED_OUT, lazy_gettext("出了单子的"), (DISTRICT,), public=False),
    Kind(Happened.CASE_OPENED, lazy_gettext("建了档的"), (DISTRICT,), public=False),
    Kind(Happened.PERSON_WANTED, lazy_gettext("要找真人的对话"), (DAY,), public=False),
    Kind(Happened.PERSON_CAME, lazy_gettext("有人接了的"), public=False),
    Kind(Happened.PERSON_DONE, lazy_gettext("办完了的"), public=False),
)


@dataclass(frozen=True)
class Table:
    """`parts` is None where the numbers are too small to show any of them."""

    by: str
    title: str
    parts: tuple[Part, ...] | None

    def label(self, part: Part) -> str:
        return dated(date.fromisoformat(part.name), "MMMd") if self.by == DAY else part.name


@dataclass(frozen=True)
class Section:
    """`times` is None where it is too small to be shown."""

    id: str
    title: str
    times: int | None
    tables: tuple[Table, ...]


def month(opened: Session, first: date, last: date, *, desk: bool) -> list[Section]:
    """Everything that happened on those days; what is the desk's own only where asked for."""
    rows = opened.execute(Tally.between(first, last)).all()
    return [
        _section(kind, [row for row in rows if row.happened is kind.happened], first, last)
        for kind in KINDS
        if desk or kind.public
    ]


def _section(kind: Kind, rows: Sequence[Counted], first: date, last: date) -> Section:
    times = hiding.total(sum(row.times for row in rows))
    tables = (_table(by, kind.happened, rows, first, last) for by in kind.by) if times else ()
    return Section(str(kind.happened), str(kind.title), times, tuple(tables))


def _table(by: str, happened: Happened, rows: Iterable[Counted], first: date, last: date) -> Table:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.day.isoformat() if by == DAY else getattr(row, by)] += row.times
    if by == DAY:
        days = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
        return Table(by, gettext("按天"), hiding.parts({day: counts[day] for day in days}))
    shown = hiding.parts(_fewer({key: times for key, times in counts.items() if times > 0}))
    named = [replace(each, name=_name(by, happened, each.name)) for each in shown or ()]
    # In the order of what is shown: the order of what is hidden would tell of it.
    ranked = sorted(named, key=lambda each: (-(each.times or 0), each.name))
    return Table(by, _title(by, happened), shown and tuple(ranked))


def _fewer(counts: Mapping[str, int]) -> dict[str, int]:
    """The most frequent ones, and all others as one."""
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    rest = sum(times for _, times in ranked[TOPICS:])
    return {**dict(ranked[:TOPICS]), **({REST: rest} if rest else {})}


def _title(by: str, happened: Happened) -> str:
    if by == DISTRICT:
        return gettext("按区县")
    return gettext("按是谁") if happened in OF_PEOPLE else gettext("按问的事")


def _name(by: str, happened: Happened, key: str) -> str:
    """A district in words, a kind of applicant, or what an answer rested on."""
    if key == REST:
        return gettext("其他")
    if by == DISTRICT:
        return key or gettext("没说在哪")
    if happened in OF_PEOPLE:
        kinds = dict(pack().facts["applicant"].options)
        return kinds.get(key) or gettext("没说是谁")
    entry = pack().entry(key.partition(":")[2])
    return entry.title if entry else gettext("没落到哪一项上")
