"""One question a page: begin, answer, go back, change, agree or decline. What comes next is `knowledge`'s."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.errors import FactError
from knowledge.facts import relatives
from knowledge.pack import FactSpec
from knowledge.replies import Answer
from web.api.questions import options_of
from web.clock import today
from web.eligibility import answering, asking, keeping
from web.eligibility.case import Case, Person, concerned
from web.eligibility.door import bp, the_case, to
from web.i18n import gettext
from web.pack import pack

TEXT_AT_MOST = 500


@bp.get("")
def start() -> str:
    return begin_page()


def begin_page(text: str = "", wrong: str = "", first: Answer | None = None) -> str:
    return render_template(
        "eligibility/start.html",
        case=keeping.current(),
        choices=options_of(pack().facts["applicant"]),
        people=people_shown(),
        text=text,
        wrong=wrong,
        first=first,
        lost="lost" in request.args,
        most=TEXT_AT_MOST,
    )


@bp.post("/start")
def begin() -> ResponseReturnValue:
    """A first person, or one more beside those there are."""
    applicant = request.form.get("applicant", "")
    if applicant not in dict(pack().facts["applicant"].options):
        return begin_page(wrong=gettext("请选一个：替谁问")), 422
    case = keeping.current() or Case()
    if case.full:
        return begin_page(wrong=gettext("一次最多看 8 个人；先清空，再看别人")), 422
    case.add(Person({"applicant": applicant}))
    keeping.keep(case)
    return to("following")


@bp.get("/next")
def following() -> ResponseReturnValue:
    """To the next best question, or to the result once no answer could change it."""
    where = asking.standing(pack(), the_case().person, today())
    return to("question", fact=where.next.id) if where.next else to("result")


@bp.get("/questions/<fact>")
def question(fact: str) -> ResponseReturnValue:
    case = the_case()
    spec = _spec(case.person, fact)
    if asking.must_consent(spec, case.person):
        return to("consent", fact=fact)
    value = case.person.answers.get(fact)
    given = value if spec.type == "set" and value else [answering.typed(value)]
    return _asked(case, spec, list(given))


@bp.post("/questions/<fact>")
def answer(fact: str) -> ResponseReturnValue:
    case = the_case()
    spec, given = _spec(case.person, fact), request.form.getlist("value")
    if asking.must_consent(spec, case.person):
        return to("consent", fact=fact)
    try:
        _take(case.person, spec, given)
    except FactError as wrong:
        return _asked(case, spec, given, wrong), 422
    keeping.keep(case)
    return to("following")


def _take(person: Person, spec: FactSpec, given: list[str]) -> None:
    """Into the person's answers, if it fits them; 不清楚 and 跳过 are answers."""
    passed = "unknown" in request.form or "skip" in request.form
    value = None if passed else answering.parse(pack(), spec, given, today())
    if spec.id == "applicant":
        return person.become(pack(), str(value)) if value else None
    others = relatives(spec.id) if "instead" in request.form else ()
    answers = {n: v for n, v in person.answers.items() if n not in others}
    answering.together(pack(), {spec.id: value}, today())
    answering.together(pack(), {**answers, spec.id: value}, today())
    person.answers = {**answers, spec.id: value}
    return None


def _asked(case: Case, spec: FactSpec, given: list[str], wrong: FactError | None = None) -> str:
    person, known = case.person, [n for n in relatives(spec.id) if case.person.answers.get(n)]
    return render_template(
        "eligibility/question.html",
        spec=spec,
        options=options_of(spec),
        given=given,
        wrong=wrong,
        rivals=[pack().facts[name] for name in known] if wrong else [],
        standing=asking.standing(pack(), person, today()),
        previous=asking.before(person, spec.id),
        people=people_shown(),
        **answered(person),
    )


def answered(person: Person) -> dict[str, Any]:
    """The answers as a list with a way to change each."""
    rows = [
        (pack().facts[name], answering.shown(pack().facts[name], value))
        for name, value in person.answers.items()
    ]
    return {"answers": rows, "person": person}


def people_shown() -> list[tuple[int, str, bool]]:
    """Number, word and whether it is the one being asked about, for each person of the case."""
    case = keeping.current() or Case()
    labels = dict(pack().facts["applicant"].options)
    return [
        (index, each.label or labels.get(each.applicant, ""), index == case.current)
        for index, each in enumerate(case.people)
    ]


@bp.get("/consent")
def consent() -> ResponseReturnValue:
    """Before the first sensitive question: what is asked, why, how long it is kept; no is a good answer."""
    person = the_case().person
    specs = asking.sensitive(pack(), person)
    if not specs:
        return to("following")
    return render_template(
        "eligibility/consent.html", specs=specs, person=person, fact=request.args.get("fact", "")
    )


@bp.post("/consent")
def agree() -> ResponseReturnValue:
    case, said = the_case(), request.form.get("consent")
    if said not in ("yes", "no"):
        abort(400)
    if said == "no":
        case.person.decline(pack())
    else:
        case.person.consent = True
    keeping.keep(case)
    fact = request.form.get("fact", "")
    return to("question", fact=fact) if said == "yes" and fact in pack().facts else to("following")


@bp.post("/people/<int:index>")
def look_at(index: int) -> ResponseReturnValue:
    """Go on with another person of the case; the others stay."""
    case = the_case()
    if index >= len(case.people):
        abort(404)
    case.current = index
    keeping.keep(case)
    return to("following")


@bp.post("/forget")
def forget() -> ResponseReturnValue:
    keeping.forget()
    return to("start")


def _spec(person: Person, fact: str) -> FactSpec:
    found = next((s for s in concerned(pack(), person.applicant) if s.id == fact), None)
    return found or abort(404)
