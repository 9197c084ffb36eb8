"""Whatever page there is, it keeps these promises; new pages are found by themselves."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.browser import MODES
from tests.web.lint import faults


@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_sound(client: FlaskClient, addresses: list[str], mode: str) -> None:
    client.set_cookie("display", mode)
    found = {}
    for address in addresses:
        answer = client.get(address)
        wrong = [] if answer.status_code == 200 else [f"status {answer.status_code}"]
        found[address] = wrong + list(faults(answer.text))

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_every_page_forbids_what_it_does_not_need(
    client: FlaskClient, addresses: list[str]
) -> None:
    for address in addresses:
        policy = client.get(address).headers["Content-Security-Policy"]

        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_reading_a_page_leaves_no_cookie(client: FlaskClient, addresses: list[str]) -> None:
    setting = {a for a in addresses if "Set-Cookie" in client.get(a).headers}

    assert {a for a in setting if a.startswith(("/policies", "/benefits", "/providers"))} == set()


def test_the_elder_mode_is_on_every_page_and_can_be_left(
    client: FlaskClient, addresses: list[str]
) -> None:
    for address in addresses:
        client.set_cookie("display", "standard")
        assert "/display/elder" in client.get(address).text
        client.set_cookie("display", "elder")
        page = client.get(address).text
        assert 'class="elder"' in page
        assert "/display/standard" in page


def test_the_draft_is_named_once_where_a_page_rests_on_it(client: FlaskClient) -> None:
    for address in ("/", "/policies/eldercare-13", "/benefits/old_age_allowance", "/figures"):
        assert client.get(address).text.count("正式文件和最新口径以部门答复为准") == 1
