"""A local figure's value in words, for those who propose and approve it. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.pack import Amount
from knowledge.wording import amount as amount_in_words
from web.overlays.forms import LABELS


def in_words(kind: str, value: Mapping[str, Any]) -> str:
    if kind == "amount":
        return _amount(value)
    if kind == "bands":
        return "；".join(f"{band['label']}：{_amount(band)}" for band in value["bands"])
    if kind == "groups":
        return "、".join(_group(each) for each in value["groups"])
    if kind == "tariff":
        return f"{value['price']:g}"
    told = {str(LABELS.get(n, n)): text for n, text in value.items() if n != "documents"}
    said = [f"{name} {text}" for name, text in told.items()]
    return "；".join([*said, *(["、".join(value["documents"])] if "documents" in value else [])])


def _group(group: Any) -> str:
    return group if isinstance(group, str) else str(group.get("because") or group)


def _amount(value: Mapping[str, Any]) -> str:
    return amount_in_words(Amount(value.get("min"), value.get("max"), value["unit"], value["form"]))
