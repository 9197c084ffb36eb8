"""A page to read the JSON contract on, from the app's own OpenAPI document: no script, no other host."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from apiflask import APIBlueprint, APIFlask
from flask import current_app, render_template

METHODS = ("get", "post", "put", "patch", "delete")
bp = APIBlueprint("docs", __name__, enable_openapi=False)


class Operation(NamedTuple):
    method: str
    path: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
    answers: dict[str, Any]


@bp.get("/api/v1/docs")
def show() -> str:
    document: Any = cast(APIFlask, current_app).spec
    return render_template("docs/index.html", info=document["info"], found=operations(document))


def operations(document: dict[str, Any]) -> list[Operation]:
    return [
        Operation(
            method.upper(),
            path,
            item[method].get("summary", ""),
            item[method].get("description", ""),
            [*item.get("parameters", []), *item[method].get("parameters", [])],
            item[method].get("responses", {}),
        )
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
