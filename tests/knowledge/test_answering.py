"""Answers: short, sourced, honest about what is open, never more than the status."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import answer_topic, in_words
from knowledge.eligibility import judge
from knowledge.facts import derive
from knowledge.pack import Pack
from knowledge.replies import offer

TODAY = date(2026, 11, 24)


def test_every_topic_is_answered_on_a_named_source_or_asks_for_the_side(pack: Pack) -> None:
    for topic in pack.topics:
        if topic == "city_figures":
            continue
        answer = answer_topic(pack, topic, TODAY)
        assert answer.refs, topic
        assert answer.outcome == ("asking" if pack.topics[topic].needs_side else "answered")


@pytest.mark.parametrize(
    ("side", "item", "other"),
    [("eldercare", "eldercare-13", "childcare-16"), ("childcare", "childcare-16", "eldercare-13")],
)
def test_the_side_picks_the_list_and_leaves_the_other_out(
    pack: Pack, side: str, item: str, other: str
) -> None:
    answer = answer_topic(pack, "utility_pricing", TODAY, side=side)

    assert f"policy:{item}" in answer.refs
    assert f"policy:{other}" not in answer.refs


def test_twins_without_a_side_are_asked_about_and_both_named(pack: Pack) -> None:
    answer = answer_topic(pack, "utility_pricing", TODAY)

    assert answer.outcome == "asking"
    assert {"policy:eldercare-13", "policy:childcare-16"} <= set(answer.refs)
    assert len(answer.replies[0].buttons) == 2


def test_the_home_care_subsidy_says_how_much_and_what_is_not_published(pack: Pack) -> None:
    answer = answer_topic(pack, "home_care_service", TODAY)
    text = answer.replies[0].text

    assert "30" in text
    assert "150" in text
    assert "8 类" in text or "8类" in text
    assert "还没定的" in text
    assert answer.refs[0] == "benefit:home_care_service_subsidy"
    assert "policy:eldercare-31" in answer.refs


def test_the_draft_is_named_once(pack: Pack) -> None:
    text = answer_topic(pack, "utility_pricing", TODAY, side="eldercare").replies[0].text

    assert text.count("征求意见稿") == 1


def test_an_ended_scheme_gives_no_figure(pack: Pack) -> None:
    text = answer_topic(pack, "care_voucher", date(2027, 1, 1)).replies[0].text

    assert "800" not in text
    assert "未公布" in text


def test_what_a_person_told_is_judged(pack: Pack) -> None:
    facts = {"age": 79, "local_hukou": True}
    text = answer_topic(pack, "old_age_allowance", TODAY, facts=facts).replies[0].text

    assert "不够条件" in text
    assert "80" in text


def test_a_likely_result_sends_nobody_off_without_a_call(pack: Pack) -> None:
    benefit = pack.benefits["home_care_service_subsidy"]
    facts = derive({"applicant": "resident", "age": 91}, TODAY)
    says = in_words(pack, judge(benefit, facts, TODAY))

    assert "可能可以" in says
    assert "12345" in says


def test_an_abstention_offers_topics_and_a_person(pack: Pack) -> None:
    answer = offer(pack, ["old_age_allowance", "care_voucher"])

    assert (answer.outcome, answer.refs) == ("unknown", ())
    assert [button.title for button in answer.replies[0].buttons][-1] == "转人工"
