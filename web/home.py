"""The first page, the search over everything, and what this site is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from apiflask import APIBlueprint
from flask import render_template, request

from knowledge.danger import first
from knowledge.pack import Benefit, Deadline
from knowledge.reading import mask
from web.clock import today
from web.finding import look
from web.pack import pack, search

# What people ask for most, in this order; a pack without one of them simply shows the others.
MOST_ASKED = (
    "home_care_service_subsidy",
    "old_age_allowance",
    "childrearing_subsidy",
    "disability_care_voucher",
    "inclusive_childcare",
    "residential_utility_pricing",
)
FOUND_ENTRIES, FOUND_PROVIDERS, QUERY_LENGTH = 12, 5, 100
bp = APIBlueprint("home", __name__, enable_openapi=False)


class Due(NamedTuple):
    """A day not to be missed, and how many days are left."""

    benefit: Benefit
    deadline: Deadline
    days: int


@bp.get("/")
def index() -> str:
    benefits = pack().benefits
    asked = [benefits[each] for each in MOST_ASKED if each in benefits]
    coming = due(benefits.values(), today())
    return render_template("home/index.html", asked=asked, due=coming, day=today())


@bp.get("/search")
def find() -> str:
    """Policies, benefits, guides and figures first, then providers whose name or place fits."""
    asked = request.args.get("q", "")[:QUERY_LENGTH].strip()
    query = mask(asked).text
    entries = search().find(query, FOUND_ENTRIES) if query else []
    providers = look({"q": query}, FOUND_PROVIDERS).items if query else []
    danger = first(asked, pack()) if asked else None
    return render_template(
        "home/search.html", q=query, entries=entries, providers=providers, first=danger
    )


@bp.get("/about")
def about() -> str:
    return render_template("home/about.html")


@bp.get("/privacy")
def privacy() -> str:
    """What is kept of people, why, how long, and what they can do about it."""
    return render_template("home/privacy.html")


@bp.get("/accessibility")
def accessibility() -> str:
    """What was checked for people who see, hear, move or read with difficulty, and what is not perfect."""
    return render_template("home/accessibility.html")


def due(benefits: Iterable[Benefit], day: date) -> list[Due]:
    """Deadlines still ahead, the nearest first."""
    ahead = [
        Due(benefit, deadline, (deadline.day - day).days)
        for benefit in benefits
        for deadline in benefit.deadlines
        if deadline.day >= day
    ]
    return sorted(ahead, key=lambda each: each.days)
