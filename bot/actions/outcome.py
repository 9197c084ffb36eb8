"""The result of a screening as a short reply: what was understood, then benefits by status, never more than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.actions.in_words import person_in_words
from bot.actions.memory import Somebody
from knowledge.bundle import bundle
from knowledge.eligibility import ELIGIBLE, INELIGIBLE, LIKELY, UNKNOWN, Result, too_early
from knowledge.pack import Pack
from knowledge.replies import Answer, Button, Reply, card
from knowledge.resting import MOST_REFS, resting
from knowledge.saying import clauses, joined, later, say, sentence
from knowledge.wording import amount as amount_in_words

LISTED = 6
NAMED = 4
CARDS = 4
PLACES = {
    "resident": (later("附近的养老院"), "养老院"),
    "child": (later("附近的托育机构"), "托育机构"),
}


def outcome(
    pack: Pack,
    person: Somebody,
    results: Sequence[Result],
    others: Sequence[Somebody],
    early: bool = False,
) -> Answer:
    """`others` were named too and are offered next; `early` while something could still be asked."""
    sure = [r for r in results if r.status in (ELIGIBLE, LIKELY)][:LISTED]
    lines = [_understood(pack, person), *_listed(pack, sure), *_together(pack, results)]
    lines += [*_undecided(pack, results), *_near(pack, results)]
    if not sure:
        lines.insert(1, pack.replies["check_none"])
    leading = sure or [r for r in results if r.status == UNKNOWN][:NAMED]
    on = (Button(say("接着问"), "接着问"),) if early else ()
    buttons = (*on, *_nearby(person), *_next(others), *_how(pack, leading))
    cards = tuple(card(result.benefit) for result in leading[:CARDS])
    refs = _refs(pack, leading)
    return Answer((Reply("\n".join(lines), buttons, cards),), refs)


def _priced(result: Result) -> bool:
    return bool(result.version and result.version.amounts)


def _understood(pack: Pack, person: Somebody) -> str:
    return pack.replies["check_understood"].format(facts=person_in_words(pack, person) or "—")


def _listed(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    for status in (ELIGIBLE, LIKELY):
        found = [result for result in results if result.status == status]
        if found:
            yield pack.replies[f"check_{status}"]
            yield from (f"・{_line(pack, result)}" for result in found)


def _line(pack: Pack, result: Result) -> str:
    name = result.benefit.title
    if result.amount is not None:
        return say("%(what)s：%(says)s", what=name, says=amount_in_words(result.amount))
    unknown = pack.replies["amount_unknown"]
    return say("%(what)s：%(says)s", what=name, says=unknown) if _priced(result) else name


def _together(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    """What does not go together, which of it is more, and what is sure when added up."""
    best = bundle(results)
    for pair in best.alternatives:
        yield sentence(pair.says)
    if best.left_out:
        names = joined(result.benefit.title for result in best.chosen)
        yield pack.replies["check_best"].format(names=names)
    if len(best.chosen) > 1:
        sums = clauses(amount_in_words(each) for each in best.sums)
        weak = any(each.certainty == "unconfirmed" for each in best.sums)
        yield pack.replies["check_sum_unconfirmed" if weak else "check_sum"].format(sums=sums)


def _undecided(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    """Apart: what turns on something not told, what it is too early to ask for, what nobody has published."""
    found = [result for result in results if result.status == UNKNOWN]
    groups: dict[str, list[Result]] = {"check_missing": [], "check_later": [], "check_open": []}
    for result in found:
        groups[_undecided_by(pack, result)].append(result)
    for reply, some in groups.items():
        if some:
            yield pack.replies[reply].format(names=_names(some), when=_when(pack, some[0]))


def _undecided_by(pack: Pack, result: Result) -> str:
    if not result.missing:
        return "check_open"
    later = set(result.missing) <= too_early(pack, result).keys()
    return "check_later" if later else "check_missing"


def _when(pack: Pack, result: Result) -> str:
    return next((asked.says for asked in too_early(pack, result).values()), "")


def _names(results: Sequence[Result]) -> str:
    """A few by name, the rest as a number."""
    names = joined(result.benefit.title for result in results[:NAMED])
    if len(results) <= NAMED:
        return names
    return say("%(names)s等 %(count)s 样", names=names, count=len(results))


def _near(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    for result in [r for r in results if r.status == INELIGIBLE and r.near_miss][:2]:
        yield pack.replies["check_near"].format(name=result.benefit.title, when=result.near_miss)


def _refs(pack: Pack, results: Sequence[Result]) -> tuple[str, ...]:
    """The benefits, then what the first of them rests on."""
    benefits = [result.benefit for result in results]
    rest = resting(pack, benefits[:1])
    return tuple(dict.fromkeys(entry.ref for entry in (*benefits, *rest)))[:MOST_REFS]


def _nearby(person: Somebody) -> Iterator[Button]:
    title, what = PLACES.get(str(person.applicant), ("", ""))
    if what and person.facts.get("living") != "institution":
        yield Button(say(title), f"{person.facts.get('district') or '附近'}的{what}")


def _next(others: Sequence[Somebody]) -> Iterator[Button]:
    for other in others[:2]:
        yield Button(say("再看%(who)s", who=other.label), f"再看看{other.label}能领什么")


def _how(pack: Pack, results: Sequence[Result]) -> Iterator[Button]:
    for result in results[:2]:
        topic = pack.heard.topics.get(result.benefit.topic or "")
        if topic:
            title = say("%(what)s去哪办", what=result.benefit.title)
            yield Button(title, f"{topic.title}，去哪办")
