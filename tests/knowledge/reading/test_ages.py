"""Ages and births as people say them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.reading import Reading
from tests.knowledge.reading.tables import expected, rows

AGES = ("age", "birth_date", "child_age_months", "child_birth_date", "child_birth_month")


@pytest.mark.parametrize(("section", "text", "facts"), rows("ages.yml"))
def test_an_age_is_read_as_it_was_meant(
    section: str, text: str, facts: dict[str, Any], read: Callable[[str], Reading]
) -> None:
    found = {fact: value for fact, value in read(text).facts.items() if fact in AGES}

    assert found == {fact: expected(value) for fact, value in facts.items()}
