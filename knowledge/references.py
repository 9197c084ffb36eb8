"""Everything in a pack that points at something else must point at something there, and rules must make sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from knowledge.criteria import All, Any_, Condition, Criterion, Not, Open
from knowledge.errors import Problem
from knowledge.files import File
from knowledge.pack import COMMON_POINTS, Benefit, Entry, FactSpec, Pack, Version
from knowledge.reaching import Path, unreachable

NUMBERS = {"integer"}
DATES = {"date"}
PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "enum": (str, int),
    "set": (str,),
    "date": (date,),
    "month": (str,),
}
COUNTS = {"eldercare": 33, "childcare": 19, "plan": 23}


def references(pack: Pack, files: Mapping[str, File]) -> Iterator[Problem]:
    """Faults that no single file shows; `files` give the line numbers."""
    yield from _complete(pack)
    for entry in pack.entries():
        file = files[_file_of(entry)]
        yield from _entry(pack, entry, file)
    for benefit in pack.benefits.values():
        yield from _benefit(pack, benefit, files[f"benefits/{benefit.id}.yml"])
    yield from _phrasings(pack)
    yield from _glossary(pack, files["glossary.yml"])
    for fact, asked in pack.asked_later.items():
        if asked.fact not in pack.facts or pack.facts[asked.fact].type not in NUMBERS:
            yield Problem("facts.yml", 0, f"{fact}：asked_from 要写一个整数事实，{asked.fact} 不是")


def _file_of(entry: Entry) -> str:
    folders = {"policy": "policies", "benefit": "benefits", "guide": "guides"}
    return f"{folders[entry.kind]}/{entry.id}.yml" if entry.kind in folders else "figures.yml"


def _complete(pack: Pack) -> Iterator[Problem]:
    for name, count in COUNTS.items():
        for number in range(1, count + 1):
            if f"{name}-{number}" not in pack.policies:
                yield Problem(f"policies/{name}-{number}.yml", 0, "清单里有这一项，知识包里缺")


def _entry(pack: Pack, entry: Entry, file: File) -> Iterator[Problem]:
    known: dict[str, Iterable[str]] = {
        "benefits": pack.benefits,
        "guides": pack.guides,
        "figures": pack.figures,
        "policies": pack.policies,
        "related": pack.policies,
        "responsible": pack.offices,
        "contacts": pack.hotlines,
    }
    for name, ids in known.items():
        for wanted in getattr(entry, name, ()):
            if wanted not in ids:
                yield Problem(file.name, file.line_of(name), f"{name}：没有 {wanted}")
    if entry.topic not in pack.topics:
        yield Problem(file.name, file.line_of("topic"), f"topic：topics.yml 里没有 {entry.topic}")
    if entry.kind == "policy" and not (getattr(entry, "benefits") or getattr(entry, "guides")):  # noqa: B009
        yield Problem(file.name, 0, "至少要有一项 benefits 或 guides，不然没有人用得上")


def _benefit(pack: Pack, benefit: Benefit, file: File) -> Iterator[Problem]:
    for conflict in benefit.conflicts:
        if conflict.benefit == benefit.id:
            says = "conflicts：待遇不能和自己冲突，删去这一条"
            yield Problem(file.name, file.line_of("conflicts"), says)
        if conflict.benefit not in pack.benefits:
            yield Problem(file.name, file.line_of("conflicts"), f"没有 {conflict.benefit} 这项待遇")
    yield from _versions(benefit, file)
    for index, version in enumerate(benefit.versions):
        for says, path in _rule(pack, benefit, version):
            yield Problem(file.name, file.line_of("versions", index, *path), says)
        for source in version.sources:
            if source.id is not None and pack.entry(source.id) is None:
                line = file.line_of("versions", index, "sources")
                yield Problem(file.name, line, f"sources：没有 {source.id}")
    for number, deadline in enumerate(benefit.deadlines):
        for says, path in _faults(pack, deadline.when, ("deadlines", number, "when")):
            yield Problem(file.name, file.line_of(*path), says)


def _versions(benefit: Benefit, file: File) -> Iterator[Problem]:
    ordered = sorted(benefit.versions, key=lambda v: v.start)
    for version in ordered:
        if version.end is not None and version.end < version.start:
            yield Problem(file.name, file.line_of("versions"), "until 早于 from")
    for one, after in pairwise(ordered):
        if one.end is None or one.end >= after.start:
            yield Problem(
                file.name, file.line_of("versions"), f"{after.start} 起的一版和前一版重叠"
            )


def _rule(pack: Pack, benefit: Benefit, version: Version) -> Iterator[tuple[str, Path]]:
    """What is wrong with a version and where below it."""
    found = list(_faults(pack, version.when, ("when",)))
    for index, rule in enumerate(version.amounts):
        if rule.when:
            found += _faults(pack, rule.when, ("amounts", index, "when"))
    yield from found or unreachable(version, pack.facts)
    points = {point.id for point in benefit.open} | set(COMMON_POINTS)
    for point in _points(version.when):
        if point not in points:
            yield f"open 表里没有 {point}", ("when",)


def _faults(pack: Pack, criterion: Criterion, path: Path) -> Iterator[tuple[str, Path]]:
    """The faults of every comparison with the place of each."""
    if isinstance(criterion, Condition):
        yield from ((says, path) for says in condition_faults(pack.facts, criterion))
    if isinstance(criterion, (All, Any_)):
        name = "all" if isinstance(criterion, All) else "any"
        for index, part in enumerate(criterion.parts):
            yield from _faults(pack, part, (*path, name, index))
    if isinstance(criterion, Not):
        yield from _faults(pack, criterion.part, (*path, "not"))


def _points(criterion: Criterion) -> Iterator[str]:
    yield from (*criterion.open_if_met, *criterion.unknown_if_met)
    if isinstance(criterion, Open):
        yield criterion.point
    for part in getattr(criterion, "parts", ()):
        yield from _points(part)


def condition_faults(facts: Mapping[str, FactSpec], leaf: Condition) -> Iterator[str]:
    spec = facts.get(leaf.fact)
    if spec is None:
        yield f"没有 {leaf.fact} 这个事实"
        return
    if leaf.near_miss and not spec.attainable:
        yield f"{leaf.fact} 不是自己能改变的，不能写 near_miss，删去"
    if leaf.comparison in ("at_least", "below") and spec.type not in NUMBERS:
        yield f"{leaf.fact} 不是数字，不能用 {leaf.comparison}，改用 in"
    if leaf.comparison in ("on_or_after", "before") and spec.type not in DATES:
        yield f"{leaf.fact} 不是日期，不能用 {leaf.comparison}"
    if leaf.comparison == "is" and not isinstance(
        leaf.wanted, PYTHON_TYPES.get(spec.type, (object,))
    ):
        yield f"{leaf.fact} 的值类型不对：{spec.type}"
    if leaf.comparison in ("is", "in") and spec.options:
        allowed = {option for option, _ in spec.options}
        for value in _wanted(leaf.wanted):
            if value not in allowed:
                yield f"{leaf.fact} 没有 {value} 这个选项"


def _wanted(wanted: Any) -> tuple[Any, ...]:
    return tuple(wanted) if isinstance(wanted, frozenset) else (wanted,)


def _phrasings(pack: Pack) -> Iterator[Problem]:
    """The same question under two topics would teach the bot to guess."""
    seen: dict[str, str] = {}
    for entry in pack.entries():
        for phrase in entry.ask:
            other = seen.setdefault(phrase.strip(), str(entry.topic))
            if other != entry.topic:
                yield Problem(_file_of(entry), 0, f"ask：「{phrase}」也写在话题 {other} 里，留一处")


def _glossary(pack: Pack, file: File) -> Iterator[Problem]:
    """A word explained twice would be explained differently one day."""
    seen: dict[str, str] = {}
    for index, term in enumerate(pack.glossary.values()):
        if term.entry is not None and pack.entry(term.entry) is None:
            yield Problem(file.name, file.line_of(index, "entry"), f"entry：没有 {term.entry}")
        for word in (term.term, *term.also):
            other = seen.setdefault(word, term.id)
            if other != term.id:
                says = f"{word} 在 {other} 里已经解释过，留一处"
                yield Problem(file.name, file.line_of(index), says)
