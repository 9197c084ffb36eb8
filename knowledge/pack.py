"""What a knowledge pack holds, as plain immutable values.

Knows nothing of files, Flask, the database or the clock: `loading` builds these, everybody else reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Union

from knowledge.criteria import Criterion
from knowledge.heard import Heard
from knowledge.saying import later, say
from knowledge.verdicts import Interval

COMMON_POINTS = {
    "assessment": later("没有评估过，最后以老年人能力评估为准"),
    "started": later("本市是否已经开办，没有核到"),
    "offered": later("要看所在县区有没有开展"),
}
IN_THE_PLAN = {
    "eldercare": later("附表1 第%(number)s项"),
    "childcare": later("附表2 第%(number)s项"),
    "plan": later("任务 %(number)s"),
}


@dataclass(frozen=True)
class Source:
    """Where a statement comes from.

    `id` is a policy or figure id of this pack, or null for an outside document; `locator` is what a person
    looks up ("附表1 第13项", "国发〔2023〕13号"); `url` only where an official address is known.
    """

    locator: str
    id: str | None = None
    url: str | None = None
    certainty: str = "stated"


@dataclass(frozen=True)
class OpenPoint:
    """Something nobody outside the offices knows yet, said to the citizen in `says`."""

    id: str
    says: str


@dataclass(frozen=True)
class Amount:
    """How much: `min`/`max` in `unit` (CNY/month, CNY/year, CNY/once, percent) given in a `form`.

    A null `min` reads 最高, a null `max` reads 至少. Only `cash` and `voucher` ever enter a sum.
    """

    min: float | None
    max: float | None
    unit: str
    form: str
    certainty: str = "stated"


@dataclass(frozen=True)
class BillShare:
    """The most of a bill that an amount covers, for care at `home` or in an `institution`."""

    setting: str
    percent: float
    certainty: str


@dataclass(frozen=True)
class AmountRule:
    """An amount and the criterion under which it is the one; `computed` names a function in `amounts`."""

    amount: Amount | None
    when: Criterion | None = None
    computed: str | None = None
    label: str | None = None
    certainty: str = "stated"
    bill_shares: tuple[BillShare, ...] = ()


@dataclass(frozen=True)
class Version:
    """A benefit as it stands between two days, both included."""

    start: date
    end: date | None
    checked_on: date
    when: Criterion
    amounts: tuple[AmountRule, ...]
    sources: tuple[Source, ...]
    start_certainty: str = "cited"

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Conflict:
    """Another benefit that may not be drawn at the same time; `certainty` says how sure that is."""

    benefit: str
    certainty: str
    says: str


@dataclass(frozen=True)
class Deadline:
    """A day by which those who meet `when` must apply."""

    day: date
    when: Criterion
    says: str
    certainty: str


@dataclass(frozen=True)
class Apply:
    """Where to go, what to bring and, where one exists, the online door; `certainty` covers all three."""

    where: str
    documents: tuple[str, ...]
    online: str | None
    certainty: str


@dataclass(frozen=True)
class Entry:
    """What policies, benefits, guides and figures share."""

    id: str
    title: str
    summary: str
    topic: str | None
    side: str  # eldercare, childcare or both
    answer: str
    facets: Mapping[str, str]
    ask: Heard[tuple[str, ...]]

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Policy(Entry):
    """One item of the two lists (`eldercare-13`, `childcare-16`) or one key task (`plan-9`)."""

    list: str
    number: int
    category: str
    audience: tuple[str, ...]
    responsible: tuple[str, ...]  # office ids
    strength: str
    benefits: tuple[str, ...]
    guides: tuple[str, ...]
    figures: tuple[str, ...]
    related: tuple[str, ...]
    open: tuple[OpenPoint, ...]

    @property
    def locator(self) -> str:
        return say(IN_THE_PLAN[self.list], number=self.number)


@dataclass(frozen=True)
class Benefit(Entry):
    """Something a person or an institution can get, as dated criteria."""

    applicant: str
    also_applicants: tuple[str, ...]
    aliases: Heard[tuple[str, ...]]
    strength: str
    apply: Apply
    versions: tuple[Version, ...]
    open: tuple[OpenPoint, ...]
    conflicts: tuple[Conflict, ...]
    deadlines: tuple[Deadline, ...]
    guides: tuple[str, ...]
    policies: tuple[str, ...]
    notes: tuple[str, ...]

    @cached_property
    def memories(self) -> dict[int, Any]:
        """What `remembering` keeps for the versions of this benefit; no part of its value."""
        return {}

    def version_on(self, day: date) -> Version | None:
        """The version in force on `day`, or None: never the last known one."""
        for version in self.versions:
            if version.covers(day):
                return version
        return None

    def point(self, point_id: str) -> OpenPoint:
        """What an open point says: the benefit's own, or one that every benefit may have."""
        own = next((point for point in self.open if point.id == point_id), None)
        return own or OpenPoint(point_id, say(COMMON_POINTS[point_id]))


@dataclass(frozen=True)
class Guide(Entry):
    """Step-by-step help for what no rule decides."""

    audience: tuple[str, ...]
    steps: tuple[str, ...]
    certainty: str
    sources: tuple[Source, ...]
    open: tuple[OpenPoint, ...]
    benefits: tuple[str, ...]
    policies: tuple[str, ...]
    contacts: tuple[str, ...]  # hotline numbers


@dataclass(frozen=True)
class Figure(Entry):
    """A number or target of the plan: value, unit, the day or year it speaks of, and where it stands."""

    value: float | tuple[float, float] | None
    display: str  # the number as a person reads it: "4 万余张", "不低于 70%"
    unit: str
    as_of: str | None  # "2021-12", "2025", or null where the plan gives none
    target: bool
    certainty: str
    locator: str
    policies: tuple[str, ...]


AnyEntry = Union[Policy, Benefit, Guide, Figure]


@dataclass(frozen=True)
class Topic:
    """What one question is about; several entries may share it and are told apart by their side."""

    id: str
    title: str
    group: str  # resident, child, provider, worker, plan, guide
    needs_side: bool = False


class Option(NamedTuple):
    """A value that a fact can have, and the word for it."""

    value: Heard[Any]
    label: str


@dataclass(frozen=True)
class AskedFrom:
    """From how much of another fact on a question makes sense; `says` when to look again."""

    fact: str
    at_least: int
    says: str

    def too_early(self, value: Any) -> bool:
        """Whether the other fact is surely below; of a range its high end counts."""
        highest = value.hi if isinstance(value, Interval) else value
        return highest is not None and bool(highest < self.at_least)


@dataclass(frozen=True)
class FactSpec:
    """A fact that may be asked: its type and the words to ask it with."""

    id: str
    type: str  # boolean, integer, enum, set, date, month
    applicants: tuple[str, ...]
    label: str
    prompt: str
    help: str
    why: str
    sensitive: bool
    attainable: bool
    options: tuple[Option, ...] = ()
    unit: str | None = None
    min: int | None = None
    max: int | None = None
    askable: bool = True
    asked_from: AskedFrom | None = None


@dataclass(frozen=True)
class Office:
    """An office as the lists name it; phone and address stay null until a source gives them."""

    id: str
    name: str
    aliases: Heard[tuple[str, ...]] = ()
    website: str | None = None
    phone: str | None = None
    note: str | None = None
    address: str | None = None
    hours: str | None = None


@dataclass(frozen=True)
class Hotline:
    number: str
    name: str
    purpose: str
    certainty: str
    note: str | None = None


@dataclass(frozen=True)
class PlacePoint:
    """About where a place is, in WGS-84 degrees: good for how far, never for a door."""

    lat: float
    lon: float
    source: str


@dataclass(frozen=True)
class Place:
    """A district or a unit below it, with the other names people use for it."""

    id: str  # statistics-bureau code
    name: Heard[str]
    kind: str  # district, subdistrict, town, township, zone, statistical_unit
    district: Heard[str | None]  # the district's Chinese name; None where it must be asked
    pinyin: Heard[str]
    aliases: Heard[tuple[str, ...]] = ()
    certainty: str = "cited"
    ask: str | None = None
    note: str | None = None
    point: PlacePoint | None = None


@dataclass(frozen=True)
class Term:
    """A word that pages use and not everybody knows, in plain words; `entry` is where to read on."""

    id: str
    term: str
    says: str
    also: tuple[str, ...] = ()
    entry: str | None = None


@dataclass(frozen=True)
class Tariff:
    """Prices of one utility; a null price is one that no source gives yet."""

    id: str  # electricity, water, gas, cable_tv
    name: str
    unit: str
    rates: tuple[Mapping[str, Any], ...]
    sources: tuple[Source, ...]
    open: tuple[OpenPoint, ...]


@dataclass(frozen=True)
class Pack:
    """All that is known, by id."""

    id: str
    name: str
    document: Mapping[
        str, Any
    ]  # the plan: title, status, note shown wherever an answer rests on it
    policies: Mapping[str, Policy]
    benefits: Mapping[str, Benefit]
    guides: Mapping[str, Guide]
    figures: Mapping[str, Figure]
    topics: Mapping[str, Topic]
    facts: Mapping[str, FactSpec]
    offices: Mapping[str, Office]
    hotlines: Mapping[str, Hotline]
    places: tuple[Place, ...]
    tariffs: Mapping[str, Tariff]
    words: Heard[Mapping[str, Any]]
    glossary: Mapping[str, Term]
    replies: Mapping[str, str]
    alarms: Heard[Mapping[str, Any]] = field(default_factory=dict)  # see `knowledge.reading.alarms`
    version: str = ""  # content hash of the pack's files
    overlays: Heard[tuple[Any, ...]] = field(default=())
    desk_hours: str = ""  # when somebody answers people, as staff say; see `knowledge.desk_hours`
    original: Heard[Pack | None] = field(default=None, compare=False, repr=False)

    @property
    def heard(self) -> Pack:
        """The pack in the language that people speak to us, and that our buttons send back."""
        return self.original or self

    @cached_property
    def asked_later(self) -> Mapping[str, AskedFrom]:
        """The facts that it can be too early to ask for."""
        return {spec.id: spec.asked_from for spec in self.facts.values() if spec.asked_from}

    def entries(self) -> Iterator[AnyEntry]:
        yield from self.policies.values()
        yield from self.benefits.values()
        yield from self.guides.values()
        yield from self.figures.values()

    def entry(self, entry_id: str) -> AnyEntry | None:
        """The policy, benefit, guide or figure of this id, or None."""
        return (
            self.policies.get(entry_id)
            or self.benefits.get(entry_id)
            or self.guides.get(entry_id)
            or self.figures.get(entry_id)
        )

    def on_topic(self, topic_id: str) -> tuple[AnyEntry, ...]:
        """The entries of a topic, those that a citizen asks for first."""
        return tuple(e for e in self.entries() if e.topic == topic_id)
