"""One page a provider: what a family asks first, first; and its address as a code to point a phone at."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from models import Provider, twins
from web.clock import now, today
from web.db import session
from web.directory import answers, asking, calling, starting
from web.directory.asking import Asked
from web.directory.door import bp
from web.directory.drawing import code_of
from web.directory.linked_data import full_address, linked_data
from web.eligibility import costing
from web.findable import public_address
from web.pack import pack


@bp.get("/<uuid:provider_id>")
def show(provider_id: UUID) -> ResponseReturnValue:
    if kept := twins.leads_to(session(), provider_id):
        return redirect(url_for("directory.show", provider_id=kept, near=request.args.get("near")))
    provider = session().get(Provider, provider_id) or abort(404)
    own = costing.own_for(provider.kind)
    address = _address(provider_id)
    return render_template(
        "directory/provider.html",
        provider=provider,
        first=answers.first(provider, own, begun(), now()),
        further=answers.further(provider, today()),
        own=own,
        cost=costing.cost_of(provider, own.results) if own else None,
        numbers=calling.numbers(provider.phone),
        stale=answers.stale(provider, today()),
        address=address,
        day=today(),
        checks=answers.checks(provider, today()),
        full_address=full_address(provider),
        linked_data=linked_data(provider, address),
    )


@bp.get("/<uuid:provider_id>/code.svg")
def code(provider_id: UUID) -> Response:
    if session().get(Provider, provider_id) is None:
        abort(404)
    return code_of(_address(provider_id))


def _address(provider_id: UUID) -> str:
    """As it is shared: without where anybody set out from."""
    return public_address(url_for("directory.show", provider_id=provider_id))


def begun() -> Asked:
    """Where the visitor sets out from, as the list handed it on; what is no place is not asked."""
    near = MultiDict({"near": request.args.get("near", "")})
    return asking.read(near, request.cookies.get(starting.HERE, ""), pack())
