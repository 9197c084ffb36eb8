"""The real hashing with the smallest parameters: its full cost at every sign-in would be most of the tests' time."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher, profiles
from sqlalchemy.orm import Session

from tests.web.staff_pages import staff_pages
from web.handed_in import HandedIn
from web.staff import passwords


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher.from_parameters(profiles.CHEAPEST))


@pytest.fixture
def staff_addresses(app: APIFlask, rows: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every page behind the sign-in, for an admin; no list is begun while they are looked at."""
    monkeypatch.setattr(HandedIn, "see_to_it", lambda _self, _opened: None)
    return staff_pages(app, rows)
