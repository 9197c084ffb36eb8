"""Whether this process lives, and what of the service around it works; knows nothing of what it serves."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import String
from apiflask.validators import OneOf
from flask import current_app

from web.api.probing import Probes

bp = APIBlueprint("health", __name__, tag="状态")
STATES = OneOf(["ok", "down"])


class HealthOut(Schema):
    status = String(required=True, validate=OneOf(["ok"]))


class ReadyOut(Schema):
    status = String(required=True, validate=OneOf(["ready", "degraded", "down"]))
    database = String(required=True, validate=STATES)
    bot = String(required=True, validate=STATES)
    actions = String(required=True, validate=STATES)


@bp.record_once
def _prepare(state: Any) -> None:
    state.app.extensions["probes"] = Probes(state.app.extensions["settings"])


@bp.get("/healthz")
@bp.output(HealthOut)
@bp.doc(summary="进程活着")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@bp.get("/readyz")
@bp.output(ReadyOut)
@bp.doc(
    summary="各部分是否可用",
    description="问答停了是 degraded，页面和接口照常；只有数据库没了才是 503。",
    responses={503: "数据库没了"},
)
def readyz() -> tuple[dict[str, str], int]:
    probes: Probes = current_app.extensions["probes"]
    found = probes.look(current_app.extensions["sessions"])
    return found, 503 if found["status"] == "down" else 200
