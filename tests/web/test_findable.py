"""What search engines and shared links are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from models import Provider
from models.kinds import Status
from web import create_app
from web.config import Settings
from web.findable import json_ld

HERE = "http://localhost"


def listed(client: FlaskClient) -> list[str]:
    tree = ET.fromstring(client.get("/sitemap.xml").text)  # noqa: S314 - our own
    return [str(each.text).removeprefix(HERE) for each in tree.iter() if each.tag.endswith("loc")]


def canonical(page: str) -> str:
    found = re.search(r'rel="canonical" href="([^"]*)"', page)
    assert found
    return found[1].removeprefix(HERE)


def test_the_sitemap_lists_pages_that_are_there_and_may_be_listed(client: FlaskClient) -> None:
    for address in listed(client):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "noindex" not in answer.text, address
        assert canonical(answer.text) == address


def test_only_real_open_providers_are_listed(
    client: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    real = add_provider(name="海州养老院")
    sample = add_provider(name="示例养老院", is_sample=True)
    closed = add_provider(name="已停的养老院", status=Status.CLOSED)
    found = listed(client)

    assert f"/providers/{real.id}" in found
    assert f"/providers/{sample.id}" not in found
    assert f"/providers/{closed.id}" not in found


def test_what_only_narrows_a_list_is_no_page_of_its_own(client: FlaskClient) -> None:
    page = client.get("/providers?kind=childcare&sort=fee&max_fee=3000").text

    assert canonical(page) == "/providers?kind=childcare"


def test_robots_are_kept_from_what_is_personal(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text

    for path in ("/chat", "/check/", "/counter", "/display"):
        assert f"Disallow: {path}\n" in text
    assert f"Sitemap: {HERE}/sitemap.xml" in text


def test_no_two_pages_have_one_title(client: FlaskClient, addresses: list[str]) -> None:
    pages = [a for a in listed(client) if a.startswith(("/policies/", "/guides/", "/benefits/"))]
    titles = [re.search("<title>(.*?)</title>", client.get(a).text, re.S) for a in pages]

    assert len({found[1] for found in titles if found}) == len(pages)


def test_structured_data_cannot_end_its_element() -> None:
    assert "<" not in json_ld({"name": "</script><script>alert(1)</script>"})


def test_every_page_can_be_shared(client: FlaskClient, addresses: list[str]) -> None:
    for address in addresses:
        page = client.get(address).text
        for name in ("og:title", "og:description", "og:url", "og:image"):
            found = re.search(rf'property="{name}" content="([^"]+)"', page)
            assert found, (address, name)


def test_the_public_address_wins_over_what_the_browser_says(settings: Settings) -> None:
    client = create_app(replace(settings, PUBLIC_URL="https://service.example/")).test_client()
    page = client.get("/about", headers={"Host": "a.test"}).text

    assert canonical(page) == "https://service.example/about"
