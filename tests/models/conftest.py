"""A migrated database of each kind, a session on it, and a short way to add a provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Kind, Precision, Provider, ProviderType
from models.migrating import upgrade
from models.session import make_engine, make_sessions

DAY = date(2026, 11, 1)
Add = Callable[..., Provider]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    upgrade(database_url)
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine)() as opened:
        yield opened


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


@pytest.fixture
def add(session: Session) -> Add:
    def add_one(**given: Any) -> Provider:
        provider = a_provider(**given)
        session.add(provider)
        session.flush()
        return provider

    return add_one


@pytest.fixture
def names(session: Session) -> Callable[..., list[str]]:
    """The names that a search finds, in its order."""
    return lambda **criteria: [p.name for p in session.scalars(Provider.search(**criteria))]
