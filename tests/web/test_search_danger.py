"""The search box is a door like the others: danger first, and no number that is never to be kept."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.lint import faults

ID_NUMBER = "320705194001011234"


def test_an_emergency_typed_into_the_search_box_brings_120(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "我爸突然晕倒了叫不醒"}).get_data(as_text=True)

    assert 'href="tel:120"' in page.split("</h1>")[1][:600]
    assert list(faults(page)) == []


def test_fraud_typed_into_the_search_box_is_warned_of(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "有人让我先交手续费才能领补贴"})
    text = page.get_data(as_text=True)

    assert "先别交钱" in text
    assert "/guides/guide-fraud" in text
    assert list(faults(text)) == []


def test_a_private_number_in_the_search_box_is_refused(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": f"{ID_NUMBER} 尊老金"}).get_data(as_text=True)

    assert "这里不收身份证号" in page
    assert ID_NUMBER not in page
