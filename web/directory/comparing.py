"""Up to four places side by side, by the same questions as on their pages; the address holds ids and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.netcost import NetCost
from models import Provider
from web.clock import now, today
from web.db import session
from web.directory import answers, calling
from web.directory.answers import Answer
from web.directory.door import bp
from web.directory.drawing import code_of
from web.directory.page import begun
from web.eligibility import costing
from web.eligibility.costing import Own
from web.findable import public_address

AT_MOST = 4
READ_AT_MOST = 20  # an address may name any number; nobody picks from more


@dataclass(frozen=True)
class Column:
    """One place; `cost` is None where it has no fee, or where nothing is known of a person it would take."""

    provider: Provider
    own: Own | None
    cost: NetCost | None
    stale: bool
    numbers: Sequence[calling.Number]
    checks: Mapping[str, answers.Dated]


@dataclass(frozen=True)
class Row:
    """One question; `differs` where what is known is not the same everywhere."""

    key: str
    question: str
    answers: Sequence[Answer | None]

    @property
    def differs(self) -> bool:
        return len({each.answer for each in self.answers if each and each.answer}) > 1

    @property
    def unknown(self) -> bool:
        """Asked of all and known of none, with nothing beside it: said once for all."""
        return all(each and not each.answer and not each.more for each in self.answers)


@bp.get("/compare")
def compare() -> ResponseReturnValue:
    asked = request.args.getlist("id")[:READ_AT_MOST]
    found = named(asked)
    missing = len({_key(each) or each for each in asked} - {each.id for each in found})
    many = len(found) > AT_MOST
    columns = [] if many else [_column(each) for each in found]
    page = render_template(
        "directory/compare.html",
        found=found,
        missing=missing,
        many=many,
        at_most=AT_MOST,
        columns=columns,
        rows=_rows(columns),
        address=_address(found),
        code=url_for("directory.compare_code", **_ids(found)),
        day=today(),
    )
    return page, 422 if many else 404 if missing and not found else 200


@bp.get("/compare/code.svg")
def compare_code() -> Response:
    found = named(request.args.getlist("id")[:READ_AT_MOST])
    if not 0 < len(found) <= AT_MOST:
        abort(404)
    return code_of(_address(found))


def _address(found: Sequence[Provider]) -> str:
    return public_address(url_for("directory.compare", **_ids(found)))


def _ids(found: Sequence[Provider]) -> dict[str, Any]:
    return {"id": [str(each.id) for each in found]}


def named(ids: Sequence[str]) -> list[Provider]:
    """Those there are, each once, in the order named; what is no id of ours is left out."""
    keys = [key for each in dict.fromkeys(ids) if (key := _key(each))]
    found = (session().get(Provider, key) for key in dict.fromkeys(keys))
    return [each for each in found if each is not None]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _column(provider: Provider) -> Column:
    own = costing.own_for(provider.kind)
    cost = costing.cost_of(provider, own.results) if own else None
    return Column(
        provider,
        own,
        cost,
        answers.stale(provider, today()),
        calling.numbers(provider.phone),
        answers.checks(provider, today()),
    )


def _rows(columns: Sequence[Column]) -> list[Row]:
    """A question that is not asked of one kind of place has no answer there."""
    start, moment = begun(), now()
    said = [
        [
            *answers.first(each.provider, each.own, start, moment),
            *answers.further(each.provider, today()),
        ]
        for each in columns
    ]
    keys = dict.fromkeys(answer.key for each in said for answer in each)
    by_key = [{answer.key: answer for answer in each} for each in said]
    return [_row(key, [each.get(key) for each in by_key]) for key in keys]


def _row(key: str, said: Sequence[Answer | None]) -> Row:
    questions = dict.fromkeys(each.question for each in said if each)
    return Row(key, " / ".join(questions), said)
