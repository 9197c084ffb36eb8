"""The result of a screening as a short reply: what was understood, then benefits by status, never more than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.actions.in_words import person_in_words
from bot.actions.memory import Somebody
from knowledge.eligibility import ELIGIBLE, INELIGIBLE, LIKELY, UNKNOWN, Result
from knowledge.pack import Pack
from knowledge.replies import Answer, Button, Reply, card
from knowledge.resting import MOST_REFS
from knowledge.wording import amount as amount_in_words

LISTED = 6
NAMED = 4
CARDS = 4
PLACES = {"resident": "养老院", "child": "托育机构"}


def outcome(
    pack: Pack, person: Somebody, results: Sequence[Result], others: Sequence[Somebody]
) -> Answer:
    """`others` were named too and are offered next."""
    sure = [r for r in results if r.status in (ELIGIBLE, LIKELY)][:LISTED]
    lines = [_understood(pack, person), *_listed(pack, sure), *_undecided(pack, results)]
    lines += _near(pack, results)
    if not sure:
        lines.insert(1, pack.replies["check_none"])
    leading = sure or [r for r in results if r.status == UNKNOWN][:NAMED]
    buttons = (*_nearby(person), *_next(others), *_how(pack, leading))
    cards = tuple(card(result.benefit) for result in leading[:CARDS])
    refs = tuple(result.benefit.ref for result in leading[:MOST_REFS])
    return Answer((Reply("\n".join(lines), buttons, cards),), refs)


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
        return f"{name}：{amount_in_words(result.amount)}"
    priced = result.version is not None and result.version.amounts
    return f"{name}：{pack.replies['amount_unknown']}" if priced else name


def _undecided(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    """A few by name, the rest as a number; in favour of none."""
    found = [result for result in results if result.status == UNKNOWN]
    if found:
        names = "、".join(result.benefit.title for result in found[:NAMED])
        more = f"等 {len(found)} 样" if len(found) > NAMED else ""
        yield pack.replies["check_unknown"].format(names=f"{names}{more}")


def _near(pack: Pack, results: Sequence[Result]) -> Iterator[str]:
    for result in [r for r in results if r.status == INELIGIBLE and r.near_miss][:2]:
        yield pack.replies["check_near"].format(name=result.benefit.title, when=result.near_miss)


def _nearby(person: Somebody) -> Iterator[Button]:
    what, district = PLACES.get(str(person.applicant)), person.facts.get("district")
    if what and person.facts.get("living") != "institution":
        yield Button(f"附近的{what}", f"{district}的{what}" if district else f"附近的{what}")


def _next(others: Sequence[Somebody]) -> Iterator[Button]:
    for other in others[:2]:
        yield Button(f"再看{other.label}", f"再看看{other.label}能领什么")


def _how(pack: Pack, results: Sequence[Result]) -> Iterator[Button]:
    for result in results[:2]:
        topic = pack.topics.get(result.benefit.topic or "")
        if topic:
            yield Button(f"{result.benefit.title}去哪办", f"{topic.title}，去哪办")
