"""A phone without a network still shows numbers, benefits, policies, and the result its owner kept."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from web.pack import plain_pack


def test_one_page_holds_every_number_benefit_and_policy(client: FlaskClient) -> None:
    page = client.get("/offline").text
    with client.application.app_context():
        held = plain_pack()

    assert all(f'href="tel:{number}"' in page for number in held.hotlines)
    for entries in (held.benefits, held.guides, held.policies):
        assert all(f'id="{name}"' in page for name in entries)


def test_everything_the_worker_keeps_is_there(client: FlaskClient) -> None:
    answer = client.get("/sw.js")
    kept = re.search(r"const KEPT = (\[.*?\]);", answer.text)

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert kept
    for address in re.findall(r'"([^"]+)"', kept[1]):
        with client.get(address.replace("\\u0026", "&")) as found:
            assert found.status_code == 200


def test_it_can_be_installed(client: FlaskClient) -> None:
    described = client.get("/manifest.webmanifest").json

    assert described
    assert {icon["sizes"] for icon in described["icons"]} == {"192x192", "512x512"}
    assert len(described["shortcuts"]) == 4
    for each in (*described["icons"], *described["shortcuts"]):
        with client.get(each.get("src") or each["url"]) as found:
            assert found.status_code == 200


@pytest.fixture
def phone(chromium: Browser, served: str) -> Page:
    context = chromium.new_context(base_url=served, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


@pytest.mark.browser
def test_pages_that_were_read_and_the_page_of_everything_open_without_a_network(
    phone: Page,
) -> None:
    phone.goto("/benefits/old_age_allowance")
    phone.wait_for_function(
        "caches.open('read').then((c) => c.match('/benefits/old_age_allowance')).then(Boolean)"
    )
    phone.context.set_offline(True)

    phone.goto("/benefits/old_age_allowance")
    expect(phone.locator("h1")).to_have_text("尊老金")
    phone.goto("/benefits/childrearing_subsidy")
    expect(phone.locator("h1")).to_have_text("没有网也能看")
    expect(phone.locator("#childrearing_subsidy")).to_be_attached()
    phone.context.close()


@pytest.mark.browser
def test_a_result_is_kept_only_when_asked_for_and_goes_when_told(phone: Page) -> None:
    phone.goto("/offline")
    expect(phone.locator(".kept-results")).to_be_hidden()
    phone.evaluate(
        "caches.open('mine').then((c) => c.put('/kept/1790000000000', new Response('<h1>我的结果</h1>',"
        " {headers: {'Content-Type': 'text/html; charset=utf-8'}})))"
    )
    phone.context.set_offline(True)
    phone.goto("/offline")
    phone.locator(".kept-results a").click()
    expect(phone.locator("h1")).to_have_text("我的结果")

    phone.goto("/offline")
    phone.get_by_role("button", name="删掉存下的结果").click()
    expect(phone.locator(".kept-results")).to_be_hidden()
    assert phone.evaluate("caches.has('mine')") is True
    assert phone.evaluate("caches.open('mine').then((c) => c.keys()).then((k) => k.length)") == 0
    phone.context.close()
