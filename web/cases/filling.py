"""What an advisor writes about a client, as named texts: read from a form, from a case, and put together when two
wrote at once. Knows no page; a value is read by `web.eligibility.answering`.

A field of a person is `KEY-FACT`; KEY is the person's own, so it means the same person whoever wrote first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from knowledge.errors import FactError
from knowledge.pack import FactSpec, Pack
from knowledge.reading import mask
from web.cases.people import CasePerson
from web.eligibility import answering
from web.eligibility.case import PEOPLE_AT_MOST, concerned
from web.eligibility.hearing import Heard, hear
from web.i18n import gettext

PERSON = re.compile(r"(p\d{1,3})-applicant", re.ASCII)
NEVER_KEPT = {"id", "card", "secret"}
AT_MOST = {"alias": 40, "contact": 60, "notes": 2000, "label": 12}
DIGITS_OF_A_PHONE = 7
APART = "|"
Texts = dict[str, str]


@dataclass
class Filled:
    """The people and what is wrong, by field."""

    people: list[CasePerson] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)


def sent(pack: Pack, form: MultiDict[str, str]) -> Texts:
    """The form's fields; people ticked as gone are left out."""
    texts = {name: _tidy(form.get(name, "")) for name in ("alias", "contact", "notes")}
    for key in keys(form):
        if f"{key}-gone" in form:
            continue
        applicant = form.get(f"{key}-applicant", "")
        texts[f"{key}-applicant"] = applicant
        texts[f"{key}-label"] = _tidy(form.get(f"{key}-label", ""))
        for spec in askable(pack, applicant):
            given = [each.strip() for each in form.getlist(f"{key}-{spec.id}") if each.strip()]
            if given:
                texts[f"{key}-{spec.id}"] = APART.join(given)
    return texts


def before(form: MultiDict[str, str]) -> Texts:
    """The fields as they stood when the form was opened."""
    return {n.removeprefix("was-"): v for n, v in form.items() if n.startswith("was-") and v}


def written(pack: Pack, people: Iterable[CasePerson], day: date, **texts: str) -> Texts:
    """A case's fields as a form shows them on `day`."""
    shown = dict(texts)
    for person in people:
        shown[f"{person.key}-label"] = person.label
        for name, value in person.facts(pack, day).items():
            shown[f"{person.key}-{name}"] = as_text(pack.facts[name], value)
    return shown


def keys(texts: Iterable[str]) -> list[str]:
    found = (PERSON.fullmatch(name) for name in texts)
    return list(dict.fromkeys(match[1] for match in found if match))[:PEOPLE_AT_MOST]


def askable(pack: Pack, applicant: str) -> list[FactSpec]:
    """Plain facts first, then the sensitive ones."""
    specs = [s for s in concerned(pack, applicant) if s.id != "applicant" and s.type]
    return sorted(specs, key=lambda spec: spec.sensitive)


def filled(
    pack: Pack, texts: Texts, day: date, agreed: bool, known: Iterable[CasePerson] = ()
) -> Filled:
    """The people as they are to be kept; sensitive answers only where that was agreed to."""
    done = Filled(wrong=_faults(texts))
    kept = {person.key: person for person in known}
    kinds = dict(pack.facts["applicant"].options)
    for key in keys(texts):
        if texts[f"{key}-applicant"] not in kinds:
            done.wrong[f"{key}-applicant"] = gettext("请选这是哪一类人")
            continue
        done.people.append(_person(pack, key, texts, day, agreed, kept.get(key), done.wrong))
    if not done.people:
        done.wrong["people"] = gettext("至少要有一位：写一句情况，或者选是哪一类人")
    return done


def _person(
    pack: Pack,
    key: str,
    texts: Texts,
    day: date,
    agreed: bool,
    known: CasePerson | None,
    wrong: dict[str, str],
) -> CasePerson:
    person = CasePerson(key, texts.get(f"{key}-label", ""), consent=agreed)
    person.answers["applicant"] = texts[f"{key}-applicant"]
    same = written(pack, [known], day) if known else {}
    for spec in askable(pack, person.answers["applicant"]):
        name = f"{key}-{spec.id}"
        if not texts.get(name) or (spec.sensitive and not agreed):
            continue
        if known and same.get(name) == texts[name]:
            # Not told anew: an age stays as old as the day it was told.
            person.answers[spec.id] = known.answers[spec.id]
            person.told[spec.id] = known.told.get(spec.id, day)
            continue
        try:
            given = texts[name].split(APART) if spec.type == "set" else [texts[name]]
            person.answers[spec.id] = answering.parse(pack, spec, given, day)
            person.told[spec.id] = day
        except FactError as fault:
            wrong[name] = fault.says
    try:
        answering.together(pack, person.facts(pack, day), day)
    except FactError as fault:
        wrong[f"{key}-{fault.fact}"] = fault.says
    return person


def _faults(texts: Texts) -> dict[str, str]:
    wrong = {}
    if not texts.get("alias"):
        wrong["alias"] = gettext("怎么称呼：写一个认得出的叫法，比如“王阿姨”，不用真名")
    digits = sum(char.isdigit() for char in texts.get("contact", ""))
    if texts.get("contact") and digits < DIGITS_OF_A_PHONE:
        wrong["contact"] = gettext("电话：请写能打通的号码，或者空着")
    for name, text in texts.items():
        most = AT_MOST.get(name.partition("-")[2] or name)
        if most and len(text) > most:
            wrong[name] = gettext("太长了，最多 %(most)s 个字", most=most)
        if private(text):
            wrong[name] = gettext("这里像是有证件号、银行卡号或密码，这些不收，已经遮掉")
    return wrong


def private(text: str) -> bool:
    return bool(NEVER_KEPT & set(mask(text).found))


def harmless(texts: Texts) -> Texts:
    """To be shown again: what must not be kept is not sent back either."""
    return {name: mask(text).text if private(text) else text for name, text in texts.items()}


def heard(pack: Pack, texts: Texts, text: str, day: date) -> Texts:
    """The fields with what a sentence tells added: of the same person where it tells of one, else of more."""
    found = [h for h in hear(pack, text, day) if h.facts or h.applicant]
    more = dict(texts)
    for each in found:
        key = _whose(texts, each, len(found)) or free_key(more)
        if len(keys(more)) >= PEOPLE_AT_MOST and key not in keys(more):
            break
        more[f"{key}-applicant"] = each.applicant
        more[f"{key}-label"] = more.get(f"{key}-label") or each.label
        more |= {f"{key}-{n}": as_text(pack.facts[n], value) for n, value in each.facts.items()}
    return more


def _whose(texts: Texts, heard: Heard, told: int) -> str | None:
    """The person already there whom a sentence tells more about; None where it is somebody else."""
    alike = [k for k in keys(texts) if texts[f"{k}-applicant"] == heard.applicant]
    named = [k for k in alike if heard.label and texts.get(f"{k}-label") == heard.label]
    if named:
        return named[0]
    nameless = [k for k in alike if not (heard.label and texts.get(f"{k}-label"))]
    return nameless[0] if told == 1 and len(alike) == 1 and nameless else None


def free_key(texts: Texts) -> str:
    taken = {int(key[1:]) for key in keys(texts)}
    return f"p{max(taken, default=-1) + 1}"


@dataclass(frozen=True)
class Together:
    """Two advisors' fields as one: `theirs` the other changed alone, `clashes` both did, with the other's text."""

    texts: Texts
    theirs: dict[str, str]
    clashes: dict[str, str]


def together(was: Texts, mine: Texts, now: Texts) -> Together:
    """Nothing typed is lost: where both wrote, mine stays in the field and theirs beside it."""
    texts: Texts = {}
    theirs: dict[str, str] = {}
    clashes: dict[str, str] = {}
    for name in dict.fromkeys((*mine, *now, *was)):
        old, own, new = (each.get(name, "") for each in (was, mine, now))
        texts[name] = new if own == old else own
        if own == old and new != old:
            theirs[name] = new
        elif own != old and new not in (old, own):
            clashes[name] = new
    gone = {k for k in keys(was) if f"{k}-applicant" not in mine or f"{k}-applicant" not in now}
    dropped = {k for k in gone if not any(n.startswith(f"{k}-") for n in clashes)}
    texts = {n: t for n, t in texts.items() if n.partition("-")[0] not in dropped}
    return Together({n: t for n, t in texts.items() if t or "-" not in n}, theirs, clashes)


def as_text(spec: FactSpec, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, set, frozenset)):
        return APART.join(str(option) for option, _ in spec.options if option in value)
    return answering.typed(value)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def shown(pack: Pack, texts: Mapping[str, str], name: str) -> str:
    """A field's text as a person reads it."""
    fact, text = name.partition("-")[2], texts.get(name, "")
    spec = pack.facts.get(fact)
    if spec is None or not text:
        return text
    labels = {str(value).lower(): label for value, label in spec.options}
    labels |= {"true": gettext("是"), "false": gettext("不是")} if spec.type == "boolean" else {}
    said = "、".join(labels.get(part.lower(), part) for part in text.split(APART))
    return f"{said} {spec.unit}" if spec.unit else said
