"""The app with a folder of its own for lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask

from web import create_app
from web.config import Settings


@pytest.fixture
def app(settings: Settings, tmp_path: Path) -> APIFlask:
    return create_app(replace(settings, INSTANCE_DIR=str(tmp_path / "instance")))
