"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask

STATIC = Path(__file__).parent / "static"
ONE_YEAR_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR_SECONDS
    app.url_defaults(_with_fingerprint)


def _with_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values.setdefault("v", _fingerprint(values["filename"]))


@cache
def _fingerprint(filename: str) -> str:
    path = STATIC / filename
    return sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""
