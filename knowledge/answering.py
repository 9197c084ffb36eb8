"""What to say about a topic: short first, resting on named sources, saying what is open.

Page, bot, counter and API speak through this; the bot owns no sentence about policy. Knows nothing of Rasa or HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge import facts as people
from knowledge.eligibility import Result, judge
from knowledge.pack import AnyEntry, Benefit, Figure, Guide, OpenPoint, Pack, Policy, Topic
from knowledge.replies import Answer, Button, Reply, card
from knowledge.resting import MOST_REFS, basis, resting
from knowledge.saying import clauses, joined, say, sentence, together
from knowledge.wording import FACETS
from knowledge.wording import amount as amount_in_words

LONGEST_OPEN = 60
OPEN_KINDS = (Benefit, Policy, Guide)
SAYS = {
    "eligible": "eligible",
    "likely": "likely",
    "unknown": "undecided",
    "ineligible": "ineligible",
}


def answer_topic(
    pack: Pack,
    topic_id: str,
    day: date,
    *,
    side: str | None = None,
    facets: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
) -> Answer:
    """Answer a question about a topic, or ask which side is meant where the two sides differ."""
    topic = pack.topics[topic_id]
    members = _members(pack, topic, side)
    if topic.needs_side and side not in ("eldercare", "childcare"):
        return _ask_side(pack, topic, members)
    return answer_entries(pack, members, day, facets=facets, facts=facts, topic=topic, side=side)


def answer_entries(
    pack: Pack,
    entries: Sequence[AnyEntry],
    day: date,
    *,
    facets: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
    topic: Topic | None = None,
    side: str | None = None,
) -> Answer:
    """Answer from these entries, the first of which speaks."""
    first = entries[0]
    lines = [_verdict(pack, entries, facts or {}, day), *_body(pack, entries, facets, day)]
    lines += _open_line(pack, entries)
    found = resting(pack, entries, side)
    lines.append(basis(pack, found))
    cards = tuple(card(entry) for entry in found[:3])
    buttons = _more(pack, first, topic, facets)
    text = "\n".join(line for line in lines if line)
    refs = tuple(entry.ref for entry in found[:MOST_REFS])
    return Answer((Reply(text, buttons, cards),), refs)


def _members(pack: Pack, topic: Topic, side: str | None) -> list[AnyEntry]:
    members = list(pack.on_topic(topic.id))
    if side in ("eldercare", "childcare"):
        fitting = [entry for entry in members if entry.side in (side, "both")]
        members = fitting or members
    benefits_first = topic.group in ("resident", "child")
    order = {"benefit": 0 if benefits_first else 1, "policy": 1 if benefits_first else 0}
    return sorted(members, key=lambda entry: order.get(entry.kind, 2))


def _ask_side(pack: Pack, topic: Topic, members: Sequence[AnyEntry]) -> Answer:
    name = pack.heard.topics[topic.id].title
    buttons = (
        Button(say("养老（老人）"), f"{name}，养老的"),
        Button(say("托育（孩子）"), f"{name}，托育的"),
    )
    refs = tuple(entry.ref for entry in members[:MOST_REFS])
    return Answer((Reply(pack.replies["side_question"], buttons),), refs, "asking")


def _verdict(
    pack: Pack, entries: Sequence[AnyEntry], facts: Mapping[str, Any], day: date
) -> str | None:
    """What the engine says for this person, when they told something about themselves."""
    benefit = next((entry for entry in entries if isinstance(entry, Benefit)), None)
    told = {name for name in facts if name not in ("applicant", "district")}
    if benefit is None or not told:
        return None
    who = {"applicant": benefit.applicant, **facts}
    if who["applicant"] not in (benefit.applicant, *benefit.also_applicants):
        return None
    result = judge(benefit, people.derive(people.check(who, pack.facts), day), day)
    return in_words(pack, result) if told & _used(result) else None


def _used(result: Result) -> set[str]:
    used = {reason.fact for reason in result.reasons if reason.met is not None}
    if used & {"child_birth_date", "child_age_months"}:
        used |= {"child_birth_date", "child_age_months", "child_birth_month"}
    return {fact for fact in used if fact} | ({"birth_date"} if "age" in used else set())


def in_words(pack: Pack, result: Result) -> str:
    """A result as one or two sentences; never more than its status."""
    says = [pack.replies[SAYS[result.status]]]
    if result.status == "ineligible":
        failed = [reason.criterion for reason in result.reasons if reason.met is False]
        says.append(say("差在：%(what)s。", what=joined(failed[:3])))
        if result.near_miss:
            says.append(sentence(result.near_miss))
    if result.status == "unknown" and result.missing:
        labels = dict.fromkeys(pack.facts[fact].label for fact in result.missing[:3])
        says.append(say("还要知道：%(what)s。", what=joined(labels)))
    if result.amount is not None:
        says.append(sentence(amount_in_words(result.amount)))
    return together(says)


def _body(
    pack: Pack, entries: Sequence[AnyEntry], facets: Sequence[str], day: date
) -> list[str | None]:
    first = entries[0]
    if isinstance(first, Figure):
        return [say("%(what)s：%(says)s", what=first.title, says=first.summary)]
    if isinstance(first, Benefit) and first.version_on(day) is None:
        result = judge(first, {}, day)
        return [*(point.says for point in result.open), *(r.criterion for r in result.reasons)]
    if not facets:
        return [first.answer]
    return [_facet(pack, entries, facet) for facet in facets]


def _facet(pack: Pack, entries: Sequence[AnyEntry], facet: str) -> str:
    for entry in entries:
        if facet in entry.facets:
            return entry.facets[facet]
        if facet == "papers" and isinstance(entry, Benefit) and entry.apply.documents:
            papers = say("一般要带：%(what)s。", what=joined(entry.apply.documents))
            return together([papers, pack.replies["hotline"]])
        if facet == "where" and isinstance(entry, Benefit):
            return together([sentence(entry.apply.where), pack.replies["hotline"]])
        if facet == "where" and isinstance(entry, Policy):
            offices = joined(pack.offices[office].name for office in entry.responsible)
            named = say("由%(offices)s负责。", offices=offices)
            return together([named, pack.replies["hotline"]])
    return pack.replies[f"{facet}_unknown"]


def _open_line(pack: Pack, entries: Sequence[AnyEntry]) -> list[str]:
    """What is open about the entry that speaks; a second point only while the line stays short."""
    points: Sequence[OpenPoint] = next(
        (entry.open for entry in entries if isinstance(entry, OPEN_KINDS) and entry.open), ()
    )
    says = [point.says.rstrip("。.") for point in points[:2]]
    if len("".join(says)) > LONGEST_OPEN:
        says = says[:1]
    return [sentence(pack.replies["open"].format(points=clauses(says)))] if says else []


def _more(
    pack: Pack, first: AnyEntry, topic: Topic | None, facets: Sequence[str]
) -> tuple[Button, ...]:
    """Buttons for what else can be asked about it."""
    named = pack.heard.topics[topic.id] if topic else pack.heard.entry(first.id)
    name = named.title if named else first.title
    asked = [facet for facet in FACETS if facet in first.facets and facet not in facets]
    return tuple(Button(say(FACETS[facet]), f"{name}，{FACETS[facet]}") for facet in asked[:4])
