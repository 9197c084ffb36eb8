"""The real hashing with the smallest parameters: its full cost at every sign-in would be most of the tests' time."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, profiles

from web.staff import passwords


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher.from_parameters(profiles.CHEAPEST))
