"""What a person reads about policies, benefits, guides and figures."""

from __future__ import annotations

from datetime import date

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from knowledge.criteria import All, Any_, Condition
from knowledge.pack import AnyEntry, OpenPoint, Pack
from tests.web.lint import faults
from web.home import due
from web.policies.reading import read


@pytest.fixture
def pack(app: APIFlask) -> Pack:
    loaded: Pack = app.extensions["pack"].plain
    return loaded


def path(entry: AnyEntry) -> str:
    plural = {"policy": "policies"}.get(entry.kind, f"{entry.kind}s")
    return f"/{plural}/{entry.id}"


def test_every_entry_has_a_sound_page_with_its_own_words(client: FlaskClient, pack: Pack) -> None:
    for entry in pack.entries():
        answer = client.get(path(entry))

        assert answer.status_code == 200, entry.id
        assert list(faults(answer.text)) == [], entry.id
        assert "/chat?q=" in answer.text, entry.id


def test_an_unknown_entry_is_not_found(client: FlaskClient) -> None:
    for kind in ("policies", "benefits", "guides", "figures"):
        assert client.get(f"/{kind}/nothing").status_code == 404


def test_a_list_and_an_office_narrow_the_policies(client: FlaskClient, pack: Pack) -> None:
    wanted = [p for p in pack.policies.values() if p.list == "eldercare" and "tax" in p.responsible]
    page = client.get("/policies?list=eldercare&office=tax").text

    assert f"共 {len(wanted)} 项" in page
    assert all(f'href="/policies/{each.id}"' in page for each in wanted)


def test_all_policies_are_counted_when_nothing_is_asked(client: FlaskClient, pack: Pack) -> None:
    assert f"共 {len(pack.policies)} 项" in client.get("/policies").text


def test_words_nobody_wrote_find_nothing_and_a_way_on(client: FlaskClient) -> None:
    page = client.get("/policies?q=qqqq").text

    assert "没有找到" in page
    assert "看全部" in page


def test_a_filter_nobody_offers_finds_nothing_and_breaks_nothing(client: FlaskClient) -> None:
    assert client.get("/policies?list=moon&audience=%00&office=x").status_code == 200


def test_search_finds_a_benefit_by_what_people_call_it(client: FlaskClient) -> None:
    assert 'href="/benefits/old_age_allowance"' in client.get("/search?q=高龄津贴").text


def test_what_is_typed_is_shown_as_text_only(client: FlaskClient) -> None:
    for address in ("/search", "/policies", "/providers"):
        page = client.get(address, query_string={"q": "<script>alert(1)</script>"}).text

        assert "<script>alert" not in page


def test_a_benefit_says_its_conditions_sources_and_what_is_open(
    client: FlaskClient, pack: Pack
) -> None:
    page = client.get("/benefits/home_care_service_subsidy").text
    benefit = pack.benefits["home_care_service_subsidy"]

    assert "每月 30–150 元" in page
    assert all(point.says in page for point in benefit.open)
    assert all(source.locator in page for source in benefit.versions[-1].sources)


def test_the_nearest_deadline_comes_first_and_a_past_one_not_at_all(pack: Pack) -> None:
    benefits = list(pack.benefits.values())
    coming = due(benefits, date(2026, 11, 24))

    assert coming[0].benefit.id == "childrearing_subsidy"
    assert coming[0].days == 37
    assert due(benefits, date(2026, 12, 31))[0].days == 0
    assert due(benefits, date(2027, 1, 1)) == []


def test_the_first_page_counts_the_days_of_what_must_not_be_missed(client: FlaskClient) -> None:
    page = client.get("/").text

    assert "/benefits/old_age_allowance" in page
    assert "/benefits/home_care_service_subsidy" in page


def condition(because: str, **given: tuple[str, ...]) -> Condition:
    return Condition(fact="age", comparison="is", wanted=1, because=because, **given)


def test_a_nested_group_of_plain_sentences_reads_as_one() -> None:
    either = Any_(parts=(All(parts=(condition("甲"), condition("乙"))), condition("丙")))
    line = read(All(parts=(condition("丁"), either)), lambda name: OpenPoint(name, name))

    assert line.join == "all"
    assert [part.says for part in line.parts] == ["丁", ""]
    assert [part.says for part in line.parts[1].parts] == ["甲，并且乙", "丙"]


def test_what_stays_open_under_a_condition_is_said_beside_it() -> None:
    line = read(
        condition("甲", open_if_met=("groups",)), lambda name: OpenPoint(name, "名单没公布")
    )

    assert line.points == ("名单没公布",)


def test_what_stays_open_for_all_parts_alike_is_said_once() -> None:
    parts = tuple(condition(name, open_if_met=("groups",)) for name in "甲乙")
    line = read(Any_(parts=parts, because="有一条"), lambda name: OpenPoint(name, "名单没公布"))

    assert line.points == ("名单没公布",)
    assert [part.points for part in line.parts] == [(), ()]
