"""The hand-out: one sheet of decisions to take home, on A4, on a receipt, as a PDF, and behind a link for a week.

What the link holds is the same snapshot as a shared result: no fact about anybody, and only after a yes; places
nearby, which tell where somebody lives, are on the paper alone. Its key is signed with what the sheet says and a word
made for this sitting: pressed twice it is one link, and nobody can make one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from knowledge.eligibility import STATUSES, Result, too_early
from knowledge.pack import Pack
from knowledge.saying import joined
from models import SharedResult
from web.clock import SHANGHAI, now, today
from web.counter import counting, printing, views
from web.counter import sitting as sitting_of
from web.counter.door import ROLES, bp
from web.counter.nearby import ON_PAPER as PLACES
from web.counter.nearby import Place, nearby
from web.counter.printing import Phone
from web.counter.sitting import Sitting
from web.db import session
from web.eligibility.sharing import KEPT, qr_code, readable, snapshot
from web.findable import public_address
from web.hashing import hashed
from web.i18n import gettext
from web.pack import pack
from web.staff.access import requires

RECEIPT = "80mm"
EVERYBODY = "12345"
ON_PAPER = ("eligible", "likely", "unknown")


@dataclass(frozen=True)
class Sheet:
    """One person's decisions by status, and the link they are kept under, if any."""

    sitting: Sitting
    label: str
    results: dict[str, list[dict[str, Any]]]
    places: list[Place]
    shared: SharedResult | None
    slim: bool

    @property
    def still_open(self) -> list[tuple[str, list[str]]]:
        """What is to be made clear, what hangs most on it first, and what hangs on it."""
        unknown = self.results["unknown"]
        often = Counter(question for each in unknown for question in each["missing"])
        about: dict[str, list[str]] = {}
        for each in unknown:
            asked = max(each["missing"], key=often.__getitem__, default="；".join(each["open"]))
            about.setdefault(asked, []).append(_named(each))
        return sorted(about.items(), key=lambda item: -len(item[1]))

    @property
    def address(self) -> str:
        key = self.shared.id if self.shared else ""
        return public_address(url_for("eligibility.shared", key=key)) if key else ""

    @property
    def until(self) -> str:
        if self.shared is None:
            return ""
        return self.shared.expires_at.astimezone(SHANGHAI).date().isoformat()


@bp.post("/hand-out")
@requires(*ROLES)
def hand_out() -> ResponseReturnValue:
    sheet = _sheet()
    if sheet is None:
        return _nobody()
    counting.handed_out(pack(), sheet.sitting, views.slip())
    return render_template(
        "counter/paper.html",
        sheet=sheet,
        code=qr_code(sheet.address) if sheet.shared else None,
        phones=phones(pack(), sheet.results),
        pdf=printing.fonts() is not None,
        day=today(),
        slip=views.slip(),
        people=views.tabs(sheet.sitting),
    )


@bp.post("/hand-out.pdf")
@requires(*ROLES)
def hand_out_pdf() -> ResponseReturnValue:
    fonts = printing.fonts() or abort(404)
    sheet = _sheet()
    if sheet is None:
        return _nobody()
    printed = printing.Sheet(
        sheet.label, sheet.results, sheet.still_open,
        [(each.name, each.says) for each in sheet.places],
        phones(pack(), sheet.results), today(), sheet.address, sheet.until, pack().document["note"],
    )  # fmt: skip
    answer = Response(printing.printed(printed, fonts, slim=sheet.slim), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{today().isoformat()}.pdf"'
    return answer


def _nobody() -> ResponseReturnValue:
    """There is no sheet of nobody: back to the screen with all that stood on it."""
    says = gettext("还没听出是谁、什么情况，出不了单子。先说一句，比如“82 海州 低保”。")
    return make_response(views.again(says), 422)


def _sheet() -> Sheet | None:
    sitting, text = sitting_of.sent(pack(), request.form), views.typed()
    if text:
        sitting_of.hear(pack(), sitting, text, today())
    standing = sitting_of.standing(pack(), sitting, today())
    if standing is None:
        return None
    decided = [snapshot(each) for each in standing.results]
    shown = [_on_paper(*each) for each in zip(decided, standing.results, strict=True)]
    by_status = {s: [each for each in shown if each["status"] == s] for s in STATUSES}
    label = sitting.texts.get(f"{sitting.current}-label", "")
    slim = request.form.get("paper") == RECEIPT
    places = (nearby(pack(), standing, sitting.near) or [])[:PLACES]
    return Sheet(sitting, label, by_status, places, _kept(decided), slim)


def _on_paper(decision: dict[str, Any], result: Result) -> dict[str, Any]:
    """What is still to be asked is for the one who holds the paper; it is not behind the link."""
    later = too_early(pack(), result)
    asked = [pack().facts[fact].prompt for fact in result.missing if fact not in later]
    return {**readable(decision), "missing": asked}


def _named(decision: Mapping[str, Any]) -> str:
    papers = joined(decision["apply"]["documents"])
    bring = gettext("（要带：%(papers)s）", papers=papers) if papers else ""
    return f"{decision['title']}{bring}"


def _kept(decided: list[dict[str, Any]]) -> SharedResult | None:
    """One link for one sheet of one sitting, however often it is asked for; none without a yes."""
    if request.form.get("agreed") != "yes":
        return None
    content = {"day": today().isoformat(), "results": decided}
    key = hashed(json.dumps([views.slip(), content], sort_keys=True))
    if session().get(SharedResult, key) is None:
        at = now()
        SharedResult.share(session(), content, at, at + KEPT, key)
        with suppress(IntegrityError):  # the same button pressed twice: the other one has made it
            session().commit()
        session().rollback()
    shared = session().get(SharedResult, key)
    return shared if shared and shared.open_at(now()) else None


def phones(of: Pack, results: Mapping[str, list[dict[str, Any]]]) -> list[Phone]:
    """The line that puts through to all, and lines and offices that the sheet sends to; only numbers that are known."""
    where = " ".join(each["apply"]["where"] for s in ON_PAPER for each in results[s])
    named = [h for h in of.hotlines.values() if h.number == EVERYBODY or h.number in where]
    offices = [Phone(o.phone, o.name) for o in of.offices.values() if o.phone and o.name in where]
    return [*(Phone(h.number, h.name) for h in named), *offices]
