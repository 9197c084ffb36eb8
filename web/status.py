"""What of the service works now, for the staff: parts, who waits, versions, the last backup and purge.

Looks and changes nothing; what counts as too long is said here, and in docs/operations.md for whoever sets alarms.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from apiflask import APIBlueprint
from flask import current_app, render_template

from models.queue import Queue
from ops.model import model_name
from web import noted
from web.api.probing import OK, Probes
from web.clock import now
from web.config import Settings
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.pack import plain_pack
from web.staff import menu
from web.staff.access import requires

PARTS = {
    "database": lazy_gettext("数据库"),
    "bot": lazy_gettext("问答"),
    "actions": lazy_gettext("问答的动作服务"),
}
WITHOUT = {
    "bot": lazy_gettext("市民问的话改用搜索回答，页面照常"),
    "actions": lazy_gettext("市民问的话改用搜索回答，页面照常"),
}
WAITS_TOO_LONG = timedelta(minutes=5)
BACKUP_EVERY, PURGE_EVERY = timedelta(hours=26), timedelta(hours=3)  # a day and an hour, with room
LEAST_FREE = 1 << 30
GIBIBYTE = 1 << 30
bp = APIBlueprint("status", __name__, url_prefix="/counter/status", enable_openapi=False)


@dataclass(frozen=True)
class Line:
    """One thing looked at; `wrong` says in a few words what to do about it, empty where all is well."""

    name: str
    value: str
    wrong: str = ""


@bp.get("")
@requires()
def show() -> str:
    queue = Queue.at(session(), now())
    return render_template(
        "status/show.html",
        parts=_parts(),
        waiting=_waiting(queue),
        versions=_versions(queue),
        upkeep=_upkeep(now()),
        looked_at=now(),
    )


def _parts() -> list[Line]:
    probes: Probes = current_app.extensions["probes"]
    found = probes.look(current_app.extensions["sessions"])
    works, stopped = gettext("正常"), gettext("停了")
    return [
        Line(str(label), works) if found[name] == OK
        else Line(str(label), stopped, str(WITHOUT.get(name, "")))
        for name, label in PARTS.items()
    ]  # fmt: skip


def _waiting(queue: Queue) -> list[Line]:
    late = queue.oldest_seconds > WAITS_TOO_LONG.total_seconds()
    minutes = gettext("%(minutes)s 分钟", minutes=round(queue.oldest_seconds / 60))
    return [
        Line(gettext("等人接的"), str(queue.waiting)),
        Line(gettext("最早的等了"), minutes, gettext("请去“转人工”接") if late else ""),
        Line(gettext("等回电话的"), str(queue.callbacks)),
        Line(gettext("在线的顾问"), str(queue.staff)),
    ]


def _versions(queue: Queue) -> list[Line]:
    return [
        Line(gettext("问答模型"), model_name()),
        Line(gettext("知识包"), plain_pack().version),
        Line(gettext("本地数字"), queue.overlay),
    ]


def _upkeep(at: datetime) -> list[Line]:
    free = shutil.disk_usage(_existing()).free
    full = gettext("快满了，请找管理员") if free < LEAST_FREE else ""
    return [
        _done("backup", gettext("上次备份"), BACKUP_EVERY, at),
        _done("purge", gettext("上次删除到期的"), PURGE_EVERY, at),
        Line(gettext("磁盘还剩"), gettext("%(size)s GB", size=round(free / GIBIBYTE, 1)), full),
    ]


def _done(name: str, label: str, every: timedelta, at: datetime) -> Line:
    last = noted.last(name)
    if last is None:
        return Line(label, gettext("这台机器上没有做过"), gettext("请管理员放进定时任务"))
    then = datetime.fromisoformat(str(last["at"]))
    late = gettext("太久了，请管理员看一下定时任务") if at - then > every else ""
    return Line(label, then.astimezone(at.tzinfo).strftime("%Y-%m-%d %H:%M"), late)


def _existing() -> str:
    """Where this machine keeps things, or the nearest folder above that is there already."""
    settings: Settings = current_app.extensions["settings"]
    place = settings.instance_path.absolute()
    while not place.exists():
        place = place.parent
    return str(place)


menu.add("status.show", lazy_gettext("运行状况"))
