"""What pages weigh: static files keep for a year under an address that changes with them, texts go out compressed.

Compression is Flask-Compress's: an old phone on a slow network gets a fifth of the bytes with no proxy in front.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask_compress import Compress

STATIC = Path(__file__).parent / "static"
COMPRESSED = [
    "application/geo+json",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
]
ONE_YEAR_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR_SECONDS
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # Browsers offer br over HTTPS only; for files the library streams no gzip, but deflate.
    app.config["COMPRESS_ALGORITHM_STREAMING"] = ["br", "deflate"]
    app.config["COMPRESS_BR_LEVEL"] = 4
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    Compress(app)
    app.after_request(_close_file)
    app.url_defaults(_with_fingerprint)


def _with_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values.setdefault("v", _fingerprint(values["filename"]))


def _close_file(response: Response) -> Response:
    """The library reads a file piece by piece to compress it and leaves it open at the end."""
    close = getattr(response.response, "close", None)
    if response.direct_passthrough and close:
        response.call_on_close(close)
    return response


@cache
def _fingerprint(filename: str) -> str:
    path = STATIC / filename
    return sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""
