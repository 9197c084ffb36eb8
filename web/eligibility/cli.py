"""What an operator does about checks at a prompt."""

from __future__ import annotations

import click

from web.db import session
from web.eligibility import keeping
from web.eligibility.door import bp


@bp.cli.command("purge")
def purge() -> None:
    """Delete answers that nobody touched for two hours and shared results past their day."""
    click.echo(f"删除了 {keeping.purge(session())} 份过期的回答和分享")
