"""An advisor at the counter."""

from __future__ import annotations

import pytest
from apiflask import APIFlask

from tests.web.inbox.desk import Advisor


@pytest.fixture
def one(app: APIFlask) -> Advisor:
    return Advisor(app, "甲")
