"""Whatever a form holds, the screen and the sheet answer it: a page, or a word about what to mend, never a fault."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.staff_client import sign_in

KEYS = ("p0", "p1", "p9", "p999")
FACTS = (
    "applicant", "label", "age", "birth_date", "district", "care_level", "care_hint", "living", "income_status",
    "local_hukou", "child_birth_month", "child_age_months", "children_count", "disability_grade", "unknown", "no_such",
)  # fmt: skip
VALUES = (
    "", "82", "-1", "1e9", "９９", "9" * 400, "true", "false", "resident", "child", "worker", "taxpayer", "zz", "海州区",
    "moderate", "mild|severe", "|", "2019-02-30", "1944-03-18", "2026-13", "alone", "低保", "care_level", "\x00", "a" * 5000,
)  # fmt: skip
PRESSED = (
    "",
    "p0-age=82",
    "p0-local_hukou=true",
    "p0-care_level=unknown",
    "p1",
    "p0",
    "p0-age",
    "p7-x=1",
    "=",
    "-",
)
SAID = (
    "",
    "82 海州 低保",
    "妈妈82岁，老大2岁",
    "尊老金怎么领",
    "老人",
    "摔倒了",
    "‮",
    "p0-applicant",
    "320705194403181234",
)
FIELDS = st.dictionaries(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(FACTS)).map("-".join),
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=2),
    max_size=8,
)
BUTTONS = st.fixed_dictionaries(
    {},
    optional={
        "answer": st.sampled_from(PRESSED), "gone": st.sampled_from(PRESSED), "look": st.sampled_from(PRESSED),
        "person": st.sampled_from(KEYS), "near": st.sampled_from(VALUES), "slip": st.sampled_from(VALUES),
        "agreed": st.sampled_from(("yes", "no")), "paper": st.sampled_from(("a4", "80mm", "zz")),
        "text": st.sampled_from(SAID),
    },
)  # fmt: skip


@pytest.fixture
def desk(app: APIFlask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    sign_in(client, "advisor")
    return client


@pytest.mark.parametrize("door", ["/counter", "/counter/hand-out", "/counter/hand-out.pdf"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=FIELDS, buttons=BUTTONS)
def test_no_form_is_too_odd(
    desk: FlaskClient, door: str, fields: dict[str, list[str]], buttons: dict[str, str]
) -> None:
    answer = desk.post(door, data={**fields, **buttons})

    assert answer.status_code in ((200,) if door == "/counter" else (200, 422)), answer.text[:400]
    assert b"320705194403181234" not in answer.data
