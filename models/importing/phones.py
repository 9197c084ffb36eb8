"""The telephone numbers of one cell, as offices write them: 转, 分机, two numbers, a name beside the number.

A person's name is never kept, nor a mobile number that stands beside one: a list of places is no list of
people. Pure; the area code of the city is a parameter.
"""

from __future__ import annotations

import re
import unicodedata

from models import words
from models.importing.report import Unreadable
from models.importing.row import Noted

LONGEST = 80
NUMBER = re.compile(
    r"(?<!\d)(?:"
    r"(?P<mobile>(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"|(?P<shared>[48]00[- ]?\d{3,4}[- ]?\d{3,4})"
    r"|(?:\(?(?P<area>0\d{2,3})\)?[- ]*)?(?P<local>[2-9]\d{2,3}[- ]?\d{4})"
    r"(?:[- ,]*(?:转|分机号?|ext\.?|#|-)+[-: ]*(?P<extension>\d{1,6}))?"
    r"|(?P<short>1\d{2,4}|96\d{3,4})"
    r")(?!\d)"
)
FAX = re.compile(r"(?:传真|fax)[:\s]*[\d\-() ]{7,}")
# What may stand beside a number without being anybody's name.
OFFICE_WORDS = re.compile(
    r"(?:联系|服务|咨询|办公|值班|热线|固定|移动|报名|预约|白天|夜间|晚上|上班时间|院长室|院长|主任|园长|前台|"
    r"办公室|值班室|接待室|总机|电话|手机号?|座机|号码|小灵通|微信同号|同号|工作日|或|和|及|tel|转)"
)
SEPARATORS = re.compile(r"[\s/、,;:.。()|\-+和]+")
HAN = re.compile(r"[一-鿿·]+")
INCOMPLETE = "号码不完整：请填手机号，或带区号的座机如 0518-8XXXXXXX；多个号码用顿号隔开"
NO_AREA = "没有区号，按本市的补上了"
NAME_DROPPED = "里面有人名或别的字，没有收"
NOTHING_LEFT = "里面是人名或个人手机，没有收；请填机构对外的电话"


def numbers_in(text: str) -> list[re.Match[str]]:
    """Each number, by its groups: mobile, shared, area and local with extension, or short."""
    return list(NUMBER.finditer(_folded(text)))


def read(text: str, area_code: str = "") -> str | Noted:
    folded = _folded(text)
    found = list(NUMBER.finditer(folded))
    rest = SEPARATORS.sub("", OFFICE_WORDS.sub("", NUMBER.sub(" ", folded)))
    if rest and not HAN.fullmatch(rest):
        raise Unreadable(INCOMPLETE)
    kept = [each for each in found if not (rest and each["mobile"])]
    if not kept and not rest:
        raise Unreadable(INCOMPLETE)
    numbers = " / ".join(dict.fromkeys(_written(each, area_code) for each in kept))
    if len(numbers) > LONGEST:
        raise Unreadable(f"太长：最多 {LONGEST} 个字")
    return _noted(numbers, rest, any(area_code and e["local"] and not e["area"] for e in kept))


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", words.printable(" ".join(text.split()))).casefold()
    return FAX.sub(" ", re.sub(r"[—–―－]+", "-", folded))


def _written(number: re.Match[str], area_code: str) -> str:
    if number["mobile"]:
        return re.sub(r"^\+?86", "", re.sub(r"[- ]", "", number["mobile"]))
    if number["shared"]:
        digits = re.sub(r"[- ]", "", number["shared"])
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if number["short"]:
        return number["short"]
    parts = [number["area"] or area_code, re.sub(r"[- ]", "", number["local"]), number["extension"]]
    return "-".join(part for part in parts if part)


def _noted(numbers: str, rest: str, completed: bool) -> str | Noted:
    if not numbers:
        return Noted(None, NOTHING_LEFT)
    said = [NAME_DROPPED] if rest else []
    said += [NO_AREA] if completed else []
    return Noted(numbers, "；".join(said)) if said else numbers
