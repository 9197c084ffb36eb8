"""Attacks as somebody would try them, on every door there is; what each rests on is told in docs/security.md.

New pages and forms are found by themselves.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from apiflask import APIFlask
from flask import request, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from models import (
    Callback,
    Conversation,
    Feedback,
    FeedbackKind,
    Provider,
    Sender,
    Service,
)
from tests.models.rows import a_provider
from tests.staff_client import sign_in
from tests.web.addresses import pages
from tests.web.inbox.desk import Advisor
from tests.web.staff.test_every_staff_page import some_values
from tests.web.staff_pages import CASE, staff_pages
from tests.web.talking import ask, say
from web import create_app
from web.clock import now
from web.config import Settings
from web.handed_in import HandedIn
from web.security import HEADERS, OPEN_DOORS

SCRIPT = "\"'><svg/onload=alert(1)>"
RUNS = re.compile(r"<svg/onload", re.IGNORECASE)
ARGUMENTS = (
    "q", "kind", "district", "street", "near", "tag", "type", "sort", "page", "cursor", "back", "next", "id", "day",
    "add", "who", "action", "target", "list", "utility", "monthly_fee", "text", "after", "lang", "person",
)  # fmt: skip
FORGED = "evil.example"
PUBLIC = "https://service.example"


def posts(app: APIFlask) -> list[tuple[Rule, str]]:
    """Every address that takes a form."""
    rules = [r for r in app.url_map.iter_rules() if "POST" in (r.methods or ())]
    with app.test_request_context():
        built = [(r, url_for(r.endpoint, **some_values(r))) for r in rules]
    return [(r, address) for r, address in built if not address.startswith(OPEN_DOORS)]


@pytest.fixture
def staff_addresses(app: APIFlask, rows: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(HandedIn, "see_to_it", lambda _self, _opened: None)
    return staff_pages(app, rows)


# Forged forms


def test_no_form_is_taken_without_its_token(app: APIFlask, client: FlaskClient) -> None:
    sign_in(client, "admin")
    taken = {
        address: client.post(address, data={"a": "b"}).status_code for _, address in posts(app)
    }

    assert len(taken) >= 40
    assert {address: status for address, status in taken.items() if status != 400} == {}


def test_a_token_of_another_browser_is_none(app: APIFlask, client: FlaskClient) -> None:
    page = app.test_client().get("/chat").text
    theirs = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    assert client.post("/chat", data={"message": "你好", "csrf_token": theirs}).status_code == 400


# Where a request says it comes from


def test_a_forged_host_is_written_nowhere(settings: Settings, elder_home: Provider) -> None:
    app = create_app(replace(settings, PUBLIC_URL=PUBLIC))
    client = app.test_client()
    for address in pages(app, str(elder_home.id)):
        answer = client.get(address, headers={"Host": FORGED}, follow_redirects=False)
        assert FORGED not in answer.text, address
        assert FORGED not in answer.headers.get("Location", ""), address


def test_links_that_are_handed_out_name_the_public_address(settings: Settings) -> None:
    app = create_app(replace(settings, PUBLIC_URL=PUBLIC))
    one = Advisor(app, "甲")
    case = one.send("/counter/cases/new", **CASE).location
    kept = one.client.get_cookie("session")
    assert kept
    one.client.set_cookie("session", kept.value, domain=FORGED)
    slip = one.client.get(f"{case}/card", base_url=f"http://{FORGED}")

    assert slip.status_code == 200
    assert f"{PUBLIC}/watch" in slip.text
    assert FORGED not in slip.text
    assert FORGED not in app.test_client().get("/hsds/", headers={"Host": FORGED}).text


def test_of_many_forwarded_addresses_only_our_own_proxy_s_word_counts(settings: Settings) -> None:
    app = create_app(replace(settings, TRUSTED_PROXIES=1))
    app.add_url_rule("/seen", "seen", lambda: [request.remote_addr, request.host, request.scheme])
    forged = {"X-Forwarded-For": "1.2.3.4, 203.0.113.9", "X-Forwarded-Host": f"{FORGED}, a.test"}

    assert app.test_client().get("/seen", headers=forged).json == ["203.0.113.9", "a.test", "http"]


def test_a_forged_address_escapes_no_limit(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    refused = 0
    for number in range(620):
        forged = {"X-Forwarded-For": f"10.0.{number // 256}.{number % 256}"}
        refused += (
            client.post("/api/v1/chat", json={"message": ""}, headers=forged).status_code == 429
        )

    assert refused == 20


def test_a_conversation_has_a_limit_of_its_own(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    key = ask(client, "你好")["conversation_id"]
    sent = [
        client.post("/api/v1/chat", json={"message": "", "conversation_id": key}).status_code
        for _ in range(62)
    ]

    assert sent.count(429) == 2


def test_who_came_is_counted_under_a_hash(settings: Settings) -> None:
    app = create_app(replace(settings, RATELIMIT_ENABLED=True))
    client = app.test_client()
    far = {"REMOTE_ADDR": "203.0.113.9"}
    client.post("/api/v1/feedback", json={}, environ_overrides=far)
    client.post("/api/v1/chat", json={"message": "x"}, environ_overrides=far)
    (limiter,) = app.extensions["limiter"]
    counted = " ".join(limiter.storage.storage)

    assert "chat-address" in counted
    assert "feedback" in counted
    assert "203.0.113" not in counted


# Where a link may lead


@pytest.mark.parametrize("path", ["elder", "size/1", "colour/dark", "leave", "speak/en"])
@pytest.mark.parametrize(
    "address",
    [f"https://{FORGED}", f"//{FORGED}", f"/\\{FORGED}", f"/%09/{FORGED}", f"\t//{FORGED}", "javascript:alert(1)"],
)  # fmt: skip
def test_no_way_back_leads_off_the_site(client: FlaskClient, path: str, address: str) -> None:
    answer = client.get(f"/display/{path}", query_string={"back": address})
    where = answer.headers.get("Location", "/")

    assert answer.status_code in (303, 404)
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))


# Scripts in what somebody sends


def test_nothing_in_an_address_becomes_a_script(
    client: FlaskClient, addresses: list[str], staff_addresses: list[str]
) -> None:
    sign_in(client, "admin")
    asked = "&".join(f"{name}={quote(SCRIPT)}" for name in ARGUMENTS)
    for address in (*addresses, *staff_addresses, "/nothing/" + quote(SCRIPT)):
        joined = f"{address}{'&' if '?' in address else '?'}{asked}"
        answer = client.get(joined, buffered=True)
        assert answer.status_code < 500, address
        assert not RUNS.search(answer.text), address


def test_nothing_that_is_kept_becomes_a_script(
    app: APIFlask, client: FlaskClient, rows: Session, staff_addresses: list[str]
) -> None:
    place = _poisoned(rows)
    say(client, f"{SCRIPT} 转人工")
    talk = rows.query(Conversation).order_by(Conversation.created_at.desc()).first()
    for address in (*pages(app, str(place.id)), "/chat", "/chat/transcript"):
        assert not RUNS.search(_as_page(client.get(address))), address
    desk = Advisor(app, SCRIPT, "admin")
    mine = (f"/counter/providers/{place.id}", f"/counter/inbox/{talk.ref if talk else ''}")
    for address in (*staff_addresses, *mine):
        answer = desk.open(address)
        # What another has handed in is not theirs to open, admin or not.
        assert answer.status_code in (200, 404), address
        assert not RUNS.search(_as_page(answer)), address


def _as_page(answer: Any) -> str:
    """What a browser would read as a page; a text or a table it only shows."""
    return answer.text if answer.mimetype == "text/html" else ""


def _poisoned(rows: Session) -> Provider:
    place = a_provider(
        name=f"松鹤{SCRIPT}", phone=SCRIPT[:40], address=SCRIPT, source=SCRIPT, street="新浦街道",
        other_names=[SCRIPT], services=[Service(name=SCRIPT, description=SCRIPT)],
    )  # fmt: skip
    rows.add(place)
    rows.flush()
    about = {"target": f"provider:{place.id}", "created_at": now()}
    rows.add(
        Feedback(kind=FeedbackKind.CORRECTION, field="phone", value=SCRIPT, reason=SCRIPT, **about)
    )
    rows.add(Callback(contact=SCRIPT[:40], about=SCRIPT, asked_at=now()))
    talk = Conversation.begin(rows, now() - timedelta(minutes=1))
    talk.say(rows, Sender.RESIDENT, SCRIPT, now())
    talk.say(rows, Sender.ADVISOR, SCRIPT, now())
    talk.ask_for_person(now())
    rows.commit()
    return place


# Files and folders


@pytest.mark.parametrize(
    "path",
    [
        "/static/../web/config.py",
        "/static/%2e%2e/%2e%2e/instance/secret_key",
        "/static/..%2f..%2finstance%2fsecret_key",
        "/static//etc/passwd",
        "/static/css/..\\..\\..\\instance\\secret_key",
        "/static/%00",
        "/static/css/base.css%00.html",
    ],
)
def test_no_file_outside_is_handed_out(client: FlaskClient, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == 404


# What belongs to somebody else


def test_a_conversation_is_its_own_browser_s(app: APIFlask, client: FlaskClient) -> None:
    say(client, "我的话只有我看得到，尊老金怎么领")
    other = app.test_client()

    assert "我的话只有我看得到" in client.get("/chat").text
    for path in ("/chat", "/chat/since?after=0", "/chat/transcript"):
        assert "我的话只有我看得到" not in other.get(path, follow_redirects=True).text


@pytest.mark.parametrize("key", ["1", "a" * 43, "../../x", "%27%20OR%201=1", "A" * 22, "中" * 22])
def test_a_conversation_cannot_be_guessed(client: FlaskClient, key: str) -> None:
    ask(client, "尊老金怎么领")
    answers = [
        client.get(f"/api/v1/conversations/{key}/messages"),
        client.post(f"/api/v1/conversations/{key}/handoff"),
        client.delete(f"/api/v1/conversations/{key}"),
    ]

    assert {each.status_code for each in answers} == {404}


def test_a_key_of_a_conversation_has_no_pattern(client: FlaskClient) -> None:
    keys = [ask(client, "你好")["conversation_id"] for _ in range(20)]

    assert len({key[:6] for key in keys}) == 20
    assert min(map(len, keys)) >= 32


# What every answer carries


@pytest.mark.parametrize(
    "address", ["/", "/nothing", "/api/v1/benefits", "/api/v1/nothing", "/static/css/base.css", "/staff/sign-in"]
)  # fmt: skip
def test_the_headers_that_protect_are_on_every_answer(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_cookie_of_a_site_on_https_stays_on_https(settings: Settings) -> None:
    client = create_app(replace(settings, HTTPS=True)).test_client()
    kept = client.get("/chat", base_url="https://localhost").headers.getlist("Set-Cookie")
    kept += client.get("/display/elder", base_url="https://localhost").headers.getlist("Set-Cookie")

    assert len(kept) == 2
    for each in kept:
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(each.split("; "))


def test_nothing_secret_has_a_default() -> None:
    named = [name for name in Settings.__dataclass_fields__ if re.search("SECRET|TOKEN|KEY$", name)]

    assert {"SECRET_KEY", "RASA_TOKEN", "METRICS_TOKEN"} <= set(named)
    for name in named:
        assert not getattr(Settings, name, "")
