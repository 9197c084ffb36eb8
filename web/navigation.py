"""The five doors and the address of everything a page may point to; knows no page's content."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, url_for

from web.i18n import gettext
from web.pack import pack


class Door(NamedTuple):
    name: str
    label: str
    address: str


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(doors=doors, door_says=door_says, entry_url=entry_url, pack=pack)


def doors() -> list[Door]:
    directory = "directory.index"
    return [
        Door("eldercare", gettext("找养老"), url_for(directory, kind="eldercare")),
        Door("childcare", gettext("找托育"), url_for(directory, kind="childcare")),
        Door("check", gettext("查补贴"), url_for("eligibility.start")),
        Door("policies", gettext("查政策"), url_for("policies.index")),
        Door("chat", gettext("问一问"), "/chat"),
    ]


def door_says(name: str) -> str:
    return {
        "check": gettext("答几题，看能领什么"),
        "eldercare": gettext("养老院、日间照料、助餐"),
        "childcare": gettext("托育园、幼儿园托班"),
        "policies": gettext("能领什么、去哪办"),
        "chat": gettext("用平常话问就行"),
    }[name]


def entry_url(entry_id: str) -> str:
    """The page of a policy, benefit, guide or figure; empty for an id that nobody knows."""
    entry = pack().entry(entry_id)
    return url_for(f"policies.{entry.kind}", entry_id=entry_id) if entry else ""
