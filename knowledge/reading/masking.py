"""Takes identity-card, bank-card and phone numbers and passwords out of a text, before it is stored or sent on.

Reads digits in any script (１３８, 一三八). Public hotlines, amounts of money and years stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAMES = {
    "id": "〔身份证号〕",
    "card": "〔银行卡号〕",
    "phone": "〔电话号码〕",
    "secret": "〔密码〕",
}
WIDE = str.maketrans("０１２３４５６７８９Ｘｘ×－—–＋（）　·•", "0123456789XXX---+() ..")
SPOKEN = str.maketrans("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
GAP = r"[ \-.]{0,2}"
LONG = re.compile(rf"(?<![\d.])\d(?:{GAP}\d){{14,18}}(?:{GAP}[xX])?(?![\d])")
CARD_WORD = re.compile(
    r"(?:卡号|账号|帐号|银行卡|储蓄卡|社保卡|存折)[^\d〕]{0,6}$"
)  # what stands in the place of a number is no word before it
CARD = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{11,18}}(?!\d)")
MOBILE = re.compile(rf"(?<![\d.])(?:\(?\+?86\)?{GAP})?1[3-9]\d(?:{GAP}\d){{8}}(?!\d)")
LANDLINE = re.compile(
    r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ \-]{0,2}\d{3,4}[ \-]?\d{4}(?:-\d{1,4})?(?!\d)|(?<!\d)[2-8]\d{3}[ \-]?\d{3,4}(?!\d)"
)
PHONE_WORD = re.compile(r"(?:电话|座机|手机|号码|打|联系|拨|家里)[^\d,。!?〕]{0,6}$")
SECRET = re.compile(r"(?:密码|验证码|口令|pin)(?:就是|是|为|:|：| )*(\d{4,8})(?!\d)", re.IGNORECASE)
# After eleven digits that are a mobile number, 张三 is a name and 万 a family: only what nobody is called.
METERED = re.compile(r"元|度|千瓦")
MONEY = re.compile(r"\s*(?:元|块|万|亿|人民币|度|千瓦|平|人|张|个)")
ID_DATE = re.compile(r"\d{6}(?:(?:19|20)\d\d)?(?:\d\d)?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True)
class Masked:
    """A text fit to keep, and which kinds of number were taken out."""

    text: str
    found: tuple[str, ...]


def mask(text: str) -> Masked:
    """The text with every private number replaced by what it was."""
    written = text.translate(WIDE)
    hits: list[tuple[int, int, str]] = []
    # Written digits first: the 三 of a name must not run into the number after it.
    for start, end, kind in (*_hits(written), *_hits(written.translate(SPOKEN))):
        if all(end <= other[0] or other[1] <= start for other in hits):
            hits.append((start, end, kind))
    hits.sort()
    out, at = [], 0
    for start, end, kind in hits:
        out += [text[at:start], NAMES[kind]]
        at = end
    return Masked("".join([*out, text[at:]]), tuple(dict.fromkeys(kind for *_, kind in hits)))


def _hits(digits: str) -> Iterator[tuple[int, int, str]]:
    for one in LONG.finditer(digits):
        if _one_number(one[0]):
            yield *one.span(), _kind(one[0])
    for one in CARD.finditer(digits):
        if CARD_WORD.search(digits[: one.start()]) and _one_number(one[0]):
            yield *one.span(), "card"
    for one in SECRET.finditer(digits):
        yield *one.span(1), "secret"
    for one in MOBILE.finditer(digits):
        if _one_number(one[0]) and not METERED.match(digits, one.end()):
            yield *one.span(), "phone"
    for one in LANDLINE.finditer(digits):
        if _a_phone(digits, one):
            yield *one.span(), "phone"


def _kind(said: str) -> str:
    """Fifteen or eighteen digits with a date of birth in them, or an X at the end, are an identity card."""
    number = re.sub(r"[ \-.]", "", said)
    if number[-1] in "xX" or (
        len(number) == 18 and ID_DATE.match(number) and number[6:8] in ("19", "20")
    ):
        return "id"
    return "id" if len(number) == 15 and ID_DATE.match(number) else "card"


def _one_number(said: str) -> bool:
    """Whether groups of digits are one number and not a row of years, ages or prices."""
    groups = re.split(r"[ \-.]+", said.strip("()+"))
    if len(groups) == 1:
        return True
    if all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups):
        return False
    return all(len(group) == 1 for group in groups) or all(len(g) >= 3 for g in groups[1:-1])


def _a_phone(digits: str, one: re.Match[str]) -> bool:
    if one[0][0] in "0(":
        return True
    return bool(PHONE_WORD.search(digits[: one.start()])) and not MONEY.match(digits, one.end())
