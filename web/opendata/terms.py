"""Our closed lists as HSDS taxonomies: what kind of place, and what is to be had there.

Knows no provider. An id is made from the word, so it is the same for ever and everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from models.kinds import TAG_WORDS, TYPE_WORDS, Kind
from web.directory.labels import KINDS

NAMESPACE = UUID("0d7c9a52-33a1-4f0c-9d0e-5b1f6f2a7c11")
Item = dict[str, Any]
TAXONOMIES: Mapping[str, tuple[str, str]] = {
    "type": ("机构类型", "本站给养老、托育机构分的类型。"),
    "tag": ("服务特点", "普惠、医保定点一类的特点，依据机构所在名单。"),
}


def made(*parts: object) -> str:
    """The id of what has none of its own."""
    return str(uuid5(NAMESPACE, "/".join(map(str, parts))))


def taxonomies() -> list[Item]:
    return [
        {"id": made("taxonomy", key), "name": name, "description": says, "version": "1"}
        for key, (name, says) in TAXONOMIES.items()
    ]


def terms() -> list[Item]:
    kinds = [_term("type", kind.value, str(KINDS[kind]), None) for kind in Kind]
    types = [
        _term("type", each.value, named[0], each.kind.value) for each, named in TYPE_WORDS.items()
    ]
    return kinds + types + [_term("tag", tag, named[0], None) for tag, named in TAG_WORDS.items()]


def of_provider(type_: str, tags: set[str]) -> list[Item]:
    known = {term["code"]: term for term in terms()}
    return [known[code] for code in (type_, *sorted(tags)) if code in known]


def _term(taxonomy: str, code: str, name: str, parent: str | None) -> Item:
    term: Item = {
        "id": made("term", taxonomy, code),
        "code": code,
        "name": name,
        "description": f"{TAXONOMIES[taxonomy][0]}：{name}",
        "taxonomy": TAXONOMIES[taxonomy][0],
        "taxonomy_id": made("taxonomy", taxonomy),
        "language": "zh-Hans",
    }
    return term | ({"parent_id": made("term", taxonomy, parent)} if parent else {})
