"""How the JSON door says no: a status, a sentence, and the field to mend; never what was sent.

Knows no subject. `web.errors` turns what is raised here into a problem document.
"""

from __future__ import annotations

from typing import NoReturn

from apiflask.exceptions import HTTPError
from flask import request
from werkzeug.exceptions import HTTPException

from web.i18n import LazyString, gettext, lazy_gettext

BODY_AT_MOST = 64 * 1024
BAD_CURSOR = lazy_gettext("这个 cursor 不属于这次查询，请从第一页重新取")


def refuse(field: str, says: str | LazyString) -> NoReturn:
    """A 422 that names the field."""
    raise HTTPError(422, str(says), extra_data={"field": field})


def gone(says: str | LazyString) -> NoReturn:
    """A 404 for an id that nobody knows."""
    raise HTTPError(404, str(says))


def check_body() -> None:
    """Before a view reads JSON: what is no JSON at all is refused here, whatever way it is broken.

    A parser meets more than bad syntax: a thousand brackets deep, a number of ten thousand digits.
    """
    if request.method not in ("POST", "PUT", "PATCH") or not request.content_length:
        return
    if request.content_length > BODY_AT_MOST:
        raise HTTPError(413, gettext("内容太大了，请缩短文字"))
    if not request.is_json:
        raise HTTPError(415, gettext("请用 Content-Type: application/json 发送 JSON"))
    try:
        sent = request.get_json()
    except (RecursionError, HTTPException) as wrong:
        raise HTTPError(400, gettext("内容不是正确的 JSON（UTF-8）")) from wrong
    if not isinstance(sent, dict):
        raise HTTPError(422, gettext("要发一个 JSON 对象：{…}"))
