"""The blueprint of the local figures and who may what; knows no figure."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import redirect, url_for
from werkzeug.wrappers import Response as Redirect

from models import Role
from web.i18n import lazy_gettext
from web.staff.access import the_staff

ROLE = "editor"  # and an admin
bp = APIBlueprint("overlays", __name__, url_prefix="/counter/overlays", enable_openapi=False)
KINDS = {
    "amount": lazy_gettext("金额"),
    "bands": lazy_gettext("分档"),
    "groups": lazy_gettext("人群名单"),
    "apply": lazy_gettext("去哪办"),
    "office": lazy_gettext("部门"),
    "hotline": lazy_gettext("热线"),
    "tariff": lazy_gettext("价目"),
    "hours": lazy_gettext("服务时间"),
}
ABOUT = {"bands": "amount"}  # all bands at once are stated of what stands as single amounts


def to(name: str, **values: Any) -> Redirect:
    return redirect(url_for(f"overlays.{name}", **values), 303)


def may_edit() -> bool:
    return the_staff().role is not Role.ADVISOR
