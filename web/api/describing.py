"""The OpenAPI document beyond what the views say themselves: problems, version, what it is about.

Knows no endpoint by name.
"""

from __future__ import annotations

from typing import Any, cast

from apiflask import APIFlask
from flask.sansio.blueprints import BlueprintSetupState

PROBLEM_TYPE = "application/problem+json"
METHODS = ("get", "post", "put", "patch", "delete")
ABOUT = (
    "连云港养老、托育的政策、待遇、机构和问答。不用登录，不用 Cookie。依据的是征求意见稿，"
    "最新口径以部门答复为准。出错时返回 application/problem+json（RFC 9457）。不认识的参数名一律忽略。"
)
SAYS = {
    "400": "内容不是正确的 JSON",
    "404": "没有这个编号",
    "413": "内容太大",
    "415": "不是 application/json",
    "422": "有一项填得不对，`field` 说是哪一项",
    "429": "太快了，`Retry-After` 说等几秒",
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "给人看的一句话"},
        "field": {"type": "string", "description": "要改的那一项"},
    },
}


def describe(state: BlueprintSetupState) -> None:
    """Called once, when the JSON door is hung into the app."""
    app = cast(APIFlask, state.app)
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.spec_processor(_completed)


def _completed(document: Any) -> Any:
    document["info"]["description"] = ABOUT
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("ValidationError", "HTTPError"):
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM
    for item in document["paths"].values():
        for method in METHODS:
            if method in item:
                _problems(item[method])
    return document


def _problems(operation: dict[str, Any]) -> None:
    if "requestBody" in operation:
        for status in ("400", "413", "415"):
            operation["responses"].setdefault(status, {})
    for status, answer in operation["responses"].items():
        if status in SAYS:
            answer["description"] = SAYS[status]
            schema = {"$ref": "#/components/schemas/Problem"}
            answer["content"] = {PROBLEM_TYPE: {"schema": schema}}
    if "429" in operation["responses"]:
        seconds = {"schema": {"type": "integer"}, "description": "等几秒再试"}
        operation["responses"]["429"]["headers"] = {"Retry-After": seconds}
