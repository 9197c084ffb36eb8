"""Who of the staff is signed in and what they may do: sign-in, second factor, accounts, the record of changes.

Knows no counter page; those ask `web.staff.access` and add themselves to `web.staff.menu`.
"""

from __future__ import annotations

from flask import Flask

from web.config import Settings
from web.staff import accounts, audit, keeping, menu, own, second, views
from web.staff.cli import staff as commands
from web.staff.door import bp

__all__ = ["accounts", "audit", "bp", "commands", "init_app", "own", "second", "views"]


def init_app(app: Flask, settings: Settings) -> None:
    keeping.init_app(app, settings)
    app.jinja_env.globals.update(staff_menu=menu.entries)
