"""Pages neither skip nor repeat, whatever the order, and a foreign cursor is refused."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import FeeUnit, Kind, Provider
from models.criteria import BadSearch, Sort
from models.finding import paging
from models.finding.paging import BadCursor
from models.geography import Near
from tests.models.rows import DAY, Add, a_provider

HERE = Near(34.6, 119.2)


@pytest.fixture
def many(session: Session) -> list[Provider]:
    """Names, fees, vacancies and places that often tie, and some unknown."""
    rows = []
    for i in range(23):
        given: dict[str, Any] = {"name": f"养老院{i % 7}"}
        if i % 3:
            given |= {"fee_min": Decimal(i % 4 * 500 + i % 2), "fee_unit": list(FeeUnit)[i % 2]}
            given |= {"fees_on": DAY, "vacancies": i % 5, "lat": 34.6 + i % 6 / 100, "lon": 119.21}
        rows.append(a_provider(**given))
    session.add_all(rows)
    session.flush()
    return rows


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("limit", [1, 4, 23])
@pytest.mark.usefixtures("many")
def test_all_pages_together_are_the_whole_list(session: Session, sort: Sort, limit: int) -> None:
    criteria: Any = {"q": "养老院", "near": HERE, "sort": sort}
    seen: list[Provider] = []
    cursor = None
    while True:
        page = Provider.page(session, limit=limit, cursor=cursor, **criteria)
        seen += page.items
        cursor = page.next
        if cursor is None:
            break

    assert seen == Provider.page(session, limit=100, **criteria).items
    assert page.total == len(seen) == 23


@pytest.mark.usefixtures("many")
def test_a_row_added_before_the_cursor_moves_nothing(session: Session, add: Add) -> None:
    first = Provider.page(session, limit=5)
    add(name="A")
    second = Provider.page(session, limit=5, cursor=first.next)

    assert not {row.id for row in first.items} & {row.id for row in second.items}
    assert second.items[0].name == "养老院1"


@pytest.mark.usefixtures("many")
def test_the_passing_of_time_does_not_end_a_search(session: Session) -> None:
    cursor = Provider.page(session, limit=5, with_vacancy=True).next

    assert Provider.page(session, limit=5, with_vacancy=True, cursor=cursor).items


@pytest.mark.usefixtures("many")
def test_a_cursor_of_another_search_is_refused(session: Session) -> None:
    cursor = Provider.page(session, limit=5).next

    with pytest.raises(BadCursor):
        Provider.page(session, kind=Kind.ELDERCARE, cursor=cursor)


def forged(session: Session, *keys: Any) -> str:
    """A cursor with the right mark and other keys."""
    real = Provider.page(session, limit=1, sort=Sort.VACANCIES).next or ""
    mark = json.loads(base64.urlsafe_b64decode(real + "=" * (-len(real) % 4)))[0]
    raw = json.dumps([mark, *keys]).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


UUID_TEXT = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("1", "a"),
        ("x", "a", UUID_TEXT),
        ("99999999999999999999", "a", UUID_TEXT),
        ("1" * 5000, "a", UUID_TEXT),
        ("1", "a\x00", UUID_TEXT),
        ("1", "\ud800", UUID_TEXT),
        ("1", "a", "no uuid"),
        ("1", "a", None),
        (None, {}, []),
    ],
    ids=range(10),
)
@pytest.mark.usefixtures("many")
def test_a_forged_cursor_never_reaches_the_database(session: Session, keys: Any) -> None:
    with pytest.raises(BadCursor):
        Provider.page(session, sort=Sort.VACANCIES, cursor=forged(session, *keys))


@pytest.mark.parametrize(
    "cursor", ["x", "e30", "W10", "汉字", "a" * 9999, "bnVsbA", "W1tbW1td", "=="]
)
def test_nonsense_is_no_cursor(session: Session, cursor: str) -> None:
    with pytest.raises(BadSearch) as refused:
        Provider.page(session, cursor=cursor)

    assert refused.value.field == "cursor"


@pytest.mark.usefixtures("many")
def test_counts_exactly_up_to_its_bound(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for bound, expected in ((23, (23, True)), (22, (22, False))):
        monkeypatch.setattr(paging, "COUNTED_AT_MOST", bound)
        page = Provider.page(session, limit=1)
        assert (page.total, page.total_exact) == expected
