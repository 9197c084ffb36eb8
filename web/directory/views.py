"""The list of providers and one page each; how a search is done is `models`'."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import abort, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from models import Provider
from models.criteria import BadSearch
from models.kinds import CHILDCARE_TYPES, ELDERCARE_TYPES, Kind
from web.db import session
from web.directory import asking, labels, places, saying
from web.eligibility import costing
from web.pack import pack

A_PAGE = 20
bp = APIBlueprint("directory", __name__, url_prefix="/providers", enable_openapi=False)


@bp.record_once
def _hand_words_to_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(labels.words(), saying=saying)


@bp.get("")
def index() -> str | Response:
    asked = asking.criteria(request.args)
    try:
        found = Provider.page(session(), limit=A_PAGE, cursor=request.args.get("cursor"), **asked)
    except BadSearch as wrong:
        if wrong.field != "cursor":
            abort(400)
        return redirect(url_for("directory.index", **asking.address(asked)), 303)
    return render_template(
        "directory/index.html",
        asked=asked,
        found=found,
        address=asking.address,
        choices=_choices(asked.get("kind")),
        streets=places.by_district(pack(), asked.get("district")),
    )


@bp.get("/<uuid:provider_id>")
def show(provider_id: UUID) -> str:
    provider = session().get(Provider, provider_id) or abort(404)
    own = costing.own_for(provider.kind)
    cost = costing.cost_of(provider, own.results) if own is not None else None
    return render_template(
        "directory/provider.html", provider=provider, cost=cost, checked=own is not None
    )


def _choices(kind: Kind | None) -> dict[str, list[tuple[str, Any]]]:
    types = [each for each in ELDERCARE_TYPES + CHILDCARE_TYPES if kind in (None, each.kind)]
    return {
        "type": [(each.value, labels.TYPES[each]) for each in types],
        "district": [(p.name, p.name) for p in pack().places if p.kind == "district"],
        "ownership": list(labels.OWNERSHIPS.items()),
        "sort": list(labels.SORTS.items()),
    }
