"""说说情况: a text is read, what was heard comes back as fields to mend, and only what is sent then is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from knowledge.danger import first, gently, waved
from knowledge.errors import FactError
from knowledge.reading import mask
from knowledge.replies import Reply
from web.api.questions import options_of
from web.clock import today
from web.eligibility import answering, keeping
from web.eligibility.case import PEOPLE_AT_MOST, Case, Person, concerned
from web.eligibility.door import bp, to
from web.eligibility.hearing import Field, fields, hear
from web.eligibility.views import TEXT_AT_MOST, begin_page
from web.i18n import gettext
from web.pack import pack


@dataclass(frozen=True)
class Told:
    """One person's fields as they stand on the page."""

    index: int
    label: str
    applicant: str
    fields: list[Field]


@bp.post("/tell")
def tell() -> ResponseReturnValue:
    given, calm = waved(request.form.get("text", "").strip())
    text = mask(given).text
    ended = first(given, pack(), calm)
    if ended:
        # What is refused for a number in it comes back without the number, to be sent again.
        declined = ended.outcome == "declined"
        page = begin_page(text[:TEXT_AT_MOST] if declined else "", first=ended)
        return (page, 422) if declined else page
    if not text or len(text) > TEXT_AT_MOST:
        wrong = gettext("请写几句情况，最多 %(most)s 个字", most=TEXT_AT_MOST)
        return begin_page(text[:TEXT_AT_MOST], wrong), 422
    heard = [each for each in hear(pack(), text, today()) if each.facts or each.applicant]
    if not heard:
        return begin_page(
            text, gettext("没听出是替谁问的。换个说法试试，比如“我妈 82 岁，海州区户口”")
        ), 422
    told = [Told(i, h.label, h.applicant, fields(pack(), i, h)) for i, h in enumerate(heard)]
    return _page(told, asked=gently(text, pack(), calm))


@bp.post("/facts")
def take_facts() -> ResponseReturnValue:
    """What was heard, as mended; the sensitive part only with a tick."""
    told = list(_sent())
    agreed = "consent" in request.form
    people = [_person(each, agreed) for each in told]
    if any(wrong for _, wrong in people):
        return _page([_marked(t, w) for t, (_, w) in zip(told, people, strict=True)], agreed), 422
    case = keeping.current() or Case()
    if not told or len(case.people) + len(people) > PEOPLE_AT_MOST:
        return begin_page(wrong=gettext("一次最多看 8 个人；先清空，再看别人")), 422
    first = len(case.people)
    for person, _ in people:
        case.add(person)
    case.current = first
    keeping.keep(case)
    return to("following")


def _sent() -> Iterator[Told]:
    kinds = dict(pack().facts["applicant"].options)
    for index in range(PEOPLE_AT_MOST):
        applicant = request.form.get(f"p{index}-applicant", "")
        if applicant in kinds:
            label = request.form.get(f"p{index}-label", "")[:12]
            yield Told(index, mask(label).text, applicant, list(_fields(index, applicant)))


def _fields(index: int, applicant: str) -> Iterator[Field]:
    specs = [spec for spec in concerned(pack(), applicant) if spec.id != "applicant"]
    for spec in sorted(specs, key=lambda each: each.sensitive):
        name = f"p{index}-{spec.id}"
        if f"{name}-there" in request.form:
            yield Field(spec, name, tuple(request.form.getlist(name)))


def _person(told: Told, agreed: bool) -> tuple[Person, dict[str, str]]:
    """The person, and what is wrong with which fact; an emptied field is no answer."""
    answers: dict[str, Any] = {"applicant": told.applicant}
    wrong: dict[str, str] = {}
    for each in told.fields:
        if any(part.strip() for part in each.given) and (agreed or not each.spec.sensitive):
            try:
                answers[each.spec.id] = answering.parse(pack(), each.spec, each.given, today())
            except FactError as fault:
                wrong[fault.fact] = fault.says
    try:
        answering.together(pack(), answers, today())
    except FactError as fault:
        wrong[fault.fact] = fault.says
    return Person(answers, told.label, True if agreed else None), wrong


def _marked(told: Told, wrong: dict[str, str]) -> Told:
    marked = [replace(each, wrong=wrong.get(each.spec.id, "")) for each in told.fields]
    return replace(told, fields=marked)


def _page(told: list[Told], agreed: bool = False, asked: Reply | None = None) -> str:
    return render_template(
        "eligibility/told.html",
        told=told,
        agreed=agreed,
        asked=asked,
        faulty=[f for each in told for f in each.fields if f.wrong],
        kinds=options_of(pack().facts["applicant"]),
        options_of=options_of,
    )
