"""What a public holiday is called on a page; which days are ones is `models.workdays`'."""

from __future__ import annotations

import re
from datetime import date

from knowledge.saying import joined
from models.workdays import calendar, festival_days, is_arranged, is_holiday, kind_of
from web.i18n import language

__all__ = ["holiday_name", "is_arranged", "is_holiday", "kind_of"]
LANGUAGES = {"zh_Hant": "zh_TW", "zh_Hans": "zh_CN"}
SUBSTITUTE = re.compile(r"\s*[（(].*[)）]")  # 国庆节（补假）


def holiday_name(day: date) -> str:
    """What the holiday that day belongs to is called in the visitor's language; empty on any other day."""
    named_in = LANGUAGES.get(language().replace("-", "_"), "en_US")
    found: dict[str, None] = {}
    for each in filter(_is_named, festival_days(day)):
        for name in calendar(each.year, named_in)[each].split("; "):
            found[SUBSTITUTE.sub("", name)] = None
    return joined(found)


def _is_named(day: date) -> bool:
    """A weekday off for a weekend worked has only a date in its name, and no festival."""
    return not any(char.isdecimal() for char in calendar(day.year)[day])
