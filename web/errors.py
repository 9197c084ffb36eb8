"""How a refusal reads: a kind page for people, an RFC 9457 problem under the JSON doors.

Neither ever shows a stack trace or repeats what the person had typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from apiflask.exceptions import HTTPError
from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from web.db import rollback
from web.i18n import lazy_gettext
from web.observing import journal
from web.observing.journal import request_id
from web.security import OPEN_DOORS

WORDS = {
    400: (lazy_gettext("没有看懂这次请求"), lazy_gettext("请退回上一页，再试一次。")),
    403: (lazy_gettext("这一页不对外开放"), lazy_gettext("如果您是工作人员，请先登录。")),
    404: (
        lazy_gettext("没有找到这一页"),
        lazy_gettext("地址可能写错了，也可能内容已经挪走。可以从下面重新找。"),
    ),
    405: (lazy_gettext("这一页不能这样打开"), lazy_gettext("请退回上一页，用页面上的按钮再试。")),
    413: (lazy_gettext("内容太大了"), lazy_gettext("请缩短文字，或换一个小一点的文件。")),
    422: (lazy_gettext("有一项填得不对"), lazy_gettext("请退回上一页，看一看标出的那一项。")),
    429: (lazy_gettext("点得太快了"), lazy_gettext("请等一分钟再试。")),
    500: (
        lazy_gettext("我们这边出了差错"),
        lazy_gettext("不是您的问题，请过一会儿再试；着急可以打 12345。"),
    ),
    503: (
        lazy_gettext("现在存不了东西"),
        lazy_gettext("政策还能看；要存的请过几分钟再试，着急可以打 12345。"),
    ),
}
COME_BACK_SECONDS = 60
READ_OFF_BYTES, PART = 64 << 20, 1 << 16
STALE_FORM = lazy_gettext("页面停留太久，或浏览器没有接受本站的 Cookie。请刷新后再提交一次。")


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(HTTPError, _refuse)
    app.register_error_handler(OperationalError, _away)


def problem(
    status: int, detail: str, field: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """An `application/problem+json` answer; `field` names what the caller has to mend."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if field:
        body["field"] = field
    text = current_app.json.dumps(body)
    return Response(text, status, headers, mimetype="application/problem+json")


def _refuse(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException) and error.response is not None:
        return error.get_response()  # somebody has already said it better
    status = _status(error)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        _read_off()
    headers = {k: v for k, v in _headers(error) if k.lower() not in ("content-type",)}
    if request.path.startswith(OPEN_DOORS):
        return problem(status, _detail(error, status), _field(error), headers)
    title, advice = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    if isinstance(error, CSRFError):
        advice = STALE_FORM
    page = render_template(
        "errors/error.html",
        status=status,
        heading=title,
        advice=advice,
        request_id=request_id() if status >= 500 else "",
    )
    return page, status, headers


def _away(error: OperationalError) -> ResponseReturnValue:
    """The database is locked, full or gone: said as that, and written down without what was to be kept."""
    rollback()
    journal.note("database_away", reason=type(error.orig).__name__)
    return _refuse(ServiceUnavailable(retry_after=COME_BACK_SECONDS))


def _read_off() -> None:
    """Takes what is still being sent, up to a point: a browser reads no answer before it has sent all."""
    sent, left = request.environ["wsgi.input"], READ_OFF_BYTES
    if (request.content_length or 0) > left:
        return
    try:
        while left > 0 and (part := sent.read(PART)):
            left -= len(part)
    except (OSError, ValueError):
        return  # whoever sent it has gone, or sent no such thing: there is nothing to take


def _status(error: Exception) -> int:
    if isinstance(error, HTTPError):
        return error.status_code
    return (error.code or 500) if isinstance(error, HTTPException) else 500


def _headers(error: Exception) -> list[tuple[str, str]]:
    if isinstance(error, HTTPException):
        return list(error.get_headers(request.environ))
    return list(getattr(error, "headers", {}).items())


def _detail(error: Exception, status: int) -> str:
    if isinstance(error, HTTPError):
        said = [f"{name}: {message}" for name, message in _complaints(error.detail)]
        return "; ".join(said) or str(error.message)
    title, advice = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    return f"{title}：{advice}"


def _field(error: Exception) -> str | None:
    if not isinstance(error, HTTPError):
        return None
    named = error.extra_data.get("field")
    return named or next((name for name, _ in _complaints(error.detail)), None)


def _complaints(detail: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a validation report, {place: {field: [messages]}}, as (field, message)."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            place = "" if name in ("json", "query", "path", "_schema") else str(name)
            yield from _complaints(inner, ".".join(p for p in (at, place) if p))
    elif isinstance(detail, list):
        for message in detail:
            yield at, str(message)
