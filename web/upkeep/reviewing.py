"""A family that was at a childcare place says how it was, once, with the code on the slip it was given.

No name is asked for, numbers that belong to persons are masked, and nothing is shown before somebody has read it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.reading import mask
from models import Kind, Moderation, Provider, Review, VisitCode
from models.review import STARS, SUMMED_FROM, Summary
from web.clock import today
from web.db import session
from web.hashing import hashed
from web.i18n import gettext
from web.limits import limiter
from web.upkeep import links
from web.upkeep.door import bp
from web.upkeep.reporting import gone

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else
LENGTH = 10  # nearly fifty bits; guesses are limited by address too
VALID = timedelta(days=60)
GUESSES = "20 per minute;200 per hour"
WORDS_AT_MOST = 300
SHOWN = 20
REPLY = "review-reply"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(reviews_of=reviews_of, review_summary=review_summary)


def reviews_of(provider: Provider) -> list[Review]:
    return list(session().scalars(Review.shown(provider.id).limit(SHOWN)))


def review_summary(provider: Provider) -> Summary | None:
    return Review.summary(session(), provider.id)


def new_code(provider: Provider, staff_id: int) -> str:
    """A code to print now; only its hash is kept. Only childcare places are reviewed (plan-22)."""
    if provider.kind != Kind.CHILDCARE:
        raise ValueError("only childcare places are reviewed")
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    kept = VisitCode(
        provider_id=provider.id,
        code_hash=_hash(code),
        expires_on=today() + VALID,
        staff_id=staff_id,
    )
    session().add(kept)
    return code


def shown_code(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


@bp.get("/review")
def review() -> str:
    return _page({"code": request.args.get("code", "")[:20]})


@bp.post("/review")
@limiter.limit(GUESSES)
def reviewed() -> ResponseReturnValue:
    given = {name: request.form.get(name, "").strip() for name in ("code", "stars", "words")}
    code = VisitCode.find(session(), _hash(given["code"]))
    wrong = _code_fault(code) or _faults(given)
    if wrong or code is None:
        return _page(given, wrong), 422
    if not code.use(session()):
        session().rollback()
        return _page(given, {"code": gettext("这个码已经用过了，一个码只能写一次")}), 409
    words = mask(given["words"]).text or None
    left = Review(
        provider_id=code.provider_id, stars=int(given["stars"]), words=words, written_on=today()
    )
    session().add(left)
    session().commit()
    return render_template("upkeep/reviewed.html", provider=code.provider)


@bp.get("/reply/<link>")
def reply(link: str) -> ResponseReturnValue:
    found = _to_answer(link)
    return gone(found) if isinstance(found, str) else _reply_page(link, found)


@bp.post("/reply/<link>")
@limiter.limit(GUESSES)
def replied(link: str) -> ResponseReturnValue:
    found = _to_answer(link)
    if isinstance(found, str):
        return gone(found)
    words = request.form.get("words", "").strip()
    if not 2 <= len(words) <= WORDS_AT_MOST:
        says = gettext("请写几句，最多 %(most)s 个字", most=WORDS_AT_MOST)
        return _reply_page(link, found, words, {"words": says}), 422
    found.reply, found.reply_state = mask(words).text, Moderation.WAITING
    session().commit()
    return render_template("upkeep/reported.html", provider=found.provider)


def reply_path(left: Review) -> str:
    return url_for("upkeep.reply", link=links.make(REPLY, str(left.id)))


def _to_answer(link: str) -> Review | str:
    try:
        about, _ = links.read(REPLY, link)
    except links.Ended:
        return "ended"
    except links.NotOurs:
        return "forged"
    found = session().get(Review, int(about), with_for_update=True)
    if found is None:
        return "forged"
    return "used" if found.reply_state is not None else found


def _hash(code: str) -> str:
    return hashed("visit " + "".join(sign for sign in code.upper() if sign in LETTERS))


def _code_fault(code: VisitCode | None) -> dict[str, str]:
    if code is None:
        return {"code": gettext("没有这个码：请照纸条上的再输一遍，字母不分大小写")}
    if code.used:
        return {"code": gettext("这个码已经用过了，一个码只能写一次")}
    if code.expires_on < today():
        return {"code": gettext("这个码过期了，请向工作人员要一张新的")}
    return {}


def _faults(given: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if given["stars"] not in map(str, STARS):
        wrong["stars"] = gettext("请选一个分数")
    if len(given["words"]) > WORDS_AT_MOST:
        wrong["words"] = gettext("太长了，最多 %(most)s 个字", most=WORDS_AT_MOST)
    return wrong


def _page(given: Mapping[str, str], wrong: Mapping[str, str] | None = None) -> str:
    stars = {
        "5": gettext("5 分，很好"),
        "4": gettext("4 分，好"),
        "3": gettext("3 分，一般"),
        "2": gettext("2 分，不太好"),
        "1": gettext("1 分，不好"),
    }
    return render_template(
        "upkeep/review.html",
        given={**given, "words": mask(given.get("words", "")).text},
        wrong=wrong or {},
        stars=stars,
        most=WORDS_AT_MOST,
        least=SUMMED_FROM,
    )


def _reply_page(
    link: str, left: Review, words: str = "", wrong: Mapping[str, str] | None = None
) -> str:
    return render_template(
        "upkeep/reply.html",
        link=link,
        left=left,
        given={"words": mask(words).text},
        wrong=wrong or {},
        most=WORDS_AT_MOST,
    )


def find_provider(provider_id: UUID) -> Provider | None:
    """A childcare place that is in the directory; samples have no visitors."""
    found = session().get(Provider, provider_id)
    return found if found and found.kind == Kind.CHILDCARE and not found.is_sample else None
