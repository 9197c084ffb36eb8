"""Every page behind the sign-in: sound, closed to strangers, kept in no cache; new ones are found by themselves."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.browser import MODES
from tests.staff_client import sign_in
from tests.web.addresses import BEHIND_THE_SIGN_IN
from tests.web.lint import faults

OPEN = (
    "staff.sign_in",
    "staff.take_sign_in",
    "staff.second",
    "staff.enrol",
    "staff.prove",
    "staff.sign_out",
)


def behind(app: APIFlask) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if r.rule.startswith(BEHIND_THE_SIGN_IN)]


def plain_pages(app: APIFlask) -> list[str]:
    """Those that open with an address alone; one with a place in it is its own subject's to test."""
    with app.test_request_context():
        rules = [r for r in behind(app) if "GET" in (r.methods or ()) and not r.arguments]
        return [url_for(rule.endpoint) for rule in rules]


@pytest.mark.parametrize("mode", MODES)
def test_every_staff_page_is_sound(app: APIFlask, client: FlaskClient, mode: str) -> None:
    client.set_cookie("display", mode)
    sign_in(client, "admin")
    found = {}
    for address in plain_pages(app):
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            found[address] = list(faults(answer.text))
        assert answer.headers["Cache-Control"] == "no-store", address
        assert "noindex" in answer.headers["X-Robots-Tag"]

    assert len(found) >= 4
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_stranger_opens_none_of_them(app: APIFlask, client: FlaskClient) -> None:
    rules = [rule for rule in behind(app) if rule.endpoint not in OPEN]
    app.config["WTF_CSRF_ENABLED"] = False
    opened = {}
    with app.test_request_context():
        built = [(r, url_for(r.endpoint, **dict.fromkeys(r.arguments, 1))) for r in rules]
    for rule, address in built:
        for method in {"GET", "POST"} & (rule.methods or set()):
            status = client.open(address, method=method).status_code
            opened[method, address] = status

    assert len(opened) >= 8
    assert {where: s for where, s in opened.items() if s not in (303, 401)} == {}


def test_a_stranger_s_sign_in_page_is_sound(client: FlaskClient) -> None:
    assert list(faults(client.get("/staff/sign-in").text)) == []
