"""The list of providers and one page each; how a search is done is `models`'."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint
from flask import abort, render_template
from flask.sansio.blueprints import BlueprintSetupState

from models import Provider
from web.db import session
from web.directory import labels, listing, saying
from web.eligibility import costing

bp = APIBlueprint("directory", __name__, url_prefix="/providers", enable_openapi=False)


@bp.record_once
def _hand_words_to_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(labels.words(), saying=saying)


bp.get("")(listing.index)


@bp.get("/<uuid:provider_id>")
def show(provider_id: UUID) -> str:
    provider = session().get(Provider, provider_id) or abort(404)
    own = costing.own_for(provider.kind)
    cost = costing.cost_of(provider, own.results) if own is not None else None
    return render_template(
        "directory/provider.html", provider=provider, cost=cost, checked=own is not None
    )
