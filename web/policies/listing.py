"""Which policies a list shows and how many there are of each sort; knows no template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.pack import Pack, Policy
from knowledge.search import Search

QUERY_LENGTH = 100
EVERYTHING = 1000
FACETS: Mapping[str, Callable[[Policy], tuple[str, ...]]] = {
    "list": lambda policy: (policy.list,),
    "category": lambda policy: (policy.category,),
    "audience": lambda policy: policy.audience,
    "office": lambda policy: policy.responsible,
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; an empty value asks nothing."""

    q: str = ""
    list: str = ""
    category: str = ""
    audience: str = ""
    office: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        given = {name: args.get(name, "").strip()[:QUERY_LENGTH] for name in ("q", *FACETS)}
        return cls(**given)

    @property
    def narrowed(self) -> bool:
        return any(getattr(self, name) for name in FACETS)

    def admits(self, policy: Policy, but: str = "") -> bool:
        """Whether the policy fits every facet, the one called `but` aside."""
        wanted = ((name, getattr(self, name)) for name in FACETS if name != but)
        return all(not value or value in FACETS[name](policy) for name, value in wanted)


@dataclass(frozen=True)
class Listing:
    """The policies found, and for each facet how many each choice would show."""

    policies: Sequence[Policy]
    counts: Mapping[str, Counter[str]]


def find(pack: Pack, search: Search, asked: Asked) -> Listing:
    candidates = _by_words(pack, search, asked.q)
    counts = {
        name: Counter(
            value
            for policy in candidates
            if asked.admits(policy, but=name)
            for value in values(policy)
        )
        for name, values in FACETS.items()
    }
    return Listing([p for p in candidates if asked.admits(p)], counts)


def _by_words(pack: Pack, search: Search, q: str) -> list[Policy]:
    if not q:
        return list(pack.policies.values())
    return [e for e in search.find(q, EVERYTHING, ("policy",)) if isinstance(e, Policy)]


def by_category(policies: Iterable[Policy]) -> dict[str, dict[str, list[Policy]]]:
    """The policies by list and then by category, in the lists' own order."""
    groups: dict[str, dict[str, list[Policy]]] = {}
    for policy in policies:
        groups.setdefault(policy.list, {}).setdefault(policy.category, []).append(policy)
    return groups
