"""The values of a pack out of the mappings its files hold, one function a kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge import parsing
from knowledge.pack import (
    Apply,
    AskedFrom,
    Benefit,
    Conflict,
    FactSpec,
    Figure,
    Guide,
    OpenPoint,
    Option,
    Place,
    PlacePoint,
    Policy,
    Tariff,
)


def _common(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": data["id"],
        "summary": data["summary"].strip(),
        "topic": data.get("topic"),
        "answer": (data.get("answer") or data["summary"]).strip(),
        "facets": data.get("facets") or {},
        "ask": tuple(data.get("ask") or ()),
    }


def _points(data: Mapping[str, Any]) -> tuple[OpenPoint, ...]:
    return tuple(OpenPoint(point["id"], point["says"]) for point in data.get("open") or ())


def _many(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: tuple(data.get(name) or ()) for name in names}


def policy(data: Mapping[str, Any]) -> Policy:
    list_name, _, number = data["id"].partition("-")
    return Policy(
        **_common(data),
        title=data["title"],
        side=data.get("side") or (list_name if list_name != "plan" else "both"),
        list=list_name,
        number=int(number),
        category=data["category"],
        strength=data["strength"],
        open=_points(data),
        **_many(data, "audience", "responsible", "benefits", "guides", "figures", "related"),
    )


def benefit(data: Mapping[str, Any]) -> Benefit:
    apply = data["apply"]
    conflicts = data.get("conflicts") or ()
    return Benefit(
        **_common(data),
        title=data["name"],
        side=data.get("side", "both"),
        applicant=data["applicant"],
        strength=data["strength"],
        apply=Apply(
            apply["where"],
            tuple(apply.get("documents") or ()),
            apply.get("online"),
            apply.get("certainty", "unconfirmed"),
        ),
        versions=tuple(
            parsing.version(v, "versions", index) for index, v in enumerate(data["versions"])
        ),
        open=_points(data),
        conflicts=tuple(Conflict(c["with"], c["certainty"], c["says"]) for c in conflicts),
        deadlines=tuple(
            parsing.deadline(d, "deadlines", index)
            for index, d in enumerate(data.get("deadlines") or ())
        ),
        **_many(data, "also_applicants", "aliases", "guides", "policies", "notes"),
    )


def guide(data: Mapping[str, Any]) -> Guide:
    return Guide(
        **_common(data),
        title=data["title"],
        side=data.get("side", "both"),
        certainty=data["certainty"],
        sources=tuple(parsing.source(one) for one in data.get("sources") or ()),
        open=_points(data),
        **_many(data, "audience", "steps", "benefits", "policies", "contacts"),
    )


def figure(data: Mapping[str, Any]) -> Figure:
    value = data["value"]
    return Figure(
        **_common({**data, "topic": data.get("topic", "city_figures")}),
        title=data["title"],
        side=data.get("side", "both"),
        value=tuple(value) if isinstance(value, list) else value,
        display=data["display"],
        unit=data["unit"],
        as_of=data["as_of"],
        target=data["target"],
        certainty=data.get("certainty", "stated"),
        locator=data["locator"],
        **_many(data, "policies"),
    )


def fact(data: Mapping[str, Any]) -> FactSpec:
    options = tuple(Option(*pair) for pair in (data.get("options") or {}).items())
    rest = {k: v for k, v in data.items() if k not in ("options", "applicants")}
    flags = {"sensitive": False, "attainable": False, **rest}
    if "asked_from" in data:
        flags["asked_from"] = AskedFrom(**data["asked_from"])
    return FactSpec(applicants=tuple(data.get("applicants") or ()), options=options, **flags)


def tariff(data: Mapping[str, Any]) -> Tariff:
    sources = tuple(parsing.source(one) for one in data.get("sources") or ())
    rates: Iterable[Mapping[str, Any]] = data["rates"]
    return Tariff(data["id"], data["name"], data["unit"], tuple(rates), sources, _points(data))


def tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as tuples, so that what is built from them cannot change."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}


def place(data: Mapping[str, Any]) -> Place:
    point = data.get("point")
    return Place(**{**tuples(data), "point": PlacePoint(**point) if point else None})
