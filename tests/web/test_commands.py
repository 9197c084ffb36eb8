"""What an operator does at a prompt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from knowledge.errors import PackError
from ops import catalogues
from web import create_app
from web.config import Settings

LIST = "机构名称,所在区县\n海州甲养老院,海州区\n"


def run(app: APIFlask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output


def load(app: APIFlask, path: Path, verified_on: str = "2026-10-01") -> tuple[int, str]:
    options = ["--kind", "eldercare", "--source", "某名单", "--verified-on", verified_on]
    return run(app, "providers", "import", str(path), *options)


def test_the_real_pack_is_found_sound(app: APIFlask) -> None:
    assert run(app, "knowledge", "check") == (0, "知识包没有问题\n")


def test_a_release_prepares_an_empty_database(settings: Settings, tmp_path: Path) -> None:
    fresh = f"sqlite:///{tmp_path}/fresh/service.sqlite"
    app = create_app(replace(settings, DATABASE_URL=fresh, LOAD_SAMPLES=True))
    status, said = run(app, "release")

    assert status == 0, said
    assert "示例" in app.test_client().get("/providers?kind=eldercare").text


def test_a_release_compiles_all_that_english_needs(
    app: APIFlask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [replace(each, folder=tmp_path / each.domain) for each in catalogues.SOURCES]
    for copied, ours in zip(sources, catalogues.SOURCES, strict=True):
        copied.path("en").parent.mkdir(parents=True)
        copied.path("en").write_bytes(ours.path("en").read_bytes())
    monkeypatch.setattr(catalogues, "SOURCES", sources)
    run(app, "release")

    assert all(each.path("en", "mo").exists() for each in sources)


def test_a_release_that_may_not_write_translations_says_so_and_goes_on(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "messages.mo")

    monkeypatch.setattr("web.cli.compile_all", refuse)
    status, said = run(app, "release")

    assert status == 0
    assert "写不进 messages.mo" in said


def test_a_bad_pack_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(PackError):
        create_app(replace(settings, PACK=str(tmp_path)))


def test_the_first_real_list_sends_the_samples_away(
    app: APIFlask, client: FlaskClient, tmp_path: Path
) -> None:
    run(app, "providers", "samples")
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    status, said = load(app, path)
    page = client.get("/providers?kind=eldercare").text

    assert status == 0, said
    assert "新增 1" in said
    assert "海州甲养老院" in page
    assert "示例" not in page


def test_a_list_with_one_bad_row_is_not_written_and_says_which(
    app: APIFlask, client: FlaskClient, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST + "乙养老院,火星区\n", encoding="utf-8")
    status, said = load(app, path)

    assert status == 1
    assert "第 3 行 district" in said
    assert "一行也没有写入" in said
    assert "海州甲养老院" not in client.get("/providers?kind=eldercare").text


def test_nothing_can_be_verified_tomorrow(app: APIFlask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")

    assert load(app, path, "2999-01-01")[0] == 2


def test_what_is_stale_is_listed_with_its_file(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.cli.today", lambda: date(2026, 12, 1))
    status, said = run(app, "knowledge", "stale")

    assert status == 0
    assert "benefits/disability_care_voucher.yml: " in said
    assert "2026-12-31 到期，还剩 30 天" in said
