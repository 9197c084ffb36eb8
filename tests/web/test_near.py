"""Setting out from somewhere: one's own place, a street or town, and how far is said."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from models import Precision, Provider

Add = Callable[..., Provider]
HERE = "34.4756:119.2447"


def test_a_town_is_a_start_and_its_place_is_said_to_be_rough(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="远些", lat=34.50, lon=119.2447)
    add_provider(name="近些", lat=34.48, lon=119.2447)
    add_provider(name="不知")
    page = client.get("/providers?kind=eldercare&near=板浦").text

    assert page.index("近些") < page.index("远些") < page.index("不知")
    assert "离板浦镇的大致位置直线约 490 米" in page
    assert "走路至少" not in page
    assert "没有核到它的坐标" in page


def test_a_street_without_a_known_point_lists_what_lies_within(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="街内", street="新浦街道", lat=34.6, lon=119.17)
    add_provider(name="街外", street="新东街道", lat=34.6, lon=119.17)
    page = client.get("/providers?kind=eldercare&near=新浦街道&radius_km=3").text

    assert "算不出远近" in page
    assert "街内" in page
    assert "街外" not in page


def test_ones_own_place_is_read_from_the_cookie_and_never_written_into_a_link(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="松鹤养老院", lat=34.4828, lon=119.2447)
    client.set_cookie("here", HERE, path="/providers")
    answer = client.get("/providers?kind=eldercare&near=here&radius_km=3")

    assert "直线约 800 米，走路至少 11 分钟" in answer.text
    assert "34.4756" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_ones_own_place_is_forgotten_once_it_is_not_asked_for(client: FlaskClient) -> None:
    client.set_cookie("here", HERE, path="/providers")
    answer = client.get("/providers?kind=eldercare")

    assert "here=;" in answer.headers["Set-Cookie"]
    assert client.get("/providers?near=here").status_code == 422


def test_a_spoilt_cookie_is_no_place(client: FlaskClient) -> None:
    for kept in ("91.0:0.0", "x", "34.4756:119.2447:1", "1e5:1.0"):
        client.set_cookie("here", kept, path="/providers")
        assert client.get("/providers?near=here").status_code == 422


def test_a_place_known_by_its_street_says_so_and_comes_after_what_is_surely_nearer(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="街道", lat=34.4757, lon=119.2447, location_precision=Precision.STREET)
    add_provider(name="确切", lat=34.4900, lon=119.2447)
    client.set_cookie("here", HERE, path="/providers")
    page = client.get("/providers?kind=eldercare&near=here").text

    assert page.index("确切") < page.index("街道</a>")
    assert "只知道在哪个街道、乡镇：直线最远约 2.5 公里" in page


def test_page_and_json_find_and_order_alike(client: FlaskClient, add_provider: Add) -> None:
    for number in range(5):
        add_provider(
            name=f"甲{number}", lat=34.48 + number / 100, lon=119.2447, capacity=9, vacancies=1
        )
    query = "kind=eldercare&near=34.4756,119.2447&radius_km=5&with_vacancy=1"
    items = client.get(f"/api/v1/providers?{query}").json["items"]
    page = client.get(f"/providers?{query}").text
    places = [page.index(item["name"]) for item in items]

    assert len(items) == 5
    assert places == sorted(places)


def test_where_no_place_has_a_point_the_page_says_that_it_cannot_order_them(
    client: FlaskClient, add_provider: Add
) -> None:
    add_provider(name="没有坐标养老院", lat=None, lon=None, location_precision=Precision.NONE)
    asked = "/providers?kind=eldercare&near=34.6,119.2"
    assert "排不出远近" in client.get(asked).text
    add_provider(name="有坐标养老院", lat=34.6, lon=119.2, location_precision=Precision.EXACT)

    assert "排不出远近" not in client.get(asked).text
