"""The counter's screen: whole for anybody, in parts for our script, the same either way.

Everything comes by POST and goes with the page: no address, no history and no log tells anything of a client.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from knowledge.bundle import bundle
from knowledge.danger import first
from knowledge.reading import mask
from models.checkup import new_key
from web.api.questions import options_of
from web.cases import door as cases
from web.clock import today
from web.counter import counting
from web.counter import sitting as sitting_of
from web.counter.door import ROLES, bp
from web.counter.nearby import nearby
from web.counter.sitting import ANSWER, GONE, HINTS, UNKNOWN, Sitting
from web.eligibility import outcome
from web.fragments import asked_for_part
from web.i18n import lazy_gettext
from web.pack import pack, search
from web.staff import menu
from web.staff.access import may, requires, the_staff

TEXT_AT_MOST = 300
FOUND_AT_MOST, BESIDE_FACTS = 5, 3
SLIP = re.compile(r"[\w-]{22}", re.ASCII)
# Taken by others: Alt+D E F by Chromium and Edge, Alt+B E F H S T V and W by the menus of Firefox in Chinese and
# English, Alt+digit changes tabs on Linux, Alt+arrows and Home go back and home, Alt+P is Opera's; on a Mac
# Option+E I N U begin an accent. What is left is ours.
KEYS: Sequence[tuple[str, str, Any]] = (
    ("J", "sentence", lazy_gettext("回到“说说情况”")),
    ("G", "question", lazy_gettext("去答第一个问题，再按题上的数字")),
    ("L", "person", lazy_gettext("换下一位")),
    ("M", "agree", lazy_gettext("同意印二维码：勾上，再按去掉")),
    ("Y", "print", lazy_gettext("出一张单子（印）")),
    ("O", "case", lazy_gettext("建档（对方同意才行）")),
    ("K", "clear", lazy_gettext("清空，接待下一位")),
    ("/", "keys", lazy_gettext("看这张快捷键表")),
)


@bp.get("")
@requires(*ROLES)
def show() -> str:
    return _page(Sitting())


@bp.post("")
@requires(*ROLES)
def work() -> ResponseReturnValue:
    """Takes in what was typed, mended, answered or taken away; nothing of it is kept but that one more was served."""
    sitting, text = sitting_of.sent(pack(), request.form), typed()
    heard = bool(text) and sitting_of.hear(pack(), sitting, text, today())
    counting.served(pack(), sitting, slip())
    danger = first(request.form.get("text", "")[:TEXT_AT_MOST], pack())
    says = "\n".join(reply.text for reply in danger.replies) if danger else ""
    return _page(sitting, text, heard, says)


def again(wrong: str) -> str:
    """The screen as it was sent, with what is wrong; nothing typed is lost."""
    return _page(sitting_of.sent(pack(), request.form), typed(), wrong=wrong)


def typed() -> str:
    """What stands in the line, without what is never to be kept: not even shown again."""
    return mask(request.form.get("text", "").strip()[:TEXT_AT_MOST]).text


def slip() -> str:
    """A word of this sitting's own, so that a sheet asked for twice is one; made anew where it cannot be one."""
    given = request.form.get("slip", "")
    return given if SLIP.fullmatch(given) else new_key()


def _page(
    sitting: Sitting, text: str = "", heard: bool = False, danger: str = "", wrong: str = ""
) -> str:
    standing = sitting_of.standing(pack(), sitting, today())
    shown = {
        "sitting": sitting,
        "standing": standing,
        "people": tabs(sitting),
        "groups": outcome.grouped(pack(), standing.results, today()) if standing else {},
        "bundle": bundle(standing.results) if standing else None,
        "places": nearby(pack(), standing, sitting.near) if standing else None,
        "entries": search().find(text, BESIDE_FACTS if heard else FOUND_AT_MOST) if text else [],
        "typed": text,
        "heard": heard,
        "danger": danger,
        "wrong": wrong,
        "options_of": options_of,
        "hints": HINTS,
        "names": {"answer": ANSWER, "gone": GONE, "unknown": UNKNOWN},
    }
    if asked_for_part():
        return render_template("counter/work.html", **shown)
    case = may(the_staff(), cases.ROLES)
    return render_template(
        "counter/show.html",
        keys=[key for key in KEYS if case or key[1] != "case"],
        case=case,
        most=TEXT_AT_MOST,
        slip=slip(),
        agreed=request.form.get("agreed"),
        **shown,
    )


def tabs(sitting: Sitting) -> list[tuple[str, str, bool]]:
    """Key, word and whether it is the one looked at, of everybody in the sitting."""
    kinds = dict(pack().facts["applicant"].options)
    texts = sitting.texts
    words = {
        k: texts.get(f"{k}-label") or kinds.get(texts[f"{k}-applicant"], "") for k in sitting.keys
    }
    return [(key, word, key == sitting.current) for key, word in words.items()]


menu.add("counter.show", lazy_gettext("接待"), *ROLES, first=True)
