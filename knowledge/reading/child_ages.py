"""Ages of children in months, as they are said: 两岁半, 一岁八个月, 刚满月. Knows nothing of benefits."""

from __future__ import annotations

import re

from knowledge.reading.ages import FILLER
from knowledge.reading.mentions import Mention, Scene, interval
from knowledge.reading.numbers import Number, value

OLDEST = 216
YEARS = re.compile(
    r"(?:周岁|虚岁|岁|周(?=半|多|了))(?:(?:零|又|多)?(?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?P<and>半|多)?月(?!份)"
    r"|(?P<half>半)|(?P<more>多|出头))?(?P<tail>以下|以内|之内|内|及?以上|整|左右)?"
)
MONTHS = re.compile("个(?P<half>半)?多?月(?:龄)?|月龄")
SAYINGS = (
    (re.compile("(?:不|没|未|还没)满月|刚出生|才出生|刚生下来|新生儿|出生没几天"), 0, 0),
    (re.compile("(?:刚|才|快)?满月(?!酒)|出月子"), 1, 1),
    (re.compile("百天|百日(?!咳)"), 3, 3),
    (re.compile("半(?:周)?岁多"), 6, 8),
    (re.compile("(?<![岁周一二两三四五六七八九十\\d])半(?:周)?岁"), 6, 6),
    (re.compile("(?:刚|才)?(?:满|过|到)周岁(?!半)"), 12, 12),
    (re.compile("(?<![一二两三四五六七八九十])周岁半"), 18, 18),
)
ALONE = re.compile(r"(?:^|[,。!?;、 ])(?:现在|今年|才|刚|刚满|满|是|都)*$")
OF_A_CHILD = re.compile("大|的?(?:娃|孩|宝|婴|小朋友|幼儿)")
THEN_CARE = re.compile(
    "(?:就|还|都|也)?(?:能|可以|可不可以|入托|上托|上幼|送|放哪|去哪|找|多大)|了?(?:$|[,。!?;、 ])"
)
NOT_AGE_LEFT = re.compile("(?:大|小|差|不是|相差|[第附])$")


def sayings(text: str) -> list[Mention]:
    """Fixed expressions: 刚满月, 百天, 半岁."""
    found: list[Mention] = []
    for words, lo, hi in SAYINGS:
        for one in words.finditer(text):
            if not any(one.start() < other.end and other.start < one.end() for other in found):
                found.append(Mention(*one.span(), "child_age_months", interval(lo, hi)))
    return found


def child_age(number: Number, scene: Scene) -> Mention | None:
    """The child's age this number states, or None."""
    left = scene.text[: number.start]
    if NOT_AGE_LEFT.search(left) and not scene.named_before(number.start):
        return None
    years = YEARS.match(scene.text, number.end)
    if years and number.hi <= 17:
        lo, hi = _years(number, years, left)
        nominal = "虚" in left[-2:] or years[0].startswith("虚")
        lo, hi = (max(0, lo - 24), hi - 12) if nominal else (lo, hi)
        value_ = interval(max(0, lo), min(hi, OLDEST))
        return Mention(number.start, years.end(), "child_age_months", value_, nominal)
    months = MONTHS.match(scene.text, number.end)
    if months and number.hi <= 83 and _of_child(number, months, scene):
        return Mention(number.start, months.end(), "child_age_months", _months(number, left))
    return None


def _months(number: Number, left: str) -> object:
    if re.search("(?:不到|快|未满|没到)$", left):
        return interval(max(0, number.lo - 2), number.hi - 1)
    return interval(number.lo, number.hi)


def _years(number: Number, said: re.Match[str], left: str) -> tuple[float, float]:
    lo, hi = number.lo * 12, number.hi * 12 + 11
    if said["months"]:
        months = number.lo * 12 + (value(said["months"]) or 0)
        return months, months
    if said["half"]:
        return lo + 6, number.hi * 12 + 6
    if not float(number.lo).is_integer():
        return lo, lo
    if said["tail"] in ("以下", "以内", "之内", "内"):
        return 0, number.hi * 12 - 1
    if said["tail"] and said["tail"].endswith("以上"):
        return lo, OLDEST
    if re.search("(?:不到|未满|没满|没到|不满|还差[^,]{0,4})$", left):
        return lo - 12, lo - 1
    if re.search("(?:快|快要|将近|马上|快满|快到|下个月|年底)(?:满|到)?$", left):
        return lo - 6, lo - 1
    if said["tail"] == "整" or re.search("(?:刚满|正好|刚好|刚)$", left):
        return lo, lo
    return lo, hi


def _of_child(number: Number, months: re.Match[str], scene: Scene) -> bool:
    """Whether so many months are an age and not a time waited, paid or lived somewhere."""
    text, left = scene.text, scene.text[: number.start]
    if "月龄" in months[0] or OF_A_CHILD.match(text, months.end()):
        return True
    filler = FILLER.search(left)
    named = scene.named_before(number.start - len(filler[0] if filler else ""))
    if named:
        return named.relation.applicant == "child"
    return bool(ALONE.search(left)) and bool(THEN_CARE.match(text, months.end()))
