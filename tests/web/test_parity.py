"""Two hundred made-up people through every door: the decisions are the same to the byte.

A door takes one person's answers and gives the decisions as the contract writes them. More doors are added to
`DOORS`; each is compared with what `knowledge` decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from apiflask import APIFlask
from flask import template_rendered

from knowledge.eligibility import Result, screen
from tests.knowledge.people import Person, people
from tests.web.checks import Visitor, form_value, go_through
from web.api.screenings import result_out
from web.clock import today
from web.pack import pack

SIZE, SEED = 200, 20261124
Door = Callable[[APIFlask, Person], list[dict[str, Any]]]


def by_knowledge(app: APIFlask, person: Person) -> list[dict[str, Any]]:
    with app.app_context():
        return _written(screen(pack(), person, today()))


def by_api(app: APIFlask, person: Person) -> list[dict[str, Any]]:
    body = {"facts": person, "as_of": today().isoformat()}
    answer = app.test_client().post("/api/v1/screenings", json=body)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json["results"]
    return results


def by_page(app: APIFlask, person: Person) -> list[dict[str, Any]]:
    """Every answer as a form sends it, then what the result page was given to show."""
    visitor = Visitor(app.test_client())
    sent: dict[str, Any] = {"p0-applicant": person["applicant"], "consent": "yes"}
    for fact, value in person.items():
        sent |= {f"p0-{fact}-there": "1", f"p0-{fact}": "" if value is None else form_value(value)}
    visitor.send("/check/facts", **sent)
    for fact in [name for name, value in person.items() if value is None]:
        visitor.send(f"/check/questions/{fact}", unknown="1")
    shown: list[Any] = []

    def listen(_: Any, context: dict[str, Any], **__: Any) -> None:
        shown.append(context["standing"].results)

    with template_rendered.connected_to(listen, app):
        visitor.open("/check/result")
    with app.test_request_context():
        return _written(shown[-1])


DOORS: dict[str, Door] = {"api": by_api, "page": by_page}


def _written(results: Iterable[Result]) -> list[dict[str, Any]]:
    return [result_out(result) for result in results]


def _bytes(decisions: Iterable[dict[str, Any]]) -> bytes:
    return json.dumps(list(decisions), ensure_ascii=False, sort_keys=True).encode()


@pytest.mark.parametrize("door", DOORS)
def test_every_door_decides_the_same_to_the_byte(app: APIFlask, door: str) -> None:
    different = [
        person
        for person in people(SIZE, SEED, today())
        if _bytes(DOORS[door](app, person)) != _bytes(by_knowledge(app, person))
    ]

    assert different == []


def test_asking_only_what_matters_decides_no_worse(app: APIFlask) -> None:
    """The page stops early: what it shows then is what all the answers would have shown."""
    for person in people(20, SEED + 1, today()):
        visitor = Visitor(app.test_client())
        asked = go_through(visitor, person)
        known = {name: person.get(name) for name in ("applicant", *asked)}
        full, part = by_knowledge(app, person), by_knowledge(app, known)

        assert _statuses(part) == _statuses(full)


def _statuses(decisions: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {each["benefit_id"]: each["status"] for each in decisions}
