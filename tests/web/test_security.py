"""What every answer carries, whose word about an address is believed, and where a link may lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask import request
from flask.testing import FlaskClient

from web import create_app
from web.config import Settings

FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


def seen(app: APIFlask) -> tuple[str | None, str]:
    app.add_url_rule("/seen", "seen", lambda: [request.remote_addr, request.scheme])
    found = app.test_client().get("/seen", headers=FORWARDED).json
    return found[0], found[1]


def test_a_proxy_nobody_configured_is_not_believed(app: APIFlask) -> None:
    assert seen(app) == ("127.0.0.1", "http")


def test_a_configured_proxy_is_believed(settings: Settings) -> None:
    assert seen(create_app(replace(settings, TRUSTED_PROXIES=1))) == ("203.0.113.9", "https")


def test_https_is_insisted_on_only_where_it_is_spoken(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = client.get("/", base_url="https://localhost").headers
    assert "max-age=" in secure["Strict-Transport-Security"]


def test_a_post_without_a_token_is_refused(app: APIFlask) -> None:
    app.add_url_rule("/form", "form", lambda: "", methods=["POST"])

    assert app.test_client().post("/form").status_code == 400


def test_a_huge_body_is_refused(app: APIFlask) -> None:
    app.add_url_rule("/form", "form", lambda: request.form.get("a", ""), methods=["POST"])
    client = app.test_client()

    assert client.post("/form", data={"a": "x" * 11 * 1024 * 1024}).status_code == 413


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"],
)
def test_the_switch_never_leads_off_the_site(client: FlaskClient, address: str) -> None:
    answer = client.get("/display/elder", query_string={"back": address})

    assert answer.headers["Location"] == "/"


def test_the_switch_leads_back_and_is_remembered(client: FlaskClient) -> None:
    answer = client.get("/display/elder", query_string={"back": "/policies?q=水电"})

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/policies?q=")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert 'class="elder"' in client.get("/").text


def test_until_there_is_an_operator_this_is_no_government_site(
    client: FlaskClient, settings: Settings
) -> None:
    assert "演示系统，非政府网站" in client.get("/").text
    run = create_app(replace(settings, OPERATOR="某单位", ICP_NUMBER="某ICP备1号")).test_client()
    page = run.get("/").text
    assert "演示系统，非政府网站" not in page
    assert "某单位" in page
    assert "某ICP备1号" in page
