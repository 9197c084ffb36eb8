"""What a place costs the visitor whose check is on this server; reckoned in `knowledge.netcost`.

Used by every page that shows a fee. Knows no template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import after_this_request
from flask import session as cookie

from knowledge.eligibility import Result, screen
from knowledge.facts import check, derive
from knowledge.netcost import AT_HOME, IN_INSTITUTION, Fees, NetCost, net_cost
from models import Kind, Provider, ProviderType
from web.clock import today
from web.eligibility import keeping
from web.pack import pack

VOUCHERS_TAKEN = "voucher_designated"
APPLICANTS = {Kind.ELDERCARE: "resident", Kind.CHILDCARE: "child"}
SETTINGS = {
    ProviderType.ELDER_HOME: IN_INSTITUTION,
    ProviderType.NURSING_HOME: IN_INSTITUTION,
    ProviderType.INTEGRATED_CARE: IN_INSTITUTION,
    ProviderType.RURAL_RESIDENCE: IN_INSTITUTION,
    ProviderType.HOME_CARE_STATION: AT_HOME,
}


@dataclass(frozen=True)
class Own:
    """The visitor's own person whom places of one kind take: a word for them, what is known, what they can get."""

    label: str
    facts: Mapping[str, Any]
    results: Sequence[Result]


def own_for(kind: Kind) -> Own | None:
    """None where this visitor has told of nobody whom such a place takes."""
    case = keeping.current() if keeping.COOKIE_KEY in cookie else None
    if case is None:
        return None
    people = [case.person, *case.people]
    person = next((each for each in people if each.applicant == APPLICANTS[kind]), None)
    if person is None:
        return None
    after_this_request(_keep_private)
    known = person.facts(pack())
    facts = derive(check(known, pack().facts), today())
    return Own(person.label, facts, screen(pack(), known, today()))


def cost_of(provider: Provider, results: Sequence[Result]) -> NetCost | None:
    """None where the place has reported no fee."""
    if provider.fee_unit is None or (provider.fee_min is None and provider.fee_max is None):
        return None
    setting = SETTINGS.get(provider.type)
    fees = Fees(provider.fee_min, provider.fee_max, provider.fee_unit.value, setting)
    return net_cost(fees, provider.has(VOUCHERS_TAKEN), results)


def _keep_private(response: Any) -> Any:
    """A page with somebody's own sums stays in no cache."""
    response.headers["Cache-Control"] = "no-store"
    return response
