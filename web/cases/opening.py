"""Opening a case with consent, and changing one: the same form. Of two who save, the second sees what changed.

Nothing is kept until it is saved; a sentence is read, shown as fields and thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from models import CaseChanged, ClientCase, Happened, Tally, Thing
from models.case import new_key
from web.api.questions import options_of
from web.cases import filling, judging, notice, rescreening
from web.cases.door import ROLES, bp, fields_named, note, the_case, to
from web.cases.filling import Texts
from web.cases.people import CasePerson
from web.clock import now, today
from web.db import session
from web.eligibility.hearing import Field
from web.i18n import gettext
from web.pack import pack
from web.staff.access import requires, the_staff

TOLD_AT_MOST = 500
KEY = re.compile(r"[\w-]{22}", re.ASCII)  # as `new_key` makes them


@bp.get("/new")
@requires(*ROLES)
def begin() -> str:
    return _page({"alias": ""})


@bp.post("/new")
@requires(*ROLES)
def add() -> ResponseReturnValue:
    """Keep a client who agreed; a sentence, or somebody to add, only fills the form further."""
    texts, key = filling.sent(pack(), request.form), _key()
    if not _saves():
        return _page(_more(texts), agreed=_agreed())
    done = filling.filled(pack(), texts, today(), _agreed())
    if "consent" not in request.form:
        done.wrong["consent"] = gettext("没有勾“同意建档”就不能存；不同意的，当场看完就行")
    if done.wrong:
        return make_response(_page(texts, done.wrong, agreed=_agreed()), 422)
    at, me = now(), the_staff().name
    known = ClientCase.find(session(), key)
    if known is not None and known.opened_by == me:
        return to("show", key=key)  # pressed twice
    case = ClientCase(
        id=new_key() if known else key,
        notice=notice.VERSION,
        consented_at=at,
        opened_by=me,
        opened_at=at,
        **_values(texts, done.people, today()),
    )
    session().add(case)
    session().flush()
    _foresee(case, done.people)
    note("case.opened", case.id, notice=notice.VERSION, people=len(done.people))
    Tally.add(session(), at, [_counted(done.people[0])])
    session().commit()
    return to("show", key=case.id)


@bp.get("/<key>/edit")
@requires(*ROLES)
def edit(key: str) -> str:
    case = the_case(key)
    texts = texts_of(case, today())
    return _page(texts, case=case, was=texts, agreed=_kept_private(case))


@bp.post("/<key>/edit")
@requires(*ROLES)
def save(key: str) -> ResponseReturnValue:
    case, texts = the_case(key), filling.sent(pack(), request.form)
    was, version = filling.before(request.form), request.form.get("version", 0, type=int)
    if not _saves():
        return _page(_more(texts), case=case, was=was, version=version, agreed=_agreed())
    known = [CasePerson.of(each) for each in case.people]
    done = filling.filled(pack(), texts, today(), _agreed(), known)
    if done.wrong and version == case.version:
        page = _page(texts, done.wrong, case, was, version, agreed=_agreed())
        return make_response(page, 422)
    changed = [n for n in {*was, *texts} if was.get(n, "") != texts.get(n, "")]
    try:
        if done.wrong:
            raise CaseChanged(key)
        case.save(session(), version, _values(texts, done.people, today()))
        rescreening.foresee(session(), case, judging.foreseen(pack(), done.people, today()))
    except CaseChanged:
        return _both_wrote(key, was, texts)
    note("case.changed", key, fields=fields_named(pack(), changed))
    session().commit()
    return to("show", key=key)


def _both_wrote(key: str, was: Texts, mine: Texts) -> ResponseReturnValue:
    """The form with both advisors' words: what only one changed is taken, what both did is shown twice."""
    case = the_case(key)
    current = texts_of(case, today())
    both = filling.together(was, mine, current)
    page = _page(both.texts, case=case, was=current, both=both, agreed=_agreed())
    return make_response(page, 409)


def texts_of(case: ClientCase, day: date) -> Texts:
    people = [CasePerson.of(each) for each in case.people]
    mine = {"alias": case.alias, "contact": case.contact or "", "notes": case.notes}
    return filling.written(pack(), people, day, **mine)


def _values(texts: Texts, people: list[CasePerson], day: date) -> dict[str, Any]:
    """The columns of a case that follow from the form, decisions of the day included."""
    found = judging.results(pack(), people, day)
    return {
        "alias": texts["alias"],
        "contact": texts["contact"] or None,
        "notes": texts["notes"],
        "people": [person.plain() for person in people],
        "decisions": judging.plain(found),
        "screened_on": day,
        "screened_for": judging.stamp(session(), pack(day), day),
        "changed_by": the_staff().name,
        "changed_at": now(),
    }


def _counted(person: CasePerson) -> Thing:
    """As what the case goes into the numbers: the first person's kind and district, and nothing of who it is."""
    facts = person.facts(pack(), today())
    return Thing(
        Happened.CASE_OPENED, str(facts.get("applicant", "")), str(facts.get("district") or "")
    )


def _foresee(case: ClientCase, people: list[CasePerson]) -> None:
    rescreening.foresee(session(), case, judging.foreseen(pack(), people, today()))


def _more(texts: Texts) -> Texts:
    """The form with what was just said, or with one more person."""
    added = request.form.get("add", "")
    if added in dict(pack().facts["applicant"].options):
        key = filling.free_key(texts)
        return {**texts, f"{key}-applicant": added, f"{key}-label": ""}
    return filling.heard(pack(), texts, request.form.get("text", "")[:TOLD_AT_MOST], today())


def _key() -> str:
    """Of the case this form opens, so that a form sent twice opens one; a key nobody made here is not taken."""
    given = request.form.get("key", "")
    return given if KEY.fullmatch(given) else new_key()


def _saves() -> bool:
    """Enter in any field saves, but for a sentence that has not been read yet."""
    return "save" in request.form or ("enter" in request.form and not request.form.get("text"))


def _agreed() -> bool:
    return "private" in request.form


def _kept_private(case: ClientCase) -> bool:
    return any(each["consent"] for each in case.people)


def _page(
    texts: Texts,
    wrong: Mapping[str, str] | None = None,
    case: ClientCase | None = None,
    was: Texts | None = None,
    version: int | None = None,
    both: filling.Together | None = None,
    agreed: bool = False,
) -> str:
    texts, wrong = filling.harmless(texts), wrong or {}
    return render_template(
        "cases/form.html",
        case=case,
        key=_key(),
        texts=texts,
        was=was or {},
        version=version if version is not None else (case.version if case else 0),
        wrong=wrong,
        people=[_shown(texts, key, wrong) for key in filling.keys(texts)],
        kinds=options_of(pack().facts["applicant"]),
        options_of=options_of,
        agreed=agreed,
        consented="consent" in request.form,
        both=_readable(both) if both else None,
        notice=notice.VERSION,
        days=current_app.extensions["settings"].CASE_DAYS,
        most=filling.AT_MOST,
        told_most=TOLD_AT_MOST,
    )


def _shown(texts: Texts, key: str, wrong: Mapping[str, str]) -> dict[str, Any]:
    """One person's fields: those that say something first, the rest to be opened."""
    applicant = texts[f"{key}-applicant"]
    fields = [
        Field(
            spec,
            f"{key}-{spec.id}",
            _given(texts, f"{key}-{spec.id}"),
            wrong.get(f"{key}-{spec.id}", ""),
        )
        for spec in filling.askable(pack(), applicant)
    ]
    known = [f for f in fields if f.given or f.wrong]
    return {
        "key": key,
        "applicant": applicant,
        "label": texts.get(f"{key}-label", ""),
        "known": known,
        "rest": [f for f in fields if f not in known],
    }


def _given(texts: Texts, name: str) -> tuple[str, ...]:
    return tuple(part for part in texts.get(name, "").split(filling.APART) if part)


def _readable(both: filling.Together) -> dict[str, list[tuple[str, str]]]:
    """What the other advisor changed, with the names of the fields as people read them."""
    return {
        "theirs": [_line(name, both.theirs) for name in both.theirs],
        "clashes": [_line(name, both.clashes) for name in both.clashes],
    }


def _line(name: str, texts: Mapping[str, str]) -> tuple[str, str]:
    own = {"alias": gettext("怎么称呼"), "contact": gettext("电话"), "notes": gettext("记事")}
    own |= {"label": gettext("称谓")}
    fact = name.partition("-")[2] or name
    spec = pack().facts.get(fact)
    label = spec.label if spec else own.get(fact, fact)
    return label, filling.shown(pack(), texts, name) or gettext("（空着）")
