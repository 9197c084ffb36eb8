"""Traditional characters: what is read is converted, what is sent back is not."""

from __future__ import annotations

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from web.traditional import convert_page

TRADITIONAL = {"Accept-Language": "zh-TW"}


def test_a_page_is_read_in_traditional_characters(client: FlaskClient) -> None:
    page = client.get("/", headers=TRADITIONAL).text

    assert '<html lang="zh-Hant"' in page
    assert "連雲港一老一小" in page
    assert "连云港" not in page


def test_what_a_form_sends_back_stays_as_the_service_knows_it(client: FlaskClient) -> None:
    page = client.get("/providers?kind=eldercare", headers=TRADITIONAL).text

    assert 'value="连云区"' in page
    assert ">連雲區" in page


def test_a_conversation_and_a_problem_are_converted_the_contract_is_not(
    client: FlaskClient,
) -> None:
    wrong = client.post("/api/v1/screenings", json={"facts": {"nonsense": 1}}, headers=TRADITIONAL)
    contract = client.get("/api/v1/openapi.json", headers=TRADITIONAL)

    assert wrong.status_code == 422
    assert wrong.mimetype == "application/problem+json"
    assert contract.json == client.get("/api/v1/openapi.json").json


def test_markup_and_data_are_left_alone() -> None:
    page = '<p title="发钱" class="发">发钱</p><script type="x">{"a": "发"}</script><textarea>发</textarea>'

    assert convert_page(page) == (
        '<p title="發錢" class="发">發錢</p><script type="x">{"a": "发"}</script><textarea>发</textarea>'
    )


@given(st.text(alphabet="a<>/\"'=&发 托", max_size=40))
def test_any_text_survives(text: str) -> None:
    assert len(convert_page(text)) == len(text)
