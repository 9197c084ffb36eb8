"""The directory for the staff: find a place, see what its record lacks, mend it, say that it was checked today.

Two who edit at once: the second is shown what the first wrote before anything of theirs replaces it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models import Merged, Provider, Role, audit, twins, words
from models.editing import (
    CHOICES,
    LABELS,
    NotAccepted,
    change,
    confirm,
    fields_of,
    mark,
    written,
)
from models.quality import by_district, quality
from web.clock import now, today
from web.db import session
from web.directory import labels
from web.directory.places import AREA_CODE
from web.directory.places import by_district as streets_of
from web.findable import public_address
from web.i18n import gettext, lazy_gettext
from web.pack import pack
from web.staff import menu
from web.staff.access import requires, the_staff
from web.upkeep import reporting
from web.upkeep.deciding import day_fault
from web.upkeep.door import bp

ROLE = "editor"
A_PAGE = 50
# The longest price list: nothing that stands there may be cut off by sending it back.
LONGEST = 20_000
SOURCE_AT_MOST = 200
PARTS = {
    "phone": lazy_gettext("电话"), "address": lazy_gettext("地址"), "fees": lazy_gettext("收费"),
    "point": lazy_gettext("准确的位置"), "vacancies": lazy_gettext("空位"),
    "who": lazy_gettext("收什么样的人"), "hours": lazy_gettext("开门时间"),
    "registration": lazy_gettext("备案编号"), "capacity": lazy_gettext("床位（托位）数"),
}  # fmt: skip

# How to write what is more than one figure; a name with a line each gets room for several.
HINTS = {
    "point": lazy_gettext("两个数和哪家的地图：119.2214, 34.5967 高德；不准到门口的，后面加“只到街道”"),
    "prices": lazy_gettext("一行一项：半日托 1500 元/月（含午餐）"),
    "hours": lazy_gettext("一行一段：周一至周五 08:00-17:00；另有安排的日子：2027-02-05至2027-02-12 不开"),
}  # fmt: skip
SEVERAL_LINES = ("prices", "hours")


@bp.get("/counter/providers")
@requires()
def places() -> str:
    """The longest unverified first."""
    q, district = request.args.get("q", "")[:60].strip(), request.args.get("district", "")
    page = max(0, request.args.get("page", 0, type=int))
    p = Provider
    itself = p.id.not_in(select(Merged.dropped_id))
    found = select(p).where(p.is_sample.is_(False), itself).order_by(p.verified_on, p.id)
    if q:
        found = found.where(p.name_folded.contains(words.compact(q), autoescape=True))
    if district:
        found = found.where(p.district == district)
    rows = session().scalars(found.offset(page * A_PAGE).limit(A_PAGE + 1)).all()
    return render_template(
        "upkeep/places.html",
        places=[(each, quality(each, today())) for each in rows[:A_PAGE]],
        more=len(rows) > A_PAGE,
        page=page,
        q=q,
        district=district,
        districts=by_district(session(), today()),
    )


@bp.get("/counter/providers/<uuid:provider_id>")
@requires()
def place(provider_id: UUID) -> str:
    return _page(_provider(provider_id))


@bp.post("/counter/providers/<uuid:provider_id>")
@requires(ROLE)
def save(provider_id: UUID) -> ResponseReturnValue:
    provider = _provider(provider_id, lock=True)
    given = {n: request.form.get(n, "")[:LONGEST] for n in fields_of(provider.kind)}
    given |= {name: request.form.get(name, "").strip() for name in ("source", "day")}
    if request.form.get("mark") != mark(provider):
        says = gettext(
            "您打开以后别人改过这一家，您的还没有写进去。下面是现在的和您填的，核对后再存。"
        )
        return _page(provider, given, {"mark": says}), 409
    wrong = _faults(given) or _save(provider, given)
    if wrong:
        session().rollback()
        return _page(_provider(provider_id), given, wrong), 422
    session().commit()
    return redirect(url_for("upkeep.place", provider_id=provider_id), 303)


@bp.post("/counter/providers/<uuid:provider_id>/checked")
@requires(ROLE)
def checked(provider_id: UUID) -> ResponseReturnValue:
    provider = _provider(provider_id, lock=True)
    before = {"verified_on": str(provider.verified_on)}
    confirm(provider, today())
    _note(provider, "provider.checked", before, {"verified_on": str(today())})
    session().commit()
    return redirect(url_for("upkeep.place", provider_id=provider_id), 303)


@bp.post("/counter/providers/<uuid:provider_id>/invite")
@requires(ROLE)
def invite(provider_id: UUID) -> str:
    provider = _provider(provider_id)
    _note(provider, "provider.invited", None, {})
    session().commit()
    return _page(provider, link=public_address(reporting.path_for(provider)))


def _save(provider: Provider, given: Mapping[str, str]) -> dict[str, str]:
    texts = {name: given[name] for name in fields_of(provider.kind)}
    if texts["district"] not in streets_of(pack()):
        return {"district": gettext("区县：请在给出的几种里选")}
    day = date.fromisoformat(given["day"])
    try:
        before, after = change(provider, texts, day, AREA_CODE)
    except NotAccepted as refused:
        return refused.wrong
    if after:
        said = {**after, "source": given["source"], "verified_on": given["day"]}
        _note(provider, "provider.changed", before, said)
    return {}


def _faults(given: Mapping[str, str]) -> dict[str, str]:
    wrong = day_fault(given["day"])
    if not 2 <= len(given["source"]) <= SOURCE_AT_MOST:
        wrong["source"] = gettext("请写在哪里核实的，最多 %(most)s 个字", most=SOURCE_AT_MOST)
    return wrong


def _note(
    provider: Provider, action: str, before: Mapping[str, str] | None, after: Mapping[str, str]
) -> None:
    who, target = the_staff().id, f"provider:{provider.id}"
    audit.record(
        session(), staff_id=who, action=action, target=target, before=before, after=after, at=now()
    )


def _provider(provider_id: UUID, lock: bool = False) -> Provider:
    """A real one, as it stands now."""
    found = session().get(Provider, provider_id, with_for_update={"of": Provider} if lock else None)
    real = found is not None and not found.is_sample
    return found if found and real and not twins.leads_to(session(), provider_id) else abort(404)


def _page(
    provider: Provider,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    link: str = "",
) -> str:
    stands = {name: written(provider, name) for name in fields_of(provider.kind)}
    return render_template(
        "upkeep/place.html",
        provider=provider,
        stands=stands,
        given=given or {**stands, "source": "", "day": today().isoformat()},
        wrong=wrong or {},
        link=link,
        mark=mark(provider),
        quality=quality(provider, today()),
        parts=PARTS,
        labels=LABELS,
        choices=_choices(provider),
        needed=("type", "district", "status"),
        hints=HINTS,
        several_lines=SEVERAL_LINES,
        may_edit=the_staff().role is not Role.ADVISOR,
        day=today(),
    )


def _choices(provider: Provider) -> dict[str, dict[str, str]]:
    """What a field may be, by id, in words."""
    named = {
        "type": labels.TYPES,
        "ownership": labels.OWNERSHIPS,
        "status": labels.STATUSES,
        "fee_unit": labels.FEE_UNITS,
    }
    found = {
        field: {str(each.value): str(named[field][each.value]) for each in known}
        for field, known in CHOICES.items()
    }
    theirs = {each.value for each in CHOICES["type"] if each.kind == provider.kind}  # type: ignore[attr-defined]
    found["type"] = {key: label for key, label in found["type"].items() if key in theirs}
    found["district"] = {name: name for name in streets_of(pack())}
    return found


menu.add("upkeep.places", lazy_gettext("机构"))
