"""What an operator does about conversations at a prompt."""

from __future__ import annotations

import click
from flask import current_app

from web.chat import keeping
from web.chat.views import bp
from web.clock import now
from web.db import session


@bp.cli.command("purge")
def purge() -> None:
    """Delete conversations in which nothing was said for CONVERSATION_DAYS days."""
    days = current_app.extensions["settings"].CONVERSATION_DAYS
    gone = keeping.purge(session(), now(), days)
    click.echo(f"删除了 {gone} 段 {days} 天没有动静的对话")
