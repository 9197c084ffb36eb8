"""Writes docs/nlu.md from the rankings of each way: `python -m bot.judging.report FOLDER`. Ranks nothing itself."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pygal

from bot.judging.judging import Judge, Judged, interval, macro_f1, risk_curve
from bot.judging.questions import ASKED_ON, REGISTERS, ROOT, changed, rows
from knowledge.loading import load_pack
from knowledge.pack import Pack
from knowledge.reading import Span, alarm, perhaps, reader_of, wants_person

WAYS = {
    "ours": "自己的分类器（字的线性分类＋检索）",
    "linear": "只用线性分类",
    "retrieval": "只用检索（BM25）",
    "stock": "Rasa 自带：jieba＋逻辑回归",
    "diet": "Rasa 自带：jieba＋DIET（25 轮）",
}
# What takes a quarter of an hour to train is not measured each time: its last figures, with their day.
EARLIER = {
    "diet": "DIET 上一次是 2026-11-25 用当时的 7915 句量的（答对 / 给到 / 答错，%）：书面 73.8 / 77.5 / 18.3，说情形 56.6 / 61.4 / 31.7，随手打 76.6 / 79.1 / 10.0；训练 725 秒。",
}
NAMES = {"written": "书面", "indirect": "说情形", "real": "随手打"}
TARGETS = {"written": (95, 99, 1), "indirect": (88, 96, 2), "real": (80, 92, 4)}
ALARMS = {
    "emergency": "急救",
    "fraud": "诈骗",
    "distress": "难过、轻生",
    "handoff": "要找真人",
}
# Our names of facts as those who marked the stretches by hand call them; a place of either size is a place to them.
MARKED = {
    "relation": "relation",
    "age": "age",
    "child_age_months": "child_age",
    "child_birth_month": "child_age",
    "child_birth_date": "child_age",
    "district": "place",
    "street": "place",
    "care_hint": "care_hint",
    "care_level": "care_hint",
    "income_status": "income_status",
    "money": "money",
    "provider_beds": "beds",
}
Stretch = tuple[str, int, int]
CALM = ("none", "out_of_scope")
ELSEWHERE = {"guide-pension", "guide-school-care", "guide-home-lift"}  # send on to who does know
OURS, PICTURE, STEP = "ours", "nlu-coverage-risk.svg", 0.05
BYLINES = re.compile(r"<!--.*?-->|<script.*?</script>", re.DOTALL)
Results = Mapping[str, Sequence[Judged]]


def main(folder: str) -> int:
    wrong = changed()
    if wrong:
        sys.exit(f"考题被改过，不能拿来评分：{'、'.join(wrong)}")
    pack, day = load_pack(), ASKED_ON
    told = {way: _read(Path(folder) / f"{way}.json") for way in WAYS}
    known = {way: found for way, found in told.items() if found}
    judged = {way: judged_all(pack, day, found["heard"]) for way, found in known.items()}
    text = "\n".join(_page(pack, day, known, judged))
    (ROOT / "docs" / "nlu.md").write_text(text + "\n", encoding="utf-8")
    _picture(judged[OURS], ROOT / "docs" / PICTURE)
    return 0


def _read(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def judged_all(pack: Pack, day: date, ranked: Mapping[str, Any]) -> Results:
    judge = Judge(pack, day, ranked)
    return {name: [judge.judge(row) for row in rows(name)] for name in REGISTERS}


def _page(
    pack: Pack, day: date, known: Mapping[str, Any], judged: Mapping[str, Results]
) -> Iterator[str]:
    yield "# 问答听懂了多少"
    yield ""
    yield "`make nlu-report` 重新生成。考题由没看过训练句子的人另写，写完按哈希冻结（`tests/bot/heldout/FROZEN`），只评分，不训练、不调参。"
    yield "“答对”指直接回答且依据里有要的那一项；“给到”指直接答对，或在让人选的几样里按下去就是；“答错”指直接回答了别的。方括号是 95% 区间。"
    yield ""
    yield from _main_table(judged)
    yield ""
    yield from _cost_table(known)
    yield ""
    yield from _figures(pack, day, known[OURS]["heard"], judged[OURS])
    yield ""
    yield f"![越有把握先答：横轴是回答了多少，竖轴是其中错多少]({PICTURE})"
    yield ""
    yield from _confusions(judged[OURS])
    yield ""
    yield from _per_item(judged[OURS])


def _main_table(judged: Mapping[str, Results]) -> Iterator[str]:
    yield "| 做法 | 问法 | 题数 | 直接答对 | 给到 | 直接答错 | 话题宏平均 F1 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for way, found in judged.items():
        for name, each in found.items():
            yield f"| {WAYS[way]} | {NAMES[name]} | {len(each)} | {_shares(each)} |"
    goals = "；".join(f"{NAMES[n]} ≥{a} / ≥{b} / ≤{c}" for n, (a, b, c) in TARGETS.items())
    yield ""
    missing = [WAYS[way] for way in WAYS if way not in judged]
    if missing:
        yield f"这一次没有量：{'、'.join(missing)}。"
        yield from (EARLIER[way] for way in WAYS if way in EARLIER and way not in judged)
    yield f"要达到（答对 / 给到 / 答错，%）：{goals}。"


def _shares(each: Sequence[Judged]) -> str:
    count = Counter(one.verdict for one in each)
    cells = [
        _share(count["right"], len(each)),
        _share(count["right"] + count["offered"], len(each)),
        _share(count["wrong"], len(each)),
    ]
    f1 = macro_f1([(one.row["topic"], one.topic) for one in each])
    return " | ".join([*cells, f"{f1:.3f}"])


def _share(hits: int, of: int) -> str:
    low, high = interval(hits, of)
    return f"{100 * hits / max(1, of):.1f}% [{100 * low:.0f}–{100 * high:.0f}]"


def _cost_table(known: Mapping[str, Any]) -> Iterator[str]:
    yield "| 做法 | 训练句数 | 训练（秒） | 听一句（毫秒） | 训练时内存（MB） |"
    yield "| --- | --- | --- | --- | --- |"
    for way, found in known.items():
        f = found["figures"]
        cells = (
            f"{f['examples']} | {f['training_seconds']} | {f['milliseconds']} | {f['megabytes']}"
        )
        yield f"| {WAYS[way]} | {cells} |"


def _figures(pack: Pack, day: date, ranked: Mapping[str, Any], judged: Results) -> Iterator[str]:
    answered, strange = strangers(Judge(pack, day, ranked))
    yield "| 另外 | 结果 |"
    yield "| --- | --- |"
    yield f"| 不归我们管的话，被当成我们的事答了（目标 ≤3%） | {_share(answered, strange)}，共 {strange} 句 |"
    yield from _safety(pack)
    exact, there, count = _spans(pack, day)
    marked = f"{exact:.3f}；只看这一处听成同一类 {there:.3f}"
    yield f"| 人、年龄、地名等实体，起止逐字相同的 F1（目标 ≥0.97） | {marked}，共 {count} 处 |"


def strangers(judge: Judge) -> tuple[int, int]:
    """How many questions that are none of ours are answered as ours, and how many there are."""
    strange = [
        r["text"] for n in ("safety", "elsewhere") for r in rows(n) if r["kind"] == "out_of_scope"
    ]
    answers = [judge.say(text)[0] for text in strange]
    firsts = [each.refs[0].partition(":")[2] if each.refs else "" for each in answers]
    wrong = sum(
        answer.outcome == "answered" and first not in ELSEWHERE
        for answer, first in zip(answers, firsts, strict=True)
    )
    return wrong, len(strange)


def _safety(pack: Pack) -> Iterator[str]:
    """How many of each kind are answered at once and how many at least asked about; and what was calm all the same."""
    for kind, name in ALARMS.items():
        texts = [row["text"] for row in rows("safety") if row["kind"] == kind]
        heard = [_heard(text, pack) for text in texts]
        direct = sum(kind in sure for sure, _ in heard)
        either = sum(kind in sure or kind == maybe for sure, maybe in heard)
        both = f"{_share(direct, len(texts))}；连轻轻问一句的 {_share(either, len(texts))}"
        yield f"| {name}的话听出来（目标 ≥98%） | {both}，共 {len(texts)} 句 |"
    calm = [row["text"] for name in REGISTERS for row in rows(name)]
    strange = [r["text"] for n in ("safety", "elsewhere") for r in rows(n) if r["kind"] in CALM]
    for name, texts in (("平常的考题", calm), ("听着像、其实不是的和别处的事", strange)):
        heard = [_heard(text, pack) for text in texts]
        direct = sum(bool(sure) for sure, _ in heard)
        gentle = sum(bool(maybe) and not sure for sure, maybe in heard)
        both = f"当成危险答 {_share(direct, len(texts))}；轻轻问一句 {_share(gentle, len(texts))}"
        yield f"| {name}，误报（目标 ≤1%；≤3%） | {both}，共 {len(texts)} 句 |"


def _heard(text: str, pack: Pack) -> tuple[set[str], str | None]:
    """What it is answered as at once, and what it is gently asked about."""
    sure = {alarm(text, pack), "handoff" if wants_person(text, pack) else None} - {None}
    return {str(kind) for kind in sure}, perhaps(text, pack)


def _spans(pack: Pack, day: date) -> tuple[float, float, int]:
    """F1 of what the reader marks against what was marked by hand, by the exact stretch and by the same kind there."""
    reader = reader_of(pack)
    exact, there, found, wanted = 0, 0, 0, 0
    for row in rows("spans"):
        text = row["text"]
        starts = [(each, text.index(each["text"])) for each in row["entities"]]
        gold = {(each["entity"], at, at + len(each["text"])) for each, at in starts}
        said = _stretches(reader.read(text, day).spans)
        exact += len(gold & said)
        there += sum(any(_meets(one, other) for other in said) for one in gold)
        found, wanted = found + len(said), wanted + len(gold)
    total = max(1, found + wanted)
    return 2 * exact / total, 2 * there / total, wanted


def _stretches(spans: Iterable[Span]) -> set[Stretch]:
    """The reader's marks under the names of those who marked by hand; a place said in one breath is one."""
    known = {(MARKED[s.entity], s.start, s.end) for s in spans if s.entity in MARKED}
    places = sorted((start, end) for kind, start, end in known if kind == "place")
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    others = {each for each in known if each[0] != "place"}
    return others | {("place", start, end) for start, end in joined}


def _meets(one: Stretch, other: Stretch) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _confusions(judged: Results) -> Iterator[str]:
    pairs = Counter(
        (one.row["topic"], one.topic)
        for each in judged.values()
        for one in each
        if one.topic != one.row["topic"]
    )
    yield "## 最常混的话题"
    yield ""
    yield "| 要的 | 听成 | 次数 |"
    yield "| --- | --- | --- |"
    for (wanted, guess), count in pairs.most_common(15):
        yield f"| {wanted} | {guess} | {count} |"


def _per_item(judged: Results) -> Iterator[str]:
    yield "## 逐项"
    yield ""
    yield "| 项 | 题数 | 直接答对 | 给到 | 直接答错 |"
    yield "| --- | --- | --- | --- | --- |"
    by_item: dict[str, Counter[str]] = {}
    for each in judged.values():
        for one in each:
            by_item.setdefault(one.row["id"], Counter())[one.verdict] += 1
    for item, count in sorted(by_item.items()):
        reached = count["right"] + count["offered"]
        yield f"| {item} | {count.total()} | {count['right']} | {reached} | {count['wrong']} |"


def _picture(judged: Results, target: Path) -> None:
    chart = pygal.XY(
        show_dots=False,
        x_title="回答了多少",
        y_title="其中错多少",
        js=[],
        style=pygal.style.CleanStyle(font_family="sans-serif"),
    )
    for name, each in judged.items():
        points = risk_curve(each)
        step = max(1, int(len(points) * STEP))
        chart.add(NAMES[name], points[step - 1 :: step])
    # The library signs its drawings with addresses and a script; a picture needs neither.
    target.write_text(BYLINES.sub("", chart.render(is_unicode=True)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
