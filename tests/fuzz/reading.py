"""Sentences no one would say, and pieces of those people do: read, masked, listened to for danger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from knowledge.loading import load_pack
from knowledge.reading import Reader, alarm, mask, wants_person
from knowledge.search import index_of
from tests.fuzz.running import Tally, spend

TODAY = date(2026, 11, 24)
PATIENCE_SECONDS = 2
PIECES = (
    "我妈", "我爸", "八十二", "82", "岁", "周岁", "虚岁", "两岁半", "海州", "板浦镇", "户口", "低保", "特困", "独居", "半失能", "瘫", "不", "没有",
    "不是", "吗", "，", "。", "？", "和", "或者", "１９４４年", "1944-02-30", "三月初七", "月龄", "0个月", "六十五", "九九八十一", "320705194403181234",
    "13800138000", "0518-12345", "120", "摔倒", "一级残疾", "残疾四级", "孩子", "托班", "备案", "床位", "一百二十张", "\u200b", "\ufeff", "\x00", "／",
    "/restart", "{{", "}}", "%", "\\", "两", "〇", "零", "廿", "卅", "万", "亿", "负", "-", "+", "～", "到", "至", ".", "½",
)  # fmt: skip
SENTENCES = st.one_of(
    st.text(max_size=500),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join),
    st.tuples(st.sampled_from(PIECES), st.integers(1, 250)).map(lambda given: given[0] * given[1]),
)


def tallies(seconds: float) -> Iterator[tuple[str, Tally]]:
    pack = load_pack()
    reader, index = Reader(pack), index_of(pack)

    def heard(text: str) -> None:
        reader.read(text, TODAY)
        alarm(text, pack)
        wants_person(text, pack)

    def masked(text: str) -> None:
        once = mask(text).text
        assert mask(once).text == once

    yield "reader, danger", spend(seconds * 0.6, SENTENCES, heard, PATIENCE_SECONDS)
    yield "masking", spend(seconds * 0.2, SENTENCES, masked, PATIENCE_SECONDS)
    yield (
        "search",
        spend(seconds * 0.2, SENTENCES, lambda text: index.find(text, 10), PATIENCE_SECONDS),
    )
