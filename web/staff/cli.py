"""Accounts at a prompt: the first one can be made nowhere else. Nobody ever has a password that ships."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from models import Role, SignInFailures, Staff
from web.clock import now
from web.db import session
from web.staff import opening
from web.staff.views import keyed, tidy

staff = AppGroup("staff", help="The accounts of the staff.")


@staff.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([each.value for each in Role]), required=True)
def add(name: str, role: str) -> None:
    """Make an account; prints a password that opens once and must be changed within three days."""
    try:
        made, secret = opening.add(session(), tidy(name), Role(role), None, now())
    except opening.Refused as refused:
        raise click.ClickException(str(refused)) from None
    session().commit()
    click.echo(f"已建账号 {made.name}（{made.role}）")
    click.echo(f"一次性密码（三天内登录并改掉）：{secret}")


@staff.command("reset")
@click.argument("name")
@click.option("--second-factor", is_flag=True, help="手机也换了：验证码重新绑定")
def reset(name: str, second_factor: bool) -> None:
    """A new one-time password for somebody who cannot get in."""
    found = session().scalar(Staff.named(tidy(name)))
    if found is None:
        raise click.ClickException(f"没有账号 {tidy(name)}，用 flask staff list 看有哪些")
    secret = opening.reset(session(), found, None, now(), second_factor)
    SignInFailures.clear(session(), keyed(found.name))
    session().commit()
    click.echo(f"一次性密码（三天内登录并改掉）：{secret}")


@staff.command("list")
def show() -> None:
    """Who there is."""
    for each in session().scalars(Staff.listed()):
        click.echo(f"{each.name}  {each.role}  {'可登录' if each.active else '已停用'}")
