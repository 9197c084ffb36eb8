"""Which language a page is in."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web import i18n
from web.directory import labels


@pytest.mark.parametrize("wanted", ["zh-CN", "zh", "zh-SG", "fr", "", "xx-invalid-tag-zzz"])
def test_chinese_is_spoken_unless_another_language_is_ready(
    client: FlaskClient, wanted: str
) -> None:
    page = client.get("/", headers={"Accept-Language": wanted}).text

    assert '<html lang="zh-Hans"' in page


def negotiated(header: str, query: str = "") -> str:
    app = Flask(__name__)
    app.config["LANGUAGES"] = {"zh-Hans": "zh_Hans", "en": "en", "zh-Hant": "zh_Hant"}
    with app.test_request_context(f"/?{query}", headers={"Accept-Language": header}):
        return i18n._negotiated()


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("en-GB,zh;q=0.5", "en"),
        ("zh-TW", "zh_Hant"),
        ("zh-CN,en", "zh_Hans"),
        ("de,en;q=0.2", "en"),
    ],
)
def test_the_browser_is_answered_in_the_first_language_both_speak(header: str, code: str) -> None:
    assert negotiated(header) == code


def test_an_address_may_name_the_language() -> None:
    assert negotiated("zh-CN", "lang=en") == "en"
    assert negotiated("zh-CN", "lang=klingon") == "zh_Hans"


def test_every_id_of_a_provider_has_its_word() -> None:
    from models.kinds import TAG_WORDS, CareLevel, FeeUnit, Kind, Ownership, ProviderType, Status

    assert set(labels.KINDS) == set(Kind)
    assert set(labels.TYPES) == set(ProviderType)
    assert set(labels.OWNERSHIPS) == set(Ownership)
    assert set(labels.STATUSES) == set(Status)
    assert set(labels.CARE_LEVELS) == set(CareLevel)
    assert set(labels.FEE_UNITS) == set(FeeUnit)
    assert set(labels.TAGS) == set(TAG_WORDS)
