"""Every page behind the sign-in: sound, closed to strangers, kept in no cache; new ones are found by themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule, UUIDConverter

from tests.browser import MODES
from tests.staff_client import sign_in
from tests.web.lint import faults
from tests.web.staff_pages import behind

SOME = {UUIDConverter: UUID(int=1)}
OPEN = (
    "staff.sign_in",
    "staff.take_sign_in",
    "staff.second",
    "staff.enrol",
    "staff.prove",
    "staff.sign_out",
)


def some_values(rule: Rule) -> dict[str, Any]:
    """Something of the kind that each place in the address takes."""
    return {name: SOME.get(type(rule._converters[name]), 1) for name in rule.arguments}


@pytest.mark.parametrize("mode", MODES)
def test_every_staff_page_is_sound(
    client: FlaskClient, staff_addresses: list[str], mode: str
) -> None:
    client.set_cookie("display", mode)
    sign_in(client, "admin")
    found = {}
    for address in staff_addresses:
        answer = client.get(address)
        wrong = [] if answer.status_code == 200 else [f"status {answer.status_code}"]
        found[address] = wrong + list(faults(answer.text))
        assert answer.headers["Cache-Control"] == "no-store", address
        assert "noindex" in answer.headers["X-Robots-Tag"]

    assert len(found) >= 15
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_stranger_opens_none_of_them(app: APIFlask, client: FlaskClient) -> None:
    rules = [rule for rule in behind(app) if rule.endpoint not in OPEN]
    app.config["WTF_CSRF_ENABLED"] = False
    opened = {}
    with app.test_request_context():
        built = [(r, url_for(r.endpoint, **some_values(r))) for r in rules]
    for rule, address in built:
        for method in {"GET", "POST"} & (rule.methods or set()):
            status = client.open(address, method=method).status_code
            opened[method, address] = status

    assert len(opened) >= 8
    assert {where: s for where, s in opened.items() if s not in (303, 401)} == {}


def test_a_stranger_s_sign_in_page_is_sound(client: FlaskClient) -> None:
    assert list(faults(client.get("/staff/sign-in").text)) == []


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        ("advisor", ("/staff/accounts", "/staff/audit", "/counter/lists")),
        ("editor", ("/staff/accounts", "/staff/audit", "/counter/cases")),
    ],
)
def test_who_lacks_the_right_is_told_so_and_shown_nothing(
    client: FlaskClient, staff_addresses: list[str], role: str, closed: tuple[str, ...]
) -> None:
    sign_in(client, role)
    answers = {address: client.get(address) for address in staff_addresses}
    refused = {address: a.text for address, a in answers.items() if a.status_code == 403}

    # What is somebody's own does not exist for anybody else.
    assert {a.status_code for a in answers.values()} <= {200, 403, 404}
    assert set(closed) <= set(refused)
    assert [a for a, text in refused.items() if "王阿姨" in text or "0518-" in text] == []
    assert {"请管理员给您改身份" in text for text in refused.values()} == {True}
