"""Places near somebody that take them, with what is left to pay. Whether one fits is `web.directory.fitting`'s.

Nobody has to walk in vain: a place that says it does not take such a person is not shown, one that has not said
stands behind those that do, with what to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.netcost import NetCost
from knowledge.pack import Pack
from knowledge.verdicts import Verdict
from models import Kind, Provider
from models.criteria import Criteria, Sort
from models.geography import Near
from web.counter.sitting import Standing
from web.directory.fitting import Fit, fit
from web.directory.starting import NoStart, start
from web.eligibility.costing import APPLICANTS, cost_of
from web.finding import look

LOOKED_AT, SHOWN = 30, 5


@dataclass(frozen=True)
class Place:
    provider: Provider
    fit: Fit
    cost: NetCost | None


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
