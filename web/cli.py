"""What an operator does at a prompt before the site starts; loading providers is `directory`'s."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from knowledge.checking import check
from knowledge.stale import stale
from models.finding.refreshing import refresh
from models.migrating import upgrade
from ops.catalogues import compile_all
from web import backups, purging
from web.cases.cli import cases
from web.clock import today
from web.config import Settings
from web.db import session
from web.directory.commands import add_samples, providers
from web.imports.cli import imports
from web.learning.cli import learning
from web.lists.cli import lists
from web.numbers.cli import indicators
from web.overlays import overlay
from web.pack import pack
from web.population import screen
from web.staff import commands as staff
from web.upkeep.cli import invite
from web.upkeep.cli import stale as stale_places

knowledge = AppGroup("knowledge", help="The policies, benefits and guides in their files.")
database = AppGroup("db", help="The tables.")


def init_app(app: Flask) -> None:
    app.cli.add_command(indicators)
    providers.add_command(invite)
    providers.add_command(stale_places)
    for command in (
        knowledge,
        database,
        providers,
        overlay,
        screen,
        lists,
        imports,
        learning,
        cases,
        staff,
        release,
        backups.write,
        backups.read,
        purging.purge,
    ):
        app.cli.add_command(command)


@click.command("release")
@click.pass_context
@with_appcontext
def release(context: click.Context) -> None:
    """Everything that has to be done once before a start."""
    context.invoke(check_pack)
    context.invoke(upgrade_tables)
    compile_catalogues()
    if _settings().LOAD_SAMPLES:
        click.echo(f"示例机构：新增 {add_samples()} 家")


@knowledge.command("check")
def check_pack() -> None:
    """Every fault of the pack, with file, line and fix."""
    problems = check(_settings().pack_path)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("知识包没有问题")


@knowledge.command("stale")
def list_stale() -> None:
    """What has not been checked for half a year, and what has ended or ends within 60 days."""
    found = stale(pack(), today())
    for each in found:
        click.echo(str(each))
    click.echo(f"共 {len(found)} 项要看" if found else "都在半年内核对过，60 天内没有到期的")


@database.command("upgrade")
def upgrade_tables() -> None:
    """Bring the tables to this version."""
    upgrade(_settings().database_url)
    reread = refresh(session())
    session().commit()
    click.echo("数据库已更新" + (f"，{reread} 家机构已重新编入搜索" if reread else ""))


def compile_catalogues() -> None:
    """Compiled catalogues are not in the repository; a page speaks only the languages that are compiled."""
    try:
        compile_all()
    except PermissionError as refused:  # an installed copy may not be the service's own to write
        click.echo(f"英文没有更新，写不进 {refused.filename}：请让装它的人运行 make languages")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
