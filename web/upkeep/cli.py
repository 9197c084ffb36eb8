"""What is done at a prompt about keeping the directory true: a link for a provider, and who is stale where."""

from __future__ import annotations

from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from models import Provider
from models.quality import by_district, quality, stale_places
from web.clock import today
from web.db import session
from web.upkeep import links, reporting
from web.upkeep.editing import PARTS


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


@click.command("stale")
@with_appcontext
@click.option("--district", help="只列这个区县的")
def stale(district: str | None) -> None:
    """Which places nobody verified for a year, by district, the longest first, with what is missing."""
    day = today()
    for each in by_district(session(), day):
        if district in (None, each.name):
            click.echo(
                f"{each.name}：{each.total} 家，{each.stale} 家一年没核实，{each.stale_vacancies} 家空位过了 90 天"
            )
    for place in stale_places(session(), day, district):
        found = quality(place, day)
        with current_app.test_request_context():  # the words are a page's and ask for its language
            missing = "、".join(str(PARTS[name]) for name in found.missing) or "没有"
        click.echo(
            f"{place.verified_on} {place.district} {place.name} {place.id}：{found.points} 分，缺：{missing}"
        )
