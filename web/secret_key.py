"""Makes the key that cookies are signed with, once, readable by its owner only; prints nothing of it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from web.config import SECRET_KEY_FILE


def keep(path: Path = SECRET_KEY_FILE) -> bool:
    """Whether a key was made; one that is already there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Created with its final mode: there is no moment at which others could read it.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return True


if __name__ == "__main__":
    keep()
