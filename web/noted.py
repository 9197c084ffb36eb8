"""When something was last done on this machine: a small file beside the database, for the page of the staff.

Not a row: a restore would bring back another machine's word. A note that is lost says so by being None.
"""

from __future__ import annotations

import json
from pathlib import Path

from flask import current_app

from web.clock import now
from web.config import Settings


def note(name: str, **said: str | int) -> None:
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    whole.write_text(json.dumps({"at": now().isoformat(), **said}), encoding="utf-8")
    whole.replace(path)


def last(name: str) -> dict[str, str | int] | None:
    """What was noted under a name and when (`at`, ISO); None if it never was, or the note is lost."""
    try:
        noted: dict[str, str | int] = json.loads(_path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return noted


def _path(name: str) -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.instance_path / f"last_{name}.json"
