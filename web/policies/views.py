"""One page an entry of the pack and one list a kind; knows nothing of persons and their facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TypeVar

from apiflask import APIBlueprint
from flask import abort, render_template, request

from knowledge.pack import AnyEntry, Benefit, Entry
from web.clock import today
from web.pack import pack, search
from web.policies import listing, reading
from web.words import AUDIENCES, LISTS, SIDES

E = TypeVar("E", bound=Entry)
bp = APIBlueprint("policies", __name__, enable_openapi=False)


@bp.get("/policies")
def index() -> str:
    asked = listing.Asked.of(request.args)
    found = listing.find(pack(), search(), asked)
    groups = None if asked.q else listing.by_category(found.policies)
    choices = {
        "list": LISTS.items(),
        "audience": AUDIENCES.items(),
        "category": [(each, each) for each in sorted(found.counts["category"])],
        "office": [(each.id, each.name) for each in pack().offices.values()],
    }
    return render_template(
        "policies/index.html", asked=asked, found=found, groups=groups, choices=choices
    )


@bp.get("/policies/<entry_id>")
def policy(entry_id: str) -> str:
    shown = _known(pack().policies, entry_id)
    offices = [pack().offices[each] for each in shown.responsible]
    related = _entries((*shown.benefits, *shown.guides, *shown.figures, *shown.related))
    return render_template("policies/policy.html", entry=shown, offices=offices, related=related)


@bp.get("/benefits")
def benefits() -> str:
    groups = {
        who: [each for each in pack().benefits.values() if who in _applicants(each)]
        for who in AUDIENCES
    }
    return render_template("policies/benefits.html", groups=groups)


@bp.get("/benefits/<entry_id>")
def benefit(entry_id: str) -> str:
    shown = _known(pack().benefits, entry_id)
    version = shown.version_on(today())
    related = _entries((*shown.policies, *shown.guides))
    return render_template(
        "policies/benefit.html",
        entry=shown,
        version=version,
        conditions=reading.read(version.when, shown.point) if version else None,
        conflicts=[(pack().benefits.get(c.benefit), c) for c in shown.conflicts],
        deadlines=[each for each in shown.deadlines if each.day >= today()],
        related=related,
    )


@bp.get("/guides")
def guides() -> str:
    return render_template("policies/guides.html", groups=_by_side(pack().guides.values()))


@bp.get("/guides/<entry_id>")
def guide(entry_id: str) -> str:
    shown = _known(pack().guides, entry_id)
    calls = [pack().hotlines[each] for each in shown.contacts]
    related = _entries((*shown.benefits, *shown.policies))
    return render_template("policies/guide.html", entry=shown, calls=calls, related=related)


@bp.get("/figures")
def figures() -> str:
    return render_template("policies/figures.html", groups=_by_side(pack().figures.values()))


@bp.get("/figures/<entry_id>")
def figure(entry_id: str) -> str:
    shown = _known(pack().figures, entry_id)
    return render_template("policies/figure.html", entry=shown, related=_entries(shown.policies))


def _known(entries: Mapping[str, E], entry_id: str) -> E:
    return entries.get(entry_id) or abort(404)


def _entries(ids: Iterable[str]) -> list[AnyEntry]:
    found = (pack().entry(each) for each in dict.fromkeys(ids))
    return [each for each in found if each is not None]


def _applicants(benefit: Benefit) -> tuple[str, ...]:
    return (benefit.applicant, *benefit.also_applicants)


def _by_side(entries: Iterable[E]) -> dict[str, list[E]]:
    order = list(SIDES)
    ordered = sorted(entries, key=lambda each: order.index(each.side))
    return {side: list(each) for side, each in groupby(ordered, key=lambda e: e.side)}
