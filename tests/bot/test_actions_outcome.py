"""What the bot says at the end of its form: the same sums and alternatives as the page, places that fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.actions.listing import Listing
from bot.actions.memory import Search, Somebody
from bot.actions.outcome import outcome
from bot.actions.world import Fitting
from knowledge.bundle import bundle
from knowledge.eligibility import Result, screen
from knowledge.loading import load_pack
from knowledge.wording import amount as amount_in_words
from models import Base, CareLevel, Kind, Provider
from models.session import make_engine, make_sessions
from tests.bot.saying import TODAY, Talk
from tests.knowledge.people import people
from tests.knowledge.test_bundle import a_result, cash, in_conflict
from tests.models.rows import a_provider

PACK = load_pack()
SEVERE = Search(kind="eldercare", district="海州区")


def told(results: list[Result]) -> str:
    return outcome(PACK, Somebody(applicant="resident"), results, ()).replies[0].text


def test_sums_and_alternatives_are_those_of_the_page() -> None:
    shown = 0
    for person in people(400, 20261126, TODAY):
        results = screen(PACK, person, TODAY)
        best, text = bundle(results), told(list(results))
        for pair in best.alternatives:
            assert pair.says in text
        if len(best.chosen) > 1:
            assert all(amount_in_words(each) in text for each in best.sums)
            assert "加起来" in text
            shown += 1
        else:
            assert "加起来" not in text
    assert shown


def test_of_two_that_exclude_each_other_the_better_one_is_named() -> None:
    more, less = a_result(PACK, "more", cash(200)), a_result(PACK, "less", cash(100))

    text = told([in_conflict(less, more), more])

    assert "不能同时领" in text
    assert f"{more.benefit.title}多一些" in text


def test_without_a_confirmed_conflict_nothing_is_advised() -> None:
    more, less = a_result(PACK, "more", cash(200)), a_result(PACK, "less", cash(100))

    text = told([in_conflict(less, more, "unconfirmed"), more])

    assert "多一些" not in text
    assert "每月 至少 300 元" in text


@pytest.fixture
def listing(tmp_path: Path) -> Callable[..., Listing]:
    def made(*rows: Provider) -> Listing:
        engine = make_engine(f"sqlite:///{tmp_path / 'rows.sqlite'}")
        Base.metadata.create_all(engine)
        sessions = make_sessions(engine)
        with sessions.begin() as opened:
            opened.add_all(rows)
        return Listing(sessions)

    return made


def test_places_are_those_that_take_the_assessed_level_in(
    listing: Callable[..., Listing],
) -> None:
    found = listing(
        a_provider(name="收重度的", care_levels=[CareLevel.SEVERE]),
        a_provider(name="只收自理的", care_levels=[CareLevel.INDEPENDENT]),
    ).find(SEVERE, Fitting(care_level="severe"))

    assert [place.name for place in found] == ["收重度的"]


def test_places_are_those_that_take_the_childs_months_in(listing: Callable[..., Listing]) -> None:
    ages = {"age_min_months": 12, "age_max_months": 36}
    found = listing(
        a_provider(kind=Kind.CHILDCARE, name="收一岁起", **ages),
        a_provider(kind=Kind.CHILDCARE, name="收两岁起", age_min_months=24, age_max_months=36),
    ).find(Search(kind="childcare", district="海州区"), Fitting(age_months=18))

    assert [place.name for place in found] == ["收一岁起"]


def test_after_the_result_the_bot_looks_for_what_fits_this_person() -> None:
    talk = Talk(PACK)
    talk.say("我妈82，海州区，评了重度，能领什么")
    nearby = next(
        button for button in talk.say("先看结果").replies[0].buttons if "附近" in button.title
    )
    shown = talk.say(nearby.payload)

    assert talk.places.wanted[-1][1] == Fitting(care_level="severe")
    assert "登记收重度失能的" in shown.replies[0].text
