"""The button beneath an answer: it was of use, or what was wrong with it. Works as a plain form too."""

from __future__ import annotations

import re
from typing import Any

from flask import redirect, render_template, request, url_for

from web.chat import marking
from web.chat.limiting import limited
from web.chat.marking import REASONS, Mark
from web.chat.views import bp, by_script, current_talk
from web.clock import now
from web.db import session
from web.errors import problem
from web.i18n import gettext

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@bp.post("/mark")
@limited
def mark() -> Any:
    """Sent as `12 up`, `12 down` or `12 down wrong`: the answer's number, the mark, what was wrong."""
    number, value, reason = (*request.form.get("mark", "").split(), "", "", "")[:3]
    talk, given = current_talk(), Mark(value, reason)
    if talk is None or not NUMBER.fullmatch(number) or not given.fits():
        return _unmarked()
    if not marking.mark(session(), talk, int(number), given, now()):
        return _unmarked()
    if by_script():
        return render_template("chat/mark.html", seq=int(number), given=given, reasons=REASONS)
    return redirect(url_for("chat.index", _anchor=f"mark-{number}"), 303)


def _unmarked() -> Any:
    """The conversation was cleared, or the page is an old one."""
    if by_script():
        return problem(404, gettext("这段对话已经不在了，没有记下"), "mark")
    return redirect(url_for("chat.index"), 303)
