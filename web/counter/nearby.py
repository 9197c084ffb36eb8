"""Places near somebody that take them, with what is left to pay. Whether one fits is `web.directory.fitting`'s.

Nobody has to walk in vain: a place that says it does not take such a person is not shown, one that has not said
stands behind those that do, with what to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.netcost import Line, NetCost
from knowledge.pack import Pack
from knowledge.saying import clauses
from knowledge.verdicts import Verdict
from models import Kind, Provider
from models.criteria import Criteria, Sort
from models.geography import Near
from web.counter.sitting import Standing
from web.directory import saying
from web.directory.fitting import Fit, fit
from web.directory.labels import TYPES
from web.directory.starting import NoStart, start
from web.eligibility.costing import APPLICANTS, cost_of
from web.finding import look
from web.i18n import gettext
from web.money import yuan

LOOKED_AT, SHOWN, ON_PAPER = 30, 5, 3


@dataclass(frozen=True)
class Place:
    provider: Provider
    fit: Fit
    cost: NetCost | None

    @property
    def name(self) -> str:
        it = self.provider
        sample = gettext("（示例，不是真的）") if it.is_sample else ""
        return f"{it.name}{sample} · {TYPES[it.type]} · {it.address or it.street or it.district}"

    @property
    def says(self) -> str:
        """The fee, what is left of it, and what to do first; why something was taken off stays unsaid."""
        return clauses([self.fees or gettext("收费没有报"), *self.left, self._first])

    @property
    def fees(self) -> str:
        """Empty where no fee is known."""
        fees = saying.fees(self.provider)
        return f"{gettext('收费')} {fees}" if fees else ""

    @property
    def left(self) -> list[str]:
        """What is left to pay, once for every way to reckon it; nothing where nothing can be taken off."""
        return [_left(each) for each in self.cost.lines if each.steps] if self.cost else []

    @property
    def _first(self) -> str:
        phone = self.provider.phone
        if self.fit.verdict is Verdict.MET:
            return gettext("电话：%(phone)s", phone=phone) if phone else gettext("电话没有核到")
        if phone:
            return gettext("去之前先打 %(phone)s，问收不收、怎么收", phone=phone)
        return gettext("收不收没有核到，电话也没有：去之前先打 12345")


def _left(line: Line) -> str:
    said = yuan(line.low, line.high)
    least = gettext("最少自己付 %(sum)s", sum=said)
    pays = least if line.at_least else gettext("自己付 %(sum)s", sum=said)
    if line.if_designated:
        return gettext("若收消费券，%(pays)s", pays=pays)
    return gettext("减掉能领的，%(pays)s", pays=pays)


def nearby(pack: Pack, standing: Standing, near: str) -> list[Place] | None:
    """None where nobody has said whereabouts, or no place takes this kind of applicant."""
    applicant = standing.facts.get("applicant")
    kind = next((k for k, who in APPLICANTS.items() if who == applicant), None)
    where = _where(pack, standing, near)
    if kind is None or where is None:
        return None
    found = look({"kind": Kind(kind), **where}, LOOKED_AT).items
    placed = [
        Place(each, fit(each, standing.derived), cost_of(each, standing.results)) for each in found
    ]
    fitting = [each for each in placed if each.fit.verdict is not Verdict.UNMET]
    return sorted(fitting, key=lambda each: each.fit.verdict is not Verdict.MET)[:SHOWN]


def _where(pack: Pack, standing: Standing, near: str) -> Criteria | None:
    try:
        begun = start(near, "", pack.places) if near else None
    except NoStart:
        begun = None
    if begun and begun.point:
        lat, lon = begun.point.split(",")
        return {"near": Near(float(lat), float(lon)), "sort": Sort.DISTANCE}
    if begun and begun.within:
        return {"district": begun.within.district, "street": begun.within.name}
    district = standing.facts.get("district")
    return {"district": district} if district else None
