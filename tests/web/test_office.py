"""When the staff are there: on working days only, as the setting says, and nothing is said where it says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Presence
from tests.web.talking import ask, texts
from web import create_app, office
from web.clock import SHANGHAI, now
from web.config import BadSetting, Settings

HOURS = "08:30-12:00,14:00-17:30"


@pytest.fixture
def app(settings: Settings) -> APIFlask:
    return create_app(replace(settings, OFFICE_HOURS=HOURS))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-25 08:30", True),
        ("2026-11-25 08:29", False),
        ("2026-11-25 12:00", False),
        ("2026-11-25 17:29", True),
        ("2026-11-28 09:00", False),  # a Saturday
        ("2026-10-01 09:00", False),  # National Day
        ("2026-10-10 09:00", True),  # a Saturday worked for it
    ],
)
def test_hours_hold_on_working_days(app: APIFlask, moment: str, expected: bool) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    with app.app_context():
        assert office.open_at(at) is expected


@pytest.mark.parametrize(
    "text", ["8:30-12:00", "08:30", "12:00-08:30", "25:00-26:00", "08:00-12:00,11:00-13:00"]
)
def test_hours_that_nobody_can_keep_stop_the_start(settings: Settings, text: str) -> None:
    with pytest.raises(BadSetting, match="OFFICE_HOURS"):
        create_app(replace(settings, OFFICE_HOURS=text))


def test_out_of_hours_a_screen_left_on_is_nobody_and_the_hours_are_told(
    app: APIFlask, client: FlaskClient, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    Presence.seen(rows, "甲", now())
    rows.commit()
    monkeypatch.setattr(office, "open_at", lambda _moment: False)

    assert "人工服务时间是工作日 08:30–12:00、14:00–17:30" in texts(ask(client, "转人工"))


def test_without_the_setting_no_hours_are_told(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        assert office.open_at(now())
    assert "服务时间" not in texts(ask(app.test_client(), "转人工"))
