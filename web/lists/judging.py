"""One person of a list as rows of the result: what they likely qualify for and why, what is near, what to mend.

The sentences are the engine's. A number that identifies somebody is masked even where the list numbers its rows so.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge import eligibility
from knowledge.eligibility import ELIGIBLE, LIKELY, Result
from knowledge.pack import Pack
from knowledge.population.lists import PeopleList, Person
from knowledge.reading import mask
from knowledge.wording import CERTAINTY, STATUS
from knowledge.wording import amount as amount_in_words
from web.api.shared import latest

HEADING = (
    "行号", "编号", "待遇", "判断", "为什么", "还要弄清", "金额", "去哪办", "依据", "这一行要改的",
)  # fmt: skip
KEY_AT_MOST = 40
NOTHING, NEAR, FAULTY = "没有找到现在能领的", "还差一点", "没有读懂，没有算"


def rows(person: Person, known: Pack, people: PeopleList) -> Iterator[list[object]]:
    """At least one row a person."""
    first: list[object] = [person.row, mask(person.key[:KEY_AT_MOST]).text]
    if person.faults:
        says = "；".join(f"{known.facts[f.fact].label if f.fact in known.facts else f.fact}：{f.says}"
                        for f in person.faults)  # fmt: skip
        yield [*first, "", FAULTY, *[""] * 5, says]
        return
    results = eligibility.screen(known, person.facts, people.day)
    found = [list(_row(result)) for result in results if _worth_telling(result)]
    for each in found or [["", NOTHING, *[""] * 5]]:
        yield [*first, *each, ""]


def _worth_telling(result: Result) -> bool:
    return within(result) or result.near_miss is not None


def within(result: Result) -> bool:
    return result.status in (ELIGIBLE, LIKELY)


def _row(result: Result) -> Iterator[str]:
    benefit = result.benefit
    yield benefit.title
    yield STATUS[result.status] if within(result) else NEAR
    why = [reason.criterion for reason in result.reasons if reason.met]
    yield "；".join(why if within(result) else [str(result.near_miss)])
    yield "；".join(point.says for point in result.open)
    yield amount_in_words(result.amount) if result.amount else ""
    yield benefit.apply.where
    locators = "；".join(s.locator for s in (result.version or latest(benefit)).sources)
    yield f"{locators}（{CERTAINTY[result.certainty]}）"
