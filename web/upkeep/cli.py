"""What is done at a prompt about keeping the directory true: a link for a provider, and who is stale where."""

from __future__ import annotations

from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from models import Provider
from web.db import session
from web.upkeep import links, reporting


@click.command("invite")
@with_appcontext
@click.argument("provider_id", type=click.UUID)
def invite(provider_id: UUID) -> None:
    """Print a link under which this provider reports its vacancies and fees, once."""
    provider = session().get(Provider, provider_id)
    if provider is None:
        raise click.BadParameter("没有这家机构", param_hint="PROVIDER_ID")
    with current_app.test_request_context():
        path = reporting.path_for(provider)
    public: str = current_app.extensions["settings"].PUBLIC_URL
    click.echo(f"{public.rstrip('/')}{path}")
    click.echo(f"{provider.name}：{links.DAYS} 天内有效，只能用一次")
    if not public:
        click.echo("PUBLIC_URL 没有设，前面要加上网站的地址")
