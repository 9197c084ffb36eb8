"""Words that not everybody knows are explained where they stand."""

from __future__ import annotations

from apiflask import APIFlask
from flask.testing import FlaskClient

from web.glossary import explained
from web.pack import pack


def test_a_word_is_marked_once_and_the_longest_first(app: APIFlask) -> None:
    with app.test_request_context():
        text = str(explained("老年人能力评估：先评估。失能老人要做老年人能力评估。"))

    assert text.count('class="term"') == 2
    assert ">老年人能力评估</a>：先评估" in text
    assert ">失能老人</a>" in text


def test_what_is_not_ours_is_escaped(app: APIFlask) -> None:
    with app.test_request_context():
        assert "<b>" not in explained("<b>失能</b>")


def test_every_link_leads_to_its_word(client: FlaskClient, app: APIFlask) -> None:
    page = client.get("/words").text
    with app.test_request_context():
        for term in pack().glossary.values():
            assert f'id="{term.id}"' in page
            assert term.says in page


def test_an_answer_explains_its_words(client: FlaskClient) -> None:
    assert 'class="term" href="/words#' in client.get("/benefits/disability_care_voucher").text
