"""`flask backup` and `flask restore` at a prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask

from models import Provider
from web import create_app, noted
from web.config import Settings


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, INSTANCE_DIR=str(tmp_path / "instance"))


def run(app: APIFlask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output


def test_a_site_moves_to_an_empty_place(
    app: APIFlask, settings: Settings, add_provider: Callable[..., Provider], tmp_path: Path
) -> None:
    add_provider(name="逐行养老院")
    file = tmp_path / "b.backup"
    with app.app_context():
        assert noted.last("backup") is None
    status, said = run(app, "backup", str(file))
    assert (status, "provider: 1\n" in said) == (0, True), said
    with app.app_context():
        assert (noted.last("backup") or {})["file"] == "b.backup"

    moved = create_app(replace(settings, DATABASE_URL=f"sqlite:///{tmp_path}/new/s.sqlite"))
    status, said = run(moved, "restore", str(file))
    assert (status, "逐行核对过" in said) == (0, True), said
    assert "逐行养老院" in moved.test_client().get("/providers?kind=eldercare").text


def test_nothing_gives_way_unless_told(
    app: APIFlask, add_provider: Callable[..., Provider], tmp_path: Path
) -> None:
    add_provider(name="先有的养老院")
    file = str(tmp_path / "b.backup")
    run(app, "backup", file)
    add_provider(name="后来的养老院")
    status, said = run(app, "restore", file)
    assert (status, "--replace" in said) == (1, True)
    assert "后来的养老院" in app.test_client().get("/providers?kind=eldercare").text

    assert run(app, "restore", file, "--replace")[0] == 0
    assert "后来的养老院" not in app.test_client().get("/providers?kind=eldercare").text


def test_a_refusal_says_why(app: APIFlask, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("precious")
    status, said = run(app, "backup", str(tmp_path / "b"))

    assert (status, "已经有了" in said) == (1, True)
