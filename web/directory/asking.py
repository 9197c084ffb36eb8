"""From the address of a list page to a search: the same parameters as the JSON, read by the same schema.

What is left blank in a form is not asked. What makes no sense is said, by field, and nothing is searched:
a search without a filter that somebody set would look like an answer to it. Knows no template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from knowledge.pack import Pack
from models.criteria import BadSearch, Criteria
from web.api.provider_query import Filters, criteria, says
from web.directory.starting import NoStart, Start, start

SCHEMA = Filters()
NAMES = tuple(SCHEMA.fields)
SEVERAL = ("tag",)
TOGETHER = {"near": ("radius_km", "sort"), "district": ("street",)}  # one goes with the other
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """`given` as the address has it, `wrong` what to mend by field."""

    given: Given
    criteria: Criteria = field(default_factory=Criteria)
    wrong: Mapping[str, str] = field(default_factory=dict)
    start: Start | None = None

    @property
    def kind(self) -> str | None:
        kind = self.criteria.get("kind")
        return kind.value if kind else None

    def typed(self, name: str) -> str:
        """What stands in a field, to be mended or added to."""
        return next(iter(self.given.get(name, ())), "")

    def address(self, **changes: Any) -> dict[str, Sequence[str]]:
        """The same search as parameters of an address, with changes; None takes away."""
        merged = {**self.given, **{name: _listed(value) for name, value in changes.items()}}
        return {name: values for name, values in merged.items() if values}

    def without(self, name: str, value: str | None = None) -> dict[str, Sequence[str]]:
        """The same search less one criterion, or less one of its values."""
        if value is not None:
            return self.address(**{name: [v for v in self.given.get(name, ()) if v != value]})
        return self.address(**dict.fromkeys((name, *TOGETHER.get(name, ()))))


def read(args: MultiDict[str, str], kept: str, pack: Pack) -> Asked:
    """`kept` is the visitor's own place as their browser keeps it."""
    filled = {name: [v.strip() for v in args.getlist(name) if v.strip()] for name in NAMES}
    given = {n: values if n in SEVERAL else values[:1] for n, values in filled.items() if values}
    asked = Asked(given)
    try:
        begun = start(asked.typed("near"), kept, pack.places) if asked.typed("near") else None
    except NoStart as nowhere:
        return replace(asked, wrong={"near": str(nowhere.says)})
    try:
        loaded = SCHEMA.load(_plain(asked.given, begun))
        return replace(asked, criteria=criteria(loaded), start=begun)
    except ValidationError as wrong:
        return replace(asked, wrong=_first(wrong.messages_dict), start=begun)
    except BadSearch as wrong:
        return replace(asked, wrong={wrong.field: str(says(wrong))}, start=begun)


def _plain(given: Given, begun: Start | None) -> dict[str, Any]:
    plain: dict[str, Any] = {
        name: list(values) if name in SEVERAL else values[0] for name, values in given.items()
    }
    if begun and begun.point:
        plain["near"] = begun.point
    elif begun and begun.within:
        # No point of it is known: what lies within it is as near as can be said.
        for name in ("near", *TOGETHER["near"]):
            plain.pop(name, None)
        district = begun.within.kind == "district"
        plain.setdefault("district", begun.within.district)
        plain |= {} if district or "street" in plain else {"street": begun.within.name}
    return plain


def _first(messages: Mapping[str, Any]) -> dict[str, str]:
    """One sentence a field, however deep it lies."""
    return {name: _sentence(said) for name, said in messages.items()}


def _sentence(said: Any) -> str:
    while not isinstance(said, str):
        said = next(iter(said.values() if isinstance(said, Mapping) else said))
    return said


def _listed(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (str(value),)
