"""What an operator does at a prompt: check the pack, bring the database up, load providers."""

from __future__ import annotations


import click
from flask import Flask, current_app
from flask.cli import AppGroup
from knowledge.checking import check
from models.migrating import upgrade

from web.config import Settings

knowledge = AppGroup("knowledge", help="The policies, benefits and guides in their files.")
database = AppGroup("db", help="The tables.")


def init_app(app: Flask) -> None:
    app.cli.add_command(knowledge)
    app.cli.add_command(database)


@knowledge.command("check")
def check_pack() -> None:
    """Every fault of the pack, with file, line and fix."""
    problems = check(_settings().pack_path)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("知识包没有问题")


@database.command("upgrade")
def upgrade_tables() -> None:
    """Bring the tables to this version."""
    upgrade(_settings().database_url)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
