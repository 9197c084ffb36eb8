"""Two hundred made-up people through every door: the decisions are the same to the byte.

A door takes people's answers and gives, for each, the facts it came to know and the decisions as the contract writes
them. Each is compared with what `knowledge` decides on those facts, and its statuses with those of the whole person.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from apiflask import APIFlask
from flask import template_rendered

from bot.actions import checking
from knowledge.eligibility import Result, screen
from knowledge.pack import Pack
from tests.bot.form_filling import fill
from tests.bot.saying import Talk
from tests.knowledge.people import Person, people
from tests.web.checks import Visitor, form_value, go_through
from web.api.screenings import result_out
from web.clock import today
from web.pack import pack

SIZE, SEED = 200, 20261124
Decisions = list[dict[str, Any]]


class Told(NamedTuple):
    """What a door knew of a person, and what it decided."""

    facts: Person
    decisions: Decisions


Door = Callable[[APIFlask, Sequence[Person], Path], Iterator[Told]]


def by_api(app: APIFlask, everybody: Sequence[Person], _: Path) -> Iterator[Told]:
    for person in everybody:
        body = {"facts": person, "as_of": today().isoformat()}
        answer = app.test_client().post("/api/v1/screenings", json=body)
        assert answer.status_code == 200, answer.text
        yield Told(person, answer.json["results"])


def by_page(app: APIFlask, everybody: Sequence[Person], _: Path) -> Iterator[Told]:
    """Every answer as a form sends it, then what the result page was given to show."""
    for person in everybody:
        visitor, shown = Visitor(app.test_client()), list[Any]()
        send_all(visitor, person)

        def listen(_: Any, context: dict[str, Any], *, shown: list[Any] = shown, **__: Any) -> None:
            shown.append(context["standing"].results)

        with template_rendered.connected_to(listen, app):
            visitor.open("/check/result")
        yield Told(person, written(app, shown[-1]))


def send_all(visitor: Visitor, person: Person) -> None:
    sent: dict[str, Any] = {"p0-applicant": person["applicant"], "consent": "yes"}
    for fact, value in person.items():
        sent |= {f"p0-{fact}-there": "1", f"p0-{fact}": "" if value is None else form_value(value)}
    visitor.send("/check/facts", **sent)
    for fact in [name for name, value in person.items() if value is None]:
        visitor.send(f"/check/questions/{fact}", unknown="1")


def by_bot(app: APIFlask, everybody: Sequence[Person], _: Path) -> Iterator[Told]:
    """The form answered in words and with its buttons, then what the last reply was made of."""
    with app.app_context():
        known = pack()
    for person in everybody:
        told, results = talked(known, person)
        yield Told(told, written(app, results))


def talked(known: Pack, person: Person) -> tuple[Person, Sequence[Result]]:
    talk = Talk(known)
    with patch.object(checking, "outcome", wraps=checking.outcome) as shown:
        told, _ = fill(known, person, lambda text: talk.say(text, today()))
    return told, shown.call_args.args[2]


def by_table(app: APIFlask, everybody: Sequence[Person], folder: Path) -> Iterator[Told]:
    """`flask screen` over all of them at once; a table tells the statuses and no more."""
    with app.app_context():
        facts, benefits = list(pack().facts), list(pack().benefits)
    listed, result = folder / "people.csv", folder / "result.csv"
    with listed.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerows([facts, *([cell(person, fact) for fact in facts] for person in everybody)])
    done = app.test_cli_runner().invoke(args=["screen", str(listed), "--output", str(result)])
    assert done.exit_code == 0, done.output
    with result.open(encoding="utf-8-sig", newline="") as lines:
        for person, row in zip(everybody, csv.DictReader(lines), strict=True):
            statuses = [(name, row[name]) for name in benefits if row[name]]
            yield Told(person, [{"benefit_id": name, "status": is_} for name, is_ in statuses])


def cell(person: Person, fact: str) -> str:
    value = person.get(fact, "")
    if value is None:
        return "不清楚"
    return "|".join(value) if isinstance(value, list) else str(value)


DOORS: dict[str, Door] = {"api": by_api, "page": by_page, "bot": by_bot, "table": by_table}


def by_knowledge(app: APIFlask, person: Person) -> Decisions:
    with app.app_context():
        return written(app, screen(pack(), person, today()))


def written(app: APIFlask, results: Iterable[Result]) -> Decisions:
    with app.test_request_context():
        return [result_out(result) for result in results]


def in_bytes(decisions: Decisions) -> bytes:
    return json.dumps(decisions, ensure_ascii=False, sort_keys=True).encode()


def statuses(decisions: Decisions) -> bytes:
    """In the order of the benefits: a table has no other."""
    found = {each["benefit_id"]: each["status"] for each in decisions}
    return json.dumps(found, sort_keys=True).encode()


def test_every_door_decides_the_same_to_the_byte(app: APIFlask, tmp_path: Path) -> None:
    everybody = list(people(SIZE, SEED, today()))
    whole = [by_knowledge(app, person) for person in everybody]
    for door, decide in DOORS.items():
        for right, told in zip(whole, decide(app, everybody, tmp_path), strict=True):
            assert statuses(told.decisions) == statuses(right), (door, told.facts)
            if door != "table":
                expected = by_knowledge(app, told.facts)
                assert in_bytes(told.decisions) == in_bytes(expected), (door, told.facts)


def test_asking_only_what_matters_decides_no_worse(app: APIFlask) -> None:
    """The page stops early: what it shows then is what all the answers would have shown."""
    for person in people(20, SEED + 1, today()):
        visitor = Visitor(app.test_client())
        asked = go_through(visitor, person)
        known = {name: person.get(name) for name in ("applicant", *asked)}
        full, part = by_knowledge(app, person), by_knowledge(app, known)

        assert statuses(part) == statuses(full)
