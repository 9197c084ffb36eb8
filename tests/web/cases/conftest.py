"""Two advisors, and a way to open a case through the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from models import ClientCase
from tests.web.inbox.desk import Advisor

OLD = {"p0-applicant": "resident", "p0-birth_date": "1940-03-05", "p0-local_hukou": "true"}
FORM = {"alias": "王阿姨", "consent": "2026-11", "save": "1", **OLD}
Open = Callable[..., ClientCase]


@pytest.fixture
def one(app: APIFlask) -> Advisor:
    return Advisor(app, "甲")


@pytest.fixture
def other(app: APIFlask) -> Advisor:
    return Advisor(app, "乙")


@pytest.fixture
def open_case(one: Advisor, rows: Session) -> Open:
    def opened(**given: Any) -> ClientCase:
        answer = one.send("/counter/cases/new", **{**FORM, **given})
        assert answer.status_code == 303, answer.text
        rows.rollback()
        return rows.get_one(ClientCase, answer.location.rsplit("/", 1)[1])

    return opened


def again(rows: Session, case: ClientCase) -> ClientCase:
    rows.rollback()
    return rows.get_one(ClientCase, case.id, populate_existing=True)
