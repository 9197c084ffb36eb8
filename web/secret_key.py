"""Makes the key that cookies are signed with, once, readable by its owner only; never shows it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "instance" / "secret_key"


def kept(path: Path = FILE) -> str:
    """The key of this installation, made when there is none yet."""
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_name(f"{path.name}.{os.getpid()}")
    # Created with its final mode: there is no moment at which others could read it.
    descriptor = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(whole, path)  # one of several that start together wins, the others read its key
    whole.unlink()
