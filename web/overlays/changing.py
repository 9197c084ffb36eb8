"""The form of a local figure: what is typed, who that would concern, and on to a second person.

Works without a script. Whether a value can stand is judged by `knowledge.overlays`.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from secrets import token_hex
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.overlays import Overlay, OverlayError
from knowledge.overlays.revising import decides
from knowledge.pack import Amount
from knowledge.wording import FORMS
from models import overlay as kept
from web.clock import now, today
from web.db import session
from web.i18n import lazy_gettext
from web.overlays import forms, proposing, stating
from web.overlays.affected import Affected
from web.overlays.door import ABOUT, KINDS, ROLE, bp, to
from web.overlays.looking import names, part_in_words, standing_of
from web.overlays.proposing import Refused, Wish
from web.overlays.wording import in_words
from web.pack import pack, plain_pack
from web.staff.access import requires, the_staff

UNIT_WORDS = {
    "CNY/month": lazy_gettext("元/月"), "CNY/year": lazy_gettext("元/年"),
    "CNY/once": lazy_gettext("元，一次"), "percent": lazy_gettext("%"),
}  # fmt: skip


@bp.route("/figures/<kind>/<target>/change", methods=["GET", "POST"])
@requires(ROLE)
def change(kind: str, target: str) -> ResponseReturnValue:
    """The form; sent, it shows who is affected; sent again unchanged, it waits for a second person."""
    if kind not in KINDS:
        abort(404)
    part = request.values.get("part", "")[:80]
    again, ends = (_row(name, kind, target) for name in ("again", "ends"))
    given = {n: v[: forms.LONGEST] for n, v in request.form.items()}
    if request.method == "GET":
        return _form(kind, target, part, _now(kind, target, part, again), again, ends)
    try:
        wish = _wish(kind, target, given, again, ends)
        if ends is None:
            stating.checked(session(), wish.told)
    except OverlayError as wrong:
        says = {forms.control_of(wrong.field): wrong.says}
        return _form(kind, target, part, given, again, ends, wrong=says), 422
    shown = proposing.look(session(), wish, today())
    if given.get("step") != "propose" or given.get("seen") != _mark(wish):
        return _form(kind, target, part, given, again, ends, shown=shown, mark=_mark(wish))
    try:
        once = given.get("once", "")[:32] or token_hex(16)
        made = proposing.propose(session(), wish, the_staff(), once, now())
    except Refused as refused:
        says = {"value": str(refused)}
        return _form(kind, target, part, given, again, ends, wrong=says, shown=shown), 409
    return to("proposal", proposal_id=made.id)


def _form(
    kind: str,
    target: str,
    part: str,
    given: Mapping[str, str],
    again: kept.Overlay | None,
    ends: kept.Overlay | None,
    wrong: Mapping[str, str] | None = None,
    shown: Affected | None = None,
    mark: str = "",
) -> str:
    about, benefit = ABOUT.get(kind, kind), pack().benefits.get(target)
    fixed = again or ends
    return render_template(
        "overlays/change.html",
        kind=kind,
        kinds=KINDS,
        about=about,
        target=target,
        part=part,
        part_words=part_in_words(kind, target, part),
        title=names().get((about, target), target),
        standing=standing_of(about, target),
        fields=forms.PLAIN.get(kind, ()),
        labels=forms.LABELS,
        given={"once": token_hex(16), "from_day": today().isoformat(), **given},
        wrong=wrong or {},
        again=again,
        ends=ends,
        fixed=in_words(fixed.kind, fixed.value) if fixed else "",
        units=UNIT_WORDS,
        forms=FORMS,
        points=_points(kind, target),
        options=forms.options(pack(), benefit.applicant if benefit else ""),
        by_age=bool(benefit and benefit.applicant == "resident"),
        rows=range(forms.ROWS),
        shown=shown,
        mark=mark,
        knows_names={each.id: each.title for each in pack().entries()},
    )


def _wish(
    kind: str,
    target: str,
    given: Mapping[str, str],
    again: kept.Overlay | None,
    ends: kept.Overlay | None,
) -> Wish:
    fixed = again or ends
    value = dict(fixed.value) if fixed else forms.value_of(kind, given, plain_pack().facts)
    rest = forms.rest_of(given)
    told = Overlay(
        kind, target, value, rest.source, rest.from_day, rest.until, the_staff().name,
        source_url=rest.source_url,
    )  # fmt: skip
    return Wish(told, ends)


def _now(kind: str, target: str, part: str, again: kept.Overlay | None) -> dict[str, str]:
    """What the form begins with: what is known now, so that only what changes is typed."""
    known = pack()
    if again is not None:
        return {"source": again.source, "where_found": again.source_url or ""}
    if kind == "hotline" and target in known.hotlines:
        line = known.hotlines[target]
        return {"name": line.name, "purpose": line.purpose}
    if kind == "hours":
        return {"spans": known.desk_hours}
    benefit = known.benefits.get(target)
    version = benefit.version_on(today()) if benefit else None
    if version is None or kind not in ("amount", "bands"):
        return {"complete": "1"}
    amounts = {rule.label or "": rule.amount for rule in version.amounts}
    some = next((each for each in amounts.values() if each), None)
    start = _typed(amounts.get(part), "") if kind == "amount" else {}
    for n, (label, amount) in enumerate(list(amounts.items())[: forms.ROWS]):
        if kind == "bands":
            start |= {f"b{n}-label": label, **_typed(amount, f"b{n}-")}
    unit, form = (some.unit, some.form) if some else ("CNY/month", "cash")
    return {**start, "unit": unit, "form": form}


def _typed(amount: Amount | None, row: str) -> dict[str, str]:
    ends = {"min": amount.min, "max": amount.max} if amount else {}
    return {row + end: f"{number:g}" for end, number in ends.items() if number is not None}


def _points(kind: str, target: str) -> dict[str, str]:
    """The open points of the benefit that an amount may settle."""
    benefit = pack().benefits.get(target)
    version = benefit.version_on(today()) if benefit else None
    if kind != "amount" or benefit is None or version is None:
        return {}
    return {p.id: p.says for p in benefit.open if not decides(version.when, p.id)}


def _row(name: str, kind: str, target: str) -> kept.Overlay | None:
    """The statement that the form is about, where it names one."""
    number = request.values.get(name, type=int)
    if number is None:
        return None
    row = session().get(kept.Overlay, number)
    return row if row and (row.kind, row.target) == (kind, target) else abort(404)


def _mark(wish: Wish) -> str:
    """Changes with anything of the wish and with the figures it was looked at beside."""
    told = wish.told
    said: tuple[Any, ...] = (
        told.kind, told.target, sorted(told.value.items(), key=str), told.source, told.source_url,
        told.from_day, told.until, wish.ends and wish.ends.id, kept.overlay_version(session()),
    )  # fmt: skip
    return sha256(repr(said).encode()).hexdigest()[:32]
