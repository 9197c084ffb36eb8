"""What one cell says: a number, a phone, a text of bounded length.

Closed lists are in `choices`, money and ages in `measures`. Each reader takes text that is not blank and raises `Unreadable` with how to mend it, never with the text.
Knows nothing of rows and tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from models import words
from models.importing.report import Unreadable

BLANK = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "不详", "未知", "待定", "面议", "空",
         "null", "none", "n/a", "na"}  # fmt: skip
COUNT_AT_MOST = 100_000
COUNT = re.compile(r"(\d{1,6})(?:张|个|位|人|床|托位|床位)?")
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?")
LOST_DIGITS = re.compile(r"\d(\.\d+)?e\+\d+")
PHONE = re.compile(
    r"1[3-9]\d{9}"  # mobile
    r"|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?"  # landline, extension
    r"|[48]00-?\d{3}-?\d{4}"
    r"|1\d{2,4}|96\d{3,4}"  # short numbers
)
BETWEEN_PHONES = re.compile(r"[/、,;或]|\s{2,}")


def is_blank(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).strip().casefold() in BLANK


def plain(text: str) -> str:
    """Half-width and without spaces at the ends or anything that cannot be seen."""
    return words.printable(" ".join(unicodedata.normalize("NFKC", text).split()))


def short(length: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        # Brackets stay as they were written: a name is shown, not only compared.
        kept = words.printable(" ".join(text.split()))
        if len(kept) > length:
            raise Unreadable(f"太长：最多 {length} 个字")
        return kept

    return read


def count(text: str) -> int:
    match = COUNT.fullmatch(plain(text).replace(",", ""))
    if not match or int(match[1]) > COUNT_AT_MOST:
        raise Unreadable("请只填一个整数，例如 120")
    return int(match[1])


def degrees(text: str) -> float:
    cleaned = plain(text).rstrip("°EeNn东西南北经纬 ")
    if not DEGREES.fullmatch(cleaned):
        raise Unreadable("请填十进制度数，例如 119.2")
    return float(cleaned)


def registration(text: str) -> str:
    if LOST_DIGITS.fullmatch(text):
        raise Unreadable("数字太长，表格已经丢了末几位：请把这一列设为文本格式后重新填写")
    return short(60)(plain(text).replace(" ", ""))


def phone(text: str) -> str:
    """All numbers of the cell. One that a spreadsheet has cut the leading nought off is not guessed."""
    parts = BETWEEN_PHONES.split(unicodedata.normalize("NFKC", text))
    numbers = [_dashed(part) for part in parts if part.strip()]
    if not numbers or not all(PHONE.fullmatch(number) for number in numbers):
        raise Unreadable(
            "号码不完整：请填手机号，或带区号的座机如 0518-8XXXXXXX；多个号码用顿号隔开"
        )
    return short(80)(" / ".join(dict.fromkeys(numbers)))


def _dashed(number: str) -> str:
    """`(0518) 8555 0000` as `0518-85550000`."""
    after_area_code = re.sub(r"^\(?(0\d{2,3})[)\s]+", r"\1-", number.strip())
    return re.sub(r"[-—–―]+", "-", re.sub(r"[()\s]+", "", after_area_code))


def website(text: str) -> str:
    address = text.strip()
    if not re.fullmatch(r"https?://[^\s<>\"']+", address):
        raise Unreadable("网址请以 http:// 或 https:// 开头")
    return short(200)(address)


def service_names(text: str) -> list[str]:
    parts: list[Any] = re.split(r"[、,;，；\n]+", text)
    return sorted({short(120)(part) for part in parts if part.strip()})
