"""What one cell says: a number, a web address, a text of bounded length.

Closed lists are in `choices`, money and ages in `measures`, telephones in `phones`. Each reader takes text that is not blank and raises `Unreadable` with how to mend it, never with the text.
Knows nothing of rows and tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from models import words
from models.importing.report import Unreadable

BLANK = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "不详", "未知", "待定", "面议", "空",
         "null", "none", "n/a", "na"}  # fmt: skip
COUNT_AT_MOST = 100_000
COUNT = re.compile(r"(\d{1,6})(?:张|个|位|人|床|托位|床位)?")
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?")
LOST_DIGITS = re.compile(r"\d(\.\d+)?e\+\d+")


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


def website(text: str) -> str:
    address = text.strip()
    if not re.fullmatch(r"https?://[^\s<>\"']+", address):
        raise Unreadable("网址请以 http:// 或 https:// 开头")
    return short(200)(address)


@lru_cache
def service_names(text: str) -> tuple[str, ...]:
    parts: list[Any] = re.split(r"[、,;，；\n]+", text)
    return tuple(sorted({short(120)(part) for part in parts if part.strip()}))
