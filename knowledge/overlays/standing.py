"""Everything that staff can fill in, how it stands now, and what rests on it: for a screen of local figures.

Pure: the pack as its files say it, the same under today's statements, and a day. Knows no row and no page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from knowledge.overlays.groups import waits_for_list
from knowledge.overlays.people import DESK
from knowledge.overlays.tariffs import PRICING, UTILITIES
from knowledge.overlays.telling import HALF
from knowledge.pack import AmountRule, Benefit, Pack, Source, Version
from knowledge.saying import later, say
from knowledge.wording import amount as amount_in_words
from knowledge.wording import number as number_in_words

UNCONFIRMED = "unconfirmed"
PRICED = {
    "CNY/kWh": later("%(price)s 元/度"),
    "CNY/m3": later("%(price)s 元/立方米"),
    "CNY/month": later("%(price)s 元/月"),
}


class Standing(NamedTuple):
    """One figure: `part` is a band's label or a rate's id, `says` is empty where nothing is known.

    `sure` says whether a document or an office was read for it; `used_by` are ids of entries.
    """

    kind: str
    target: str
    part: str
    title: str
    says: str
    sure: bool
    source: str
    used_by: tuple[str, ...]


def standing(plain: Pack, pack: Pack, day: date) -> Iterator[Standing]:
    for benefit in pack.benefits.values():
        version = benefit.version_on(day)
        if version is not None:
            yield from _amounts(benefit, version)
            yield from _groups(plain, benefit, version, day)
            yield _door(benefit, version)
    yield from _offices(pack)
    yield from _prices(pack)
    yield from _hotlines(pack)
    yield Standing(
        "hours",
        DESK,
        "",
        "人工服务时间",
        pack.desk_hours,
        bool(pack.desk_hours),
        _said_of(pack, "hours", DESK),
        (),
    )


def _amounts(benefit: Benefit, version: Version) -> Iterator[Standing]:
    for rule in version.amounts:
        label = rule.label or ""
        title = f"{benefit.title}（{label}）" if label else benefit.title
        said = _amount(rule)
        sure = bool(said) and rule.certainty != UNCONFIRMED
        source = _first(version.sources) if said else ""
        yield Standing("amount", benefit.id, label, title, said, sure, source, _uses(benefit))


def _amount(rule: AmountRule) -> str:
    if rule.computed:
        return "按每个人的情况算"
    return amount_in_words(rule.amount) if rule.amount else ""


def _groups(plain: Pack, benefit: Benefit, version: Version, day: date) -> Iterator[Standing]:
    before = plain.benefits[benefit.id].version_on(day)
    if before is None or not waits_for_list(before.when):
        return
    sure = not waits_for_list(version.when)
    said = benefit.facets.get("who", "")
    yield Standing(
        "groups", benefit.id, "", benefit.title, said, sure, _first(version.sources), _uses(benefit)
    )


def _door(benefit: Benefit, version: Version) -> Standing:
    door = benefit.apply
    sure = door.certainty != UNCONFIRMED
    source = _first(version.sources) if sure else ""
    return Standing(
        "apply", benefit.id, "", benefit.title, door.where, sure, source, _uses(benefit)
    )


def _offices(pack: Pack) -> Iterator[Standing]:
    for office in pack.offices.values():
        told = (office.phone, office.address, office.hours, office.website, office.note)
        said = "；".join(each for each in told if each)
        used = tuple(p.id for p in pack.policies.values() if office.id in p.responsible)
        source = _said_of(pack, "office", office.id)
        yield Standing("office", office.id, "", office.name, said, bool(office.phone), source, used)


def _prices(pack: Pack) -> Iterator[Standing]:
    for tariff in pack.tariffs.values():
        used = (PRICING,) if tariff.id in UTILITIES else (HALF,)
        for rate in tariff.rates:
            price = rate["price"]
            said = "" if price is None else say(PRICED[tariff.unit], price=number_in_words(price))
            sure = price is not None and rate["certainty"] != UNCONFIRMED
            title = f"{tariff.name}：{rate['label']}"
            yield Standing(
                "tariff", tariff.id, rate["id"], title, said, sure, rate["source"] or "", used
            )


def _hotlines(pack: Pack) -> Iterator[Standing]:
    for line in pack.hotlines.values():
        used = tuple(g.id for g in pack.guides.values() if line.number in g.contacts)
        sure = line.certainty != UNCONFIRMED
        title = f"{line.number} {line.name}"
        source = (line.note or "") if sure else ""
        yield Standing("hotline", line.number, "", title, line.purpose, sure, source, used)


def _uses(benefit: Benefit) -> tuple[str, ...]:
    return (benefit.id, *benefit.policies, *benefit.guides)


def _first(sources: tuple[Source, ...]) -> str:
    return sources[0].locator if sources else ""


def _said_of(pack: Pack, kind: str, target: str) -> str:
    """The sources of the statements about it that are laid over the pack."""
    said = (o.source for o in pack.overlays if (o.kind, o.target) == (kind, target))
    return "；".join(dict.fromkeys(said))
