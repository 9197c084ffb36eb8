"""A provider for a test in a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models import Kind, Precision, Provider, ProviderType

DAY = date(2026, 11, 1)
Add = Callable[..., Provider]
Names = Callable[..., list[str]]


def a_provider(**given: Any) -> Provider:
    """A plain real provider; figures get the day they need."""
    kind = given.setdefault("kind", Kind.ELDERCARE)
    childcare = kind == Kind.CHILDCARE
    given.setdefault("type", ProviderType.NURSERY if childcare else ProviderType.ELDER_HOME)
    given.setdefault("name", "松鹤养老院")
    given.setdefault("district", "海州区")
    given.setdefault("source", "测试名单")
    given.setdefault("verified_on", DAY)
    for figure, day in (("capacity", "capacity_on"), ("vacancies", "vacancies_on")):
        if figure in given:
            given.setdefault(day, DAY)
    if "lat" in given:
        given.setdefault("location_precision", Precision.EXACT)
    return Provider(**given)
