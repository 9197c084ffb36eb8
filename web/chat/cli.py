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
    """Delete conversations and numbers to call back that are CONVERSATION_DAYS days old."""
    days = current_app.extensions["settings"].CONVERSATION_DAYS
    gone = keeping.purge(session(), now(), days)
    left = keeping.purge_callbacks(session(), now(), days)
    click.echo(f"删除了 {gone} 段 {days} 天没有动静的对话、{left} 条留下的电话")
