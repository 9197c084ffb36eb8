"""What a page weighs on the way to an old phone, and that nothing comes from elsewhere."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Response

from tests.browser import look

KIBIBYTE = 1024
FIRST_VIEW, SCRIPT = 100 * KIBIBYTE, 30 * KIBIBYTE


def weights(browser: Browser, served: str, address: str) -> dict[str, int]:
    """Bytes over the wire of all that a page fetches, for a phone that has kept nothing from before."""
    came: list[Response] = []
    with look(browser, served, "standard", 360) as context:
        page = context.new_page()
        page.on("response", lambda response: came.append(response))
        page.goto(address, wait_until="networkidle")
        return {each.url: each.request.sizes()["responseBodySize"] for each in came}


@pytest.mark.browser
def test_a_first_view_is_light_and_all_ours(
    chromium: Browser, served: str, addresses: list[str]
) -> None:
    heavy = {}
    for address in addresses:
        sizes = weights(chromium, served, address)
        script = sum(size for url, size in sizes.items() if ".js" in url)
        if sum(sizes.values()) > FIRST_VIEW or script > SCRIPT:
            heavy[address] = sizes
        assert all(url.startswith(served) for url in sizes), address

    assert heavy == {}


@pytest.mark.parametrize("address", ["/", "/static/css/base.css", "/api/v1/benefits", "/sw.js"])
@pytest.mark.parametrize("offered", ["br", "gzip, deflate"])
def test_texts_go_out_compressed(client: FlaskClient, address: str, offered: str) -> None:
    with client.get(address, headers={"Accept-Encoding": offered}) as packed:
        encoding, vary, size = packed.content_encoding, packed.vary, len(packed.data)
    with client.get(address) as plain:
        assert plain.content_encoding is None
        assert size < len(plain.data) * 0.6

    assert encoding in offered
    assert "Accept-Encoding" in vary
