"""Ages of grown-up people as they are said: exact, rough, in 虚岁, about to be. Knows nothing of benefits.

Always 周岁 in what comes out; what a rough word leaves open stays an interval.
"""

from __future__ import annotations

import re

from knowledge.reading.mentions import Mention, Named, Scene, interval
from knowledge.reading.numbers import Number

OLDEST = 125
FILLER = re.compile(
    "(?:今年|现在|年龄|年纪|岁数|虚岁|周岁|毛岁|实岁|已经|刚满|刚过|刚好|正好|大概|差不多|将近|接近|快要|马上|眼看|"
    "不到|未满|没满|没到|不满|还差|过了|年底|明年|后年|下个月|下月|再过[^,。!?;]{1,4}|都|也|已|就|才|刚|满|快|虚|实|"
    "是|有|过|到|了|又|奔|小|上|够|要|她|他|的|[,: ])*$"
)
CUE = re.compile(
    "今年|虚岁|周岁|年龄|年纪|岁数|刚满|刚过|满|快|都|奔|毛岁|实岁|已经|不到|将近|过了"
)
MEASURE = re.compile(
    r"\s*(?:[元块号张个年月日楼栋幢室户%度方平人家次分万千百亿斤天点米公毛角厘页条项位名份种路届级床间秒章版卷\d.\-~/:]"
    r"|小时|周(?!岁|半)|星期|后(?!年|天)|多?[元块张个年月天户人次平度])"
)
UNIT = re.compile("(周岁|虚岁|毛岁|岁)(半|多|大|整)?")
OLD_PERSON = re.compile("的?(?:老人|老太|老头|老母|老父|老奶|老爷|高龄|老两口)")
TAIL = re.compile("(?:多)?(出头|挂零|开外|左右|上下|及?以上|往上|朝上|以下|以内)")
TOPIC = re.compile("(?:以上|及以上)?(?:老人)?的(?:钱|补贴|津贴|补助|待遇|政策|标准)")
UNDER = (
    (re.compile("明年"), 2, 1),
    (re.compile("后年"), 3, 2),
    (re.compile("奔"), 5, 1),
    (re.compile("不到|未满|没满|没到|不满|不够"), 10, 1),
    (re.compile("快|将近|接近|马上|眼看|还差|年底|下个?月|再过|小$|要$"), 2, 1),
)
CLAUSE_START = re.compile(r"(?:^|[,。!?;、 ])(?:是|我|俺)?$|一个$")
CLAUSE_END = re.compile(r"(?:多|了|整|出头|的)*(?:$|[,。!?;、 ]|一个)")


def adult_age(number: Number, scene: Scene) -> Mention | None:
    """The age this number states, or None where it counts something else or a child's years."""
    left, unit = scene.text[: number.start], UNIT.match(scene.text, number.end)
    filler = FILLER.search(left)
    before = filler[0] if filler else ""
    end = unit.end() if unit else number.end
    if number.lo < 18 or number.lo > OLDEST or re.search(r"(?:不是|[第项务表\d.\-])$", left):
        return None
    if TOPIC.match(scene.text, end):
        return None
    person = scene.named_before(number.start - len(before))
    if not unit and not _bare(number, scene, before, person):
        return None
    nominal = bool(re.search("虚|毛岁", before)) or bool(unit and unit[1] in ("虚岁", "毛岁"))
    tail = TAIL.match(scene.text, end)
    lo, hi = _bounds(number, before, tail[1] if tail else "", bool(unit and unit[2] == "多"))
    if nominal:
        lo, hi = lo - 2, hi - 1
    start = number.start - len(before) + _offset(before)
    end = tail.end() if tail else end
    return Mention(start, end, "age", interval(max(0, lo), min(hi, OLDEST)), nominal)


def _bare(number: Number, scene: Scene, before: str, person: Named | None) -> bool:
    """Whether a number without 岁 is an age: said of a person, after 今年 or 虚岁, or alone in its clause."""
    text, left = scene.text, scene.text[: number.start - len(before)]
    if not 40 <= number.lo <= 115 or MEASURE.match(text, number.end):
        return False
    if person or OLD_PERSON.match(text, number.end):
        return person is None or person.relation.applicant != "child"
    if left.endswith(("我", "俺")) and before.strip(",: 的"):
        return True
    if CUE.search(before):
        return True
    alone = CLAUSE_START.search(text[: number.start]) and CLAUSE_END.match(text, number.end)
    return bool(alone) and number.lo <= 110 and number.lo >= 60


def _bounds(number: Number, before: str, tail: str, over: bool) -> tuple[float, float]:
    lo, hi = number.lo, number.hi
    if tail.endswith(("以上", "往上", "朝上")):
        return lo, OLDEST
    if tail in ("以下", "以内"):
        return 0, hi - 1
    if tail in ("左右", "上下"):
        return lo - 2, hi + 2
    for words, furthest, nearest in UNDER:
        if words.search(before):
            return lo - furthest, hi - nearest
    if tail or over or re.search("(?<!刚)过了?$", before):
        return lo, max(hi, lo + 4)
    return (lo, hi + 1) if "刚过" in before else (lo, hi)


def _offset(before: str) -> int:
    """Where in the words before the number the age begins: at the first word that changes it."""
    found = re.search("虚|毛岁|周岁|快|不到|未满|没满|不满|将近|明年|后年|刚", before)
    return found.start() if found else len(before)
