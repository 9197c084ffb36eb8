"""What a family reads about those who give care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from models import FeeUnit, Kind, OpeningHours, Provider, ProviderType
from tests.web.lint import faults
from web.clock import today
from web.directory import saying

Add = Callable[..., Provider]
DAY = date(2026, 11, 1)


def test_a_percent_sign_is_only_a_percent_sign(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="松鹤养老院")

    assert "松鹤" not in client.get("/providers?kind=eldercare&q=%25").text


def test_the_two_doors_keep_their_kinds_apart(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="松鹤养老院")
    add_provider(name="小苗托育园", kind=Kind.CHILDCARE)
    page = client.get("/providers?kind=childcare").text

    assert "小苗托育园" in page
    assert "松鹤" not in page
    assert "找到 1 家" in page


def test_filters_narrow_together(client: FlaskClient, add_provider: Add) -> None:
    fees = {"fee_unit": FeeUnit.MONTH, "fees_on": DAY}
    add_provider(name="便宜养老院", district="海州区", fee_min=Decimal(900), **fees)
    add_provider(name="昂贵养老院", district="海州区", fee_min=Decimal(9000), **fees)
    add_provider(name="别处养老院", district="连云区", fee_min=Decimal(900), **fees)
    page = client.get("/providers?kind=eldercare&district=海州区&max_fee=1000").text

    assert "便宜养老院" in page
    assert "昂贵" not in page
    assert "别处" not in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("type=moon", "哪一类"), ("max_fee=-1", "最多多少钱"), ("max_fee=1千五", "最多多少钱"),
        ("sort=distance", "怎么排"), ("near=没有这个地方", "从哪里算起"), ("near=91,0", "从哪里算起"),
        ("near=here", "从哪里算起"), ("radius_km=3", "从哪里算起"), ("age_months=x", "孩子多大"),
        ("near=板浦镇&radius_km=x", "多远以内"), ("open_now=maybe", "现在开门"), (f"q={'长' * 101}", "名字、地方"),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_named_and_nothing_is_searched(
    client: FlaskClient, add_provider: Add, query: str, field: str
) -> None:
    add_provider(name="松鹤养老院")
    answer = client.get(f"/providers?{query}")
    alert = answer.text.split('role="alert"')[1].split("</div>")[0]

    assert answer.status_code == 422
    assert field in alert
    assert "松鹤" not in answer.text


def test_what_was_filled_in_is_kept_where_one_field_is_wrong(client: FlaskClient) -> None:
    page = client.get("/providers?kind=eldercare&q=松鹤&max_fee=便宜").text

    assert 'value="松鹤"' in page
    assert 'value="便宜"' in page
    assert 'aria-describedby="max_fee-wrong"' in page


def test_blanks_of_the_form_are_not_asked(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="松鹤养老院")

    assert "松鹤养老院" in client.get("/providers?kind=eldercare&type=&max_fee=&near=&q= ").text


def test_a_type_of_the_other_kind_finds_nothing_and_says_what_it_costs(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="松鹤养老院")
    page = client.get("/providers?kind=eldercare&type=nursery").text

    assert "松鹤" not in page
    assert "不限“托育机构”" in page


def test_a_cursor_of_another_search_starts_again_and_says_so(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="松鹤养老院")
    answer = client.get("/providers?kind=eldercare&cursor=zzzz")

    assert answer.status_code == 200
    assert "从第一页给您看" in answer.text
    assert "松鹤养老院" in answer.text


def test_pages_follow_each_other_without_loss(client: FlaskClient, add_provider: Add) -> None:
    names = [f"甲{number:02}养老院" for number in range(25)]
    for name in names:
        add_provider(name=name)
    first = client.get("/providers?kind=eldercare").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following).text

    assert all((name in first) != (name in second) for name in names)


def test_nothing_found_offers_to_drop_what_costs_most_and_the_places_beside(
    client: FlaskClient, add_provider: Add
) -> None:
    fees = {"fee_unit": FeeUnit.MONTH, "fees_on": DAY, "fee_min": Decimal(900)}
    for number in range(3):
        add_provider(name=f"贵{number}", district="海州区", vacancies=1)
    add_provider(name="远", district="连云区", vacancies=1, **fees)
    page = client.get("/providers?kind=eldercare&district=海州区&max_fee=1000&with_vacancy=1").text
    ways = page.split("可以这样再找")[1]

    assert "没有找到" in page
    assert ways.index("不限“最多 1000 元”") < ways.index("不限“海州区”") < ways.index(">连云区<")
    assert "有 3 家" in ways
    assert 'href="tel:12345"' in page


def test_each_filter_says_how_many_it_leaves(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="甲", district="海州区", tags={"meals"}, vacancies=2)
    add_provider(name="乙", district="连云区", type=ProviderType.NURSING_HOME)
    page = client.get("/providers?kind=eldercare&district=海州区").text

    assert "海州区（1 家）" in page
    assert "连云区（1 家）" in page
    assert "护理院（0 家）" in page
    assert 'value="meals"' in page


def test_each_filter_in_use_can_be_taken_away_alone(client: FlaskClient) -> None:
    page = client.get("/providers?kind=eldercare&district=海州区&tag=meals&tag=pickup&q=松").text
    chips = page.split('class="chips"')[1].split("</ul>")[0]

    assert chips.count("<li>") == 5  # four, and all of them
    assert 'href="/providers?kind=eldercare&amp;q=%E6%9D%BE&amp;district=' in chips
    assert "tag=pickup" in chips
    assert chips.count("tag=meals") == 3


def test_a_guess_is_said_in_words(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="松鹤养老院")
    page = client.get("/providers?kind=eldercare&q=松贺").text

    assert "没有“松贺”，找的是“松鹤”" in page


def test_the_page_knows_what_people_call_a_place(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="松鹤养老院", district="海州区")

    for address in ("/providers?q=新浦", "/api/v1/providers?q=新浦", "/search?q=新浦"):
        assert "松鹤养老院" in client.get(address).text


def test_a_sample_is_marked_kept_from_search_engines_and_has_no_phone(
    client: FlaskClient, elder_home: Provider
) -> None:
    page = client.get(f"/providers/{elder_home.id}").text

    assert "不是真的" in page
    assert "noindex" in page
    assert page.count("tel:") == 2  # the footer's 12345 and 120
    assert "不是真的" in client.get("/providers?kind=eldercare").text


def test_a_real_provider_can_be_rung_and_says_where_it_is_from(
    client: FlaskClient, add_provider: Add
) -> None:
    given = add_provider(name="松鹤养老院", phone="0518-85412345、13800001234", source="某名单")
    page = client.get(f"/providers/{given.id}").text

    assert 'href="tel:051885412345"' in page
    assert 'href="tel:13800001234"' in page
    assert "来源：某名单" in page
    assert "核实于" in page
    assert "noindex" not in page


def test_a_provider_says_all_it_reported(client: FlaskClient, elder_home: Provider) -> None:
    page = client.get(f"/providers/{elder_home.id}").text

    for said in ("1800–3200.5 元/月", "空 8 个", "100 人", "轻度失能、完全失能", "管饭", "助浴"):
        assert said in page
    assert "<dt>周一至周二</dt><dd>08:00–17:00</dd>" in page


def test_an_unknown_provider_is_not_found(client: FlaskClient) -> None:
    assert client.get("/providers/00000000-0000-4000-8000-000000000000").status_code == 404
    assert client.get("/providers/1").status_code == 404


def test_ages_are_said_in_years_and_months(client: FlaskClient) -> None:
    child = Provider(kind=Kind.CHILDCARE, type=ProviderType.NURSERY)
    child.age_min_months, child.age_max_months = 6, 42
    with client.application.test_request_context():
        assert saying.ages(child) == "6 个月 到 3 岁 6 个月"
        child.age_max_months = None
        assert saying.ages(child) == "6 个月 以上"


def test_free_is_not_unknown(client: FlaskClient) -> None:
    free = Provider(fee_min=Decimal(0), fee_max=Decimal(0), fee_unit=FeeUnit.MEAL)
    with client.application.test_request_context():
        assert saying.fees(free) == "不收费"
        assert saying.fees(Provider()) == ""


def test_days_with_the_same_hours_share_a_line(client: FlaskClient) -> None:
    spans = [OpeningHours(weekday=d, opens_minute=480, closes_minute=1020) for d in range(1, 6)]
    with client.application.test_request_context():
        lines = saying.hours(Provider(opening_hours=spans))

    assert lines == [("周一至周五", "08:00–17:00"), ("周六至周日", "不开")]


def test_an_old_report_of_free_places_says_so_on_the_card(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="甲养老院", vacancies=3, vacancies_on=today() - timedelta(days=91))
    add_provider(name="乙养老院", vacancies=3, vacancies_on=today() - timedelta(days=90))
    add_provider(name="丙养老院")
    for address in ("/providers?kind=eldercare", "/search?q=养老院"):
        cards = client.get(address).text.split('<article class="card">')[1:]
        old = {card.split("养老院")[0][-1] for card in cards if "可能变了" in card}
        assert old == {"甲"}, address


def test_every_real_place_that_is_found_has_the_way_to_say_that_it_is_wrong(
    client: FlaskClient, add_provider: Add
) -> None:
    real, sample = add_provider(name="松鹤养老院"), add_provider(name="示例养老院", is_sample=True)
    for address in ("/providers?kind=eldercare", "/search?q=养老院"):
        page = client.get(address).text
        assert f"/correct/{real.id}" in page, address
        assert f"/correct/{sample.id}" not in page
        assert list(faults(page)) == []
