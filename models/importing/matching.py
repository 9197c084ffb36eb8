"""Which provider a row is about: by registration number first, then by name and district.

Reads what is there, writes nothing. A row that could be about several is refused rather than guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models import words
from models.importing.row import Row
from models.provider import Provider

Identity = tuple[str, str]


class Matcher:
    """The real providers of one kind, and the rows seen so far."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._by_number: dict[str, Provider] = {}
        self._by_name: dict[Identity, list[Provider]] = defaultdict(list)
        self._rows_by_number: dict[str, int] = {}
        self._rows_by_name: dict[Identity, list[tuple[int, str | None]]] = defaultdict(list)
        for provider in providers:
            if provider.registration_number:
                self._by_number[provider.registration_number] = provider
            self._by_name[_identity(provider.name, provider.district)].append(provider)

    def match(self, row: Row) -> Provider | None:
        """The provider that is there already, or None for a new one; notes a problem if unclear."""
        number: str | None = row.values.get("registration_number")
        identity = _identity(row.values["name"], row.values["district"])
        earlier = self._earlier(number, identity)
        if earlier:
            row.trouble("name", f"与第 {earlier} 行是同一家：请只留一行，或填上各自的备案编号")
            return None
        self._rows_by_name[identity].append((row.number, number))
        if number:
            self._rows_by_number[number] = row.number
            if number in self._by_number:
                return self._by_number[number]
        return self._named(row, number, identity)

    def _named(self, row: Row, number: str | None, identity: Identity) -> Provider | None:
        same = self._by_name.get(identity, [])
        # With a number of its own the row is nobody who is registered under another.
        possible = [each for each in same if not number or not each.registration_number]
        if len(possible) > 1:
            row.trouble("registration_number", "本区县有多家同名机构：请填备案编号以便区分")
            return None
        return possible[0] if possible else None

    def _earlier(self, number: str | None, identity: Identity) -> int | None:
        if number and number in self._rows_by_number:
            return self._rows_by_number[number]
        for row_number, theirs in self._rows_by_name.get(identity, []):
            if not number or not theirs:
                return row_number
        return None


def _identity(name: str, district: str) -> Identity:
    return words.compact(name), district
