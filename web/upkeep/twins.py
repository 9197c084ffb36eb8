"""Places that may be one and the same, side by side, for somebody of the staff to decide; and what was made one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models import Apart, Merged, Provider, audit, twins
from models.editing import FIELDS, LABELS, NotAccepted, mark, written
from web.clock import now, today
from web.db import session
from web.directory import labels
from web.i18n import gettext, lazy_gettext
from web.staff import menu
from web.staff.access import requires, the_staff
from web.upkeep.door import bp

ROLE = "editor"
A_PAGE, PAGES_AT_MOST = 10, 1000
NAMED: Mapping[str, Mapping[str, Any]] = {
    "type": labels.TYPES, "ownership": labels.OWNERSHIPS, "status": labels.STATUSES,
    "fee_unit": labels.FEE_UNITS,
}  # fmt: skip


@bp.get("/counter/duplicates")
@requires(ROLE)
def duplicates() -> str:
    return _page()


@bp.post("/counter/duplicates/<uuid:one>/<uuid:other>")
@requires(ROLE)
def judge(one: UUID, other: UUID) -> ResponseReturnValue:
    """`decision` is `apart`, or whom to keep: `first` or `second`, in the order of the address."""
    decision = request.form.get("decision")
    pair = _locked(one, other)
    seen = (request.form.get("first_mark"), request.form.get("second_mark"))
    if seen != tuple(mark(each) for each in pair) or _decided(one, other):
        return _page(gettext("刚才有人改过或者决定过这两条，请看现在的再选。")), 409
    if decision not in ("apart", "first", "second"):
        return _page(gettext("请选是两家，还是同一家、留哪一条。")), 422
    if decision == "apart":
        first, second = twins.ordered(one, other)
        session().add(Apart(first_id=first, second_id=second, staff_id=the_staff().id, at=now()))
        _note("provider.kept_apart", one, None, {"other": str(other)})
    elif wrong := _merge(*(pair if decision == "first" else pair[::-1])):
        return _page(wrong), 422
    session().commit()
    return redirect(url_for("upkeep.duplicates", done=decision), 303)


@bp.post("/counter/duplicates/<uuid:dropped>/apart")
@requires(ROLE)
def take_apart(dropped: UUID) -> ResponseReturnValue:
    merged = session().get(Merged, dropped, with_for_update=True) or abort(404)
    _note("provider.taken_apart", dropped, {"kept": str(merged.kept_id)}, None)
    twins.take_apart(session(), merged)
    session().commit()
    return redirect(url_for("upkeep.duplicates", made=1), 303)


def _merge(kept: Provider, dropped: Provider) -> str:
    """What stands against it; empty where they are one now."""
    who, lost = the_staff().id, {f: t for f in FIELDS if (t := written(dropped, f))}
    try:
        taken = twins.merge(session(), kept, dropped, who, now(), today())
    except NotAccepted as refused:
        session().rollback()
        return gettext("合不成一条，先在其中一条里改好：%(says)s", says=str(refused))
    _note("provider.merged", kept.id, {"dropped": str(dropped.id), **lost}, taken)
    return ""


def _locked(one: UUID, other: UUID) -> tuple[Provider, Provider]:
    """Both as they stand now, in an order in which two of the staff cannot wait for each other."""
    wanted = select(Provider).where(Provider.id.in_((one, other)), Provider.is_sample.is_(False))
    found = session().scalars(wanted.order_by(Provider.id).with_for_update(of=Provider)).all()
    known = {each.id: each for each in found}
    if len(known) != len({one, other}) or one == other or known[one].kind != known[other].kind:
        abort(404)
    return known[one], known[other]


def _decided(one: UUID, other: UUID) -> bool:
    gone = [each for each in (one, other) if twins.leads_to(session(), each)]
    return bool(gone) or session().get(Apart, twins.ordered(one, other)) is not None


def _note(
    action: str, about: UUID, before: Mapping[str, str] | None, after: Mapping[str, str] | None
) -> None:
    audit.record(
        session(), staff_id=the_staff().id, action=action, target=f"provider:{about}",
        before=before, after=after, at=now(),
    )  # fmt: skip


def _page(wrong: str = "") -> str:
    if wrong:
        session().rollback()
    made = "made" in request.args
    start = min(max(0, request.args.get("page", 0, type=int)), PAGES_AT_MOST) * A_PAGE
    found = _merged(start) if made else _pairs(start)
    return render_template(
        "upkeep/duplicates.html",
        pairs=found[:A_PAGE],
        more=len(found) > A_PAGE,
        page=start // A_PAGE,
        made=made,
        wrong=wrong,
        done=request.args.get("done", ""),
        labels=LABELS,
        mark=mark,
        lines=_lines,
    )


def _pairs(start: int) -> list[tuple[Provider, Provider]]:
    ids = islice(twins.undecided(session()), start, start + A_PAGE + 1)
    return [(_get(one), _get(other)) for one, other in ids]


def _merged(start: int) -> list[tuple[Provider, Provider]]:
    """Whom it is now, and who was made one with them; the last first."""
    wanted = select(Merged).order_by(Merged.at.desc(), Merged.dropped_id)
    rows = session().scalars(wanted.offset(start).limit(A_PAGE + 1))
    return [(_get(each.kept_id), _get(each.dropped_id)) for each in rows]


def _get(provider_id: UUID) -> Provider:
    return session().get_one(Provider, provider_id)


def _lines(one: Provider, other: Provider) -> list[tuple[str, str, str]]:
    """Every field that either has: what it is called, and what each says of it."""
    both = ((field, _said(one, field), _said(other, field)) for field in FIELDS)
    return [(LABELS[field], here, there) for field, here, there in both if here or there]


def _said(provider: Provider, field: str) -> str:
    text = written(provider, field)
    return str(NAMED[field][text]) if text and field in NAMED else text


menu.add("upkeep.duplicates", lazy_gettext("查重"), ROLE)
