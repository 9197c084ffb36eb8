"""Local figures as they stand: what is known, what rests on each, and everything that was ever said of it.

Only to read; whatever changes a figure is `changing` and `deciding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.overlays.standing import Standing, standing
from knowledge.pack import Office, Tariff
from models import OverlayProposal
from models import overlay as kept
from web.clock import today
from web.db import session
from web.i18n import lazy_gettext
from web.overlays.door import ABOUT, KINDS, ROLE, bp, may_edit, to
from web.overlays.wording import in_words
from web.pack import pack, plain_pack
from web.staff import menu
from web.staff.access import requires, the_staff


@bp.get("")
@requires()
def index() -> str:
    """What waits for a second person, then every figure of one kind, those that nobody knows first."""
    kind = request.args.get("kind", "amount")
    found = list(standing(plain_pack(), pack(), today()))
    chosen = sorted((f for f in found if f.kind == kind), key=lambda f: (f.sure, bool(f.says)))
    return render_template(
        "overlays/index.html",
        kinds={k: v for k, v in KINDS.items() if k not in ABOUT},
        kind=kind,
        figures=chosen,
        left={k: sum(f.kind == k and not f.sure for f in found) for k in KINDS},
        waiting=session().scalars(OverlayProposal.waiting()).all(),
        names=names(),
        may_edit=may_edit(),
        me=the_staff().id,
    )


@bp.get("/start")
@requires(ROLE)
def start() -> ResponseReturnValue:
    """To the form of a hotline that is not in the pack."""
    number = request.args.get("number", "").strip()[:20]
    return to("change", kind="hotline", target=number) if number else to("index", kind="hotline")


@bp.get("/figures/<kind>/<target>")
@requires()
def figure(kind: str, target: str) -> str:
    """One figure: how it stands, what rests on it, and everything that was ever said of it."""
    kind = ABOUT.get(kind, kind)
    stood = standing_of(kind, target) or abort(404)
    kinds = [kind, *(k for k, v in ABOUT.items() if v == kind)]
    rows = [
        row
        for row in session().scalars(kept.Overlay.listed())
        if row.kind in kinds and row.target == target
    ]
    proposals = [p for k in kinds for p in session().scalars(OverlayProposal.of(k, target))]
    return render_template(
        "overlays/figure.html",
        kind=kind,
        kinds=KINDS,
        target=target,
        title=names()[kind, target],
        standing=stood,
        rows=rows[::-1],
        of_row={p.overlay_id: p for p in proposals if p.overlay_id},
        proposals=proposals,
        in_words=in_words,
        may_edit=may_edit(),
        day=today(),
    )


def standing_of(kind: str, target: str) -> list[Standing]:
    found = standing(plain_pack(), pack(), today())
    return [each for each in found if (each.kind, each.target) == (kind, target)]


def names() -> dict[tuple[str, str], str]:
    """How a figure is called, without its parts."""
    known = pack()
    found = standing(plain_pack(), known, today())
    tables: dict[str, Mapping[str, Office | Tariff]] = {
        "office": known.offices,
        "tariff": known.tariffs,
    }
    names = {}
    for (kind, target), each in groupby(found, key=lambda f: (f.kind, f.target)):
        entry = known.entry(target)
        named = tables.get(kind, {}).get(target)
        names[kind, target] = entry.title if entry else named.name if named else next(each).title
    return names


def part_in_words(kind: str, target: str, part: str) -> str:
    tariff = pack().tariffs.get(target)
    if kind != "tariff" or tariff is None:
        return part
    return next((str(r["label"]) for r in tariff.rates if r["id"] == part), part)


menu.add("overlays.index", lazy_gettext("本地数字"))
