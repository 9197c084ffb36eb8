"""Loading providers at a prompt: a real list with its report, or the demonstration."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from models.sampling import load_samples
from web.clock import today
from web.db import session
from web.directory import places
from web.directory.importing import import_list
from web.pack import pack

providers = AppGroup("providers", help="Those who give care.")


providers.add_command(import_list)


@providers.command("samples")
def samples() -> None:
    """Made-up providers, plainly marked, so that every page has something on it."""
    click.echo(f"示例机构：新增 {add_samples()} 家")


def add_samples() -> int:
    added = load_samples(session(), places.pairs(pack()), today())
    session().commit()
    return added
