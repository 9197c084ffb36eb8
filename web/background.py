"""Runs one of our own commands beside the site: no page waits for it and no restart of the site stops it.

Knows no command. A queue server would be one more thing to keep for a few runs a day.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from flask import current_app

from web.config import ROOT, Settings

FLASK = (sys.executable, "-m", "flask", "--app", "web")
PASSED_ON = ("SECRET_KEY", "PACK", "INSTANCE_DIR", "LIST_HOURS")


def run(*words: str) -> None:
    """`flask WORDS` with this site's own settings, in a session of its own."""
    settings: Settings = current_app.extensions["settings"]
    given = {name: str(getattr(settings, name)) for name in PASSED_ON}
    begun = subprocess.Popen(  # noqa: S603 - our own command, without a word of a visitor
        [*FLASK, *words],
        cwd=ROOT,
        env={**os.environ, **given, "DATABASE_URL": settings.database_url},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=begun.wait, daemon=True).start()  # so that it leaves nothing behind when it ends
