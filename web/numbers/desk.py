"""Yearly figures on a screen: enter one, put one right, take one back.

A figure that stands already is replaced only by somebody who was shown it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models import Indicator
from web.clock import today
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.numbers import entering
from web.numbers.views import bp
from web.staff import menu
from web.staff.access import requires, the_staff

ROLE = "editor"
PAGE = "/counter/numbers"
AS_LONG_AS = 300  # what is beyond is too long in any field, and told so


@bp.get(PAGE)
@requires(ROLE)
def desk() -> str:
    chosen = session().get(Indicator, request.args.get("figure", 0, type=int))
    return _page(_texts(chosen) if chosen else None, stands=chosen)


@bp.post(PAGE)
@requires(ROLE)
def enter() -> ResponseReturnValue:
    given = {name: request.form.get(name, "")[:AS_LONG_AS] for name in entering.FIELDS}
    wrong = entering.faults(given)
    if wrong:
        return _page(given, wrong), 422
    stands = entering.standing(given)
    if stands and request.form.get("stands") != _mark(stands):
        return _shown_first(given, stands)
    entering.enter(given, the_staff().id)
    try:
        session().commit()
    except IntegrityError:  # the same figure, entered by two in one instant
        session().rollback()
        stands = entering.standing(given) or abort(409)
        return _shown_first(given, stands)
    return redirect(url_for("numbers.desk"), 303)


@bp.post(f"{PAGE}/<int:figure_id>/remove")
@requires(ROLE)
def remove(figure_id: int) -> ResponseReturnValue:
    kept = session().get(Indicator, figure_id)
    if kept and request.form.get("stands") != _mark(kept):
        says = gettext("您打开以后别人改过这个数，没有删。下面是现在的。")
        return _page(None, {"mark": says}), 409
    if kept:
        entering.take_back(kept, the_staff().id)
        session().commit()
    return redirect(url_for("numbers.desk"), 303)


def _shown_first(given: Mapping[str, str], stands: Indicator) -> ResponseReturnValue:
    says = gettext(
        "这一年已经填过：%(said)s（%(source)s）。要换成您写的，再按一次“存”。",
        said=stands.said,
        source=stands.source,
    )
    return _page(given, {"mark": says}, stands), 409


def _page(
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    stands: Indicator | None = None,
) -> str:
    yearly = session().scalars(Indicator.listed()).all()
    return render_template(
        "numbers/desk.html",
        yearly=yearly,
        names=sorted({each.name for each in yearly}),
        given=given or dict.fromkeys(entering.FIELDS, "") | {"year": str(today().year - 1)},
        wrong=wrong or {},
        lengths=entering.LENGTHS,
        stands=_mark(stands) if stands else "",
        mark=_mark,
    )


def _mark(kept: Indicator) -> str:
    return f"{kept.id} {kept.entered_at.isoformat()}"


def _texts(kept: Indicator) -> dict[str, str]:
    value = f"{kept.value.normalize():f}"
    return {
        "name": kept.name,
        "year": str(kept.year),
        "value": value,
        "unit": kept.unit,
        "source": kept.source,
    }


menu.add("numbers.desk", lazy_gettext("年度数字"), ROLE)
