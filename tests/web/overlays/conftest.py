"""What would be begun beside the site is noted instead: these tests look at figures, not at a second process."""

from __future__ import annotations

import pytest

from web import background

Begun = list[tuple[str, ...]]


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    noted: Begun = []
    monkeypatch.setattr(background, "run", lambda *words: noted.append(words))
    return noted
