"""Whatever is typed is read, and what was once masked needs no second time. The long search is `make fuzz`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from knowledge.pack import Pack
from knowledge.reading import Reader, alarm, mask, wants_person
from tests.fuzz.reading import SENTENCES, TODAY

FOUND = (  # each of these broke something once
    "3" * 310,
    "320705194403181234" * 20,
    "1" + "亿" * 300,
    "九" * 500,
    "万" * 400,
    "我妈" + "8" * 400 + "岁",
    "000000000000000:100000000000",
)
A_FEW = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("text", FOUND, ids=range(len(FOUND)))
def test_what_broke_once_is_read(text: str, reader: Reader, pack: Pack) -> None:
    reader.read(text, TODAY)
    alarm(text, pack)

    assert mask(mask(text).text).text == mask(text).text


@A_FEW
@given(text=SENTENCES)
def test_anything_is_read(text: str, reader: Reader, pack: Pack) -> None:
    reader.read(text, TODAY)
    alarm(text, pack)
    wants_person(text, pack)


@A_FEW
@given(text=SENTENCES)
def test_masking_anything_twice_changes_nothing_more(text: str) -> None:
    once = mask(text).text

    assert mask(once).text == once
