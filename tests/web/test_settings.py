"""What a deployment may say, and what stops a start."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from web.config import ROOT, BadSetting, Settings
from web.secret_key import kept

KEY = "k" * 40


def test_a_short_secret_stops_the_start() -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        Settings.from_env({"SECRET_KEY": "short"})


def test_several_machines_need_one_secret_that_somebody_set() -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        Settings.from_env({"REDIS_URL": "redis://127.0.0.1:6379/0"})


def test_a_kept_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "secret_key"
    first = kept(path)

    assert kept(path) == first
    assert len(first) >= 48
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_a_relative_database_is_counted_from_the_repository() -> None:
    assert Settings(KEY).database_url == f"sqlite:///{ROOT}/instance/service.sqlite"
    assert Settings(KEY, DATABASE_URL="sqlite:////var/x").database_url == "sqlite:////var/x"
    assert Settings(KEY, DATABASE_URL="postgres://a/b").database_url == "postgres://a/b"


def test_words_from_the_environment_become_values() -> None:
    given = {"SECRET_KEY": KEY, "RATELIMIT_ENABLED": "0", "TRUSTED_PROXIES": "2", "LOCALES": "a, b"}
    settings = Settings.from_env(given)

    assert settings.RATELIMIT_ENABLED is False
    assert settings.TRUSTED_PROXIES == 2
    assert settings.LOCALES == ("a", "b")


@pytest.mark.parametrize(("name", "text"), [("HTTPS", "maybe"), ("TRUSTED_PROXIES", "-1")])
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_env({"SECRET_KEY": KEY, name: text})
