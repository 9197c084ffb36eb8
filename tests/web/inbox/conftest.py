"""Two advisors at one desk."""

from __future__ import annotations

import pytest
from apiflask import APIFlask

from tests.web.inbox.desk import Advisor


@pytest.fixture
def one(app: APIFlask) -> Advisor:
    return Advisor(app, "甲")


@pytest.fixture
def other(app: APIFlask) -> Advisor:
    return Advisor(app, "乙")
