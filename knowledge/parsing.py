"""Criteria, amounts and versions out of YAML values; what it does not know it refuses by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.amounts import COMPUTED
from knowledge.comparisons import COMPARISONS
from knowledge.criteria import All, Any_, Condition, Criterion, Not, Open, Test
from knowledge.pack import Amount, AmountRule, BillShare, Deadline, Source, Version
from knowledge.tests_by_name import TESTS

RIDERS = ("open_if_met", "unknown_if_met")
SHAPES = ("fact", "all", "any", "not", "open", "test")


class Refused(ValueError):
    """A value that is not what its place needs; `path` leads to it inside the file."""

    def __init__(self, says: str, *path: str | int) -> None:
        self.says = says
        self.path = path
        super().__init__(says)


def criterion(data: Any, *path: str | int) -> Criterion:
    """A criterion and everything below it."""
    if not isinstance(data, Mapping):
        raise Refused("条件要写成 {fact: …, at_least: …, because: …} 这样的一组", *path)
    shape = next((s for s in SHAPES if s in data), None)
    if shape is None:
        raise Refused(f"条件里要有 {'、'.join(SHAPES)} 之一", *path)
    riders = {name: tuple(data.get(name) or ()) for name in RIDERS}
    content = {k: v for k, v in data.items() if k not in RIDERS}
    built: Criterion = BUILDERS[shape](content, riders, path)
    return built


def _all(data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]) -> All:
    _only(data, ("all", "because"), path)
    return All(parts=_parts(data["all"], (*path, "all")), **riders)


def _any(data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]) -> Any_:
    _only(data, ("any", "because"), path)
    return Any_(parts=_parts(data["any"], (*path, "any")), because=data.get("because"), **riders)


def _not(data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]) -> Not:
    _only(data, ("not", "because"), path)
    return Not(part=criterion(data["not"], *path, "not"), because=_because(data, path), **riders)


def _open(data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]) -> Open:
    _only(data, ("open", "because"), path)
    return Open(point=str(data["open"]), because=_because(data, path), **riders)


def _test(data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]) -> Test:
    _only(data, ("test", "because"), path)
    if data["test"] not in TESTS:
        raise Refused(f"没有叫 {data['test']} 的检验，可用：{'、'.join(TESTS)}", *path, "test")
    facts, function = TESTS[data["test"]]
    because = _because(data, path)
    return Test(name=data["test"], facts=facts, function=function, because=because, **riders)


def _fact(
    data: Mapping[str, Any], riders: dict[str, Any], path: tuple[str | int, ...]
) -> Condition:
    compared = [name for name in COMPARISONS if name in data]
    if len(compared) != 1:
        raise Refused(f"一个条件只用一种比较：{'、'.join(COMPARISONS)}", *path)
    _only(data, ("fact", compared[0], "because", "near_miss"), path)
    wanted = data[compared[0]]
    if compared[0] == "in":
        if not isinstance(wanted, list) or not wanted:
            raise Refused("in 后面要列出几个值，如 [moderate, severe]", *path, "in")
        wanted = frozenset(wanted)
    return Condition(
        fact=data["fact"],
        comparison=compared[0],
        wanted=wanted,
        because=_because(data, path),
        near_miss=data.get("near_miss"),
        **riders,
    )


BUILDERS: dict[str, Any] = {
    "fact": _fact,
    "all": _all,
    "any": _any,
    "not": _not,
    "open": _open,
    "test": _test,
}


def _parts(data: Any, path: tuple[str | int, ...]) -> tuple[Criterion, ...]:
    if not isinstance(data, list) or not data:
        raise Refused("这里要列出至少一个条件", *path)
    return tuple(criterion(part, *path, index) for index, part in enumerate(data))


def _because(data: Mapping[str, Any], path: tuple[str | int, ...]) -> str:
    because = data.get("because")
    if not because:
        raise Refused("缺 because：没有理由，就没法告诉人家为什么", *path)
    return str(because)


def _only(data: Mapping[str, Any], allowed: tuple[str, ...], path: tuple[str | int, ...]) -> None:
    for key in data:
        if key not in allowed:
            raise Refused(f"不认识 {key}，这里只能写 {'、'.join(allowed)}", *path, key)


def source(data: Mapping[str, Any]) -> Source:
    return Source(data["locator"], data.get("id"), data.get("url"), data.get("certainty", "stated"))


def amount_rule(data: Mapping[str, Any], *path: str | int) -> AmountRule:
    certainty = data.get("certainty", "stated")
    computed = data.get("computed")
    if computed is not None and computed not in COMPUTED:
        raise Refused(f"没有叫 {computed} 的算法，可用：{'、'.join(COMPUTED)}", *path, "computed")
    when = data.get("when")
    return AmountRule(
        amount=_amount(data.get("amount"), certainty),
        when=criterion(when, *path, "when") if when else None,
        computed=computed,
        label=data.get("label"),
        certainty=certainty,
        bill_shares=tuple(BillShare(**share) for share in data.get("bill_shares") or ()),
    )


def _amount(data: Mapping[str, Any] | None, certainty: str) -> Amount | None:
    if data is None:
        return None
    return Amount(data.get("min"), data.get("max"), data["unit"], data["form"], certainty)


def version(data: Mapping[str, Any], *path: str | int) -> Version:
    for key in ("from", "until", "checked_on"):
        if data.get(key) is not None and not isinstance(data[key], date):
            raise Refused("日期写成 2026-01-31 这样", *path, key)
    amounts = enumerate(data.get("amounts") or ())
    return Version(
        start=data["from"],
        end=data.get("until"),
        checked_on=data["checked_on"],
        when=criterion(data["when"], *path, "when"),
        amounts=tuple(amount_rule(rule, *path, "amounts", index) for index, rule in amounts),
        sources=tuple(source(one) for one in data.get("sources") or ()),
        start_certainty=data.get("from_certainty", "cited"),
    )


def deadline(data: Mapping[str, Any], *path: str | int) -> Deadline:
    when = criterion(data["when"], *path, "when")
    return Deadline(data["day"], when, data["says"], data.get("certainty", "unconfirmed"))
