"""结果和想的不一样, 领到了吗: a remark on one benefit, from a closed list and a few words without private numbers."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.pack import Benefit
from knowledge.reading import mask
from models import Feedback, FeedbackKind
from web.clock import now
from web.db import session
from web.eligibility.door import bp
from web.i18n import gettext, lazy_gettext
from web.pack import pack

WORDS_AT_MOST = 200
DIFFERS = {
    "office_refused": lazy_gettext("窗口说不行"),
    "office_agreed": lazy_gettext("窗口说可以，这里说不行"),
    "amount": lazy_gettext("金额不一样"),
    "papers": lazy_gettext("要的材料、去的地方不一样"),
    "ended": lazy_gettext("这一项已经停了，或换了新规定"),
    "other": lazy_gettext("别的"),
}
RECEIVED = {
    "received": lazy_gettext("领到了"),
    "waiting": lazy_gettext("申请了，还在等"),
    "refused": lazy_gettext("没批"),
    "not_applied": lazy_gettext("没去申请"),
}


@bp.get("/remarks/<benefit_id>")
def remark(benefit_id: str) -> ResponseReturnValue:
    return _page(_benefit(benefit_id))


@bp.post("/remarks/<benefit_id>")
def leave(benefit_id: str) -> ResponseReturnValue:
    benefit = _benefit(benefit_id)
    words = request.form.get("words", "").strip()
    received, differs = request.form.get("received", ""), request.form.get("differs", "")
    if received not in RECEIVED and differs not in DIFFERS:
        return _page(benefit, words, gettext("请先选一样，再提交")), 422
    if len(words) > WORDS_AT_MOST:
        wrong = gettext("最多写 %(most)s 个字，请写短一点", most=WORDS_AT_MOST)
        return _page(benefit, words, wrong, differs), 422
    if received in RECEIVED:
        kind, field, value = FeedbackKind.RATING, "received", received
    else:
        kind, field, value = FeedbackKind.CORRECTION, "status", differs
    reason = mask(words).text or None
    Feedback.leave(session(), kind, benefit.ref, now(), field=field, value=value, reason=reason)
    session().commit()
    return render_template("eligibility/thanks.html", benefit=benefit)


def _benefit(benefit_id: str) -> Benefit:
    return pack().benefits.get(benefit_id) or abort(404)


def _page(benefit: Benefit, words: str = "", wrong: str = "", differs: str = "") -> str:
    return render_template(
        "eligibility/remark.html",
        benefit=benefit,
        words=words,
        wrong=wrong,
        chosen=differs,
        differs=DIFFERS,
        received=RECEIVED,
        most=WORDS_AT_MOST,
    )
