"""Single fields of one provider, written as text and read as an import reads a cell, each with its day.

The same text that `written` gives is understood by `change`, so a form that is sent back as it was changes nothing.
Knows no page and no staff; the caller writes down who and why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models import spelled
from models.field_check import Field, FieldCheck
from models.importing import LABELS as OF_A_LIST
from models.importing import choices, measures, phones
from models.importing.report import Unreadable
from models.importing.row import Noted
from models.importing.rows import READERS
from models.kinds import (
    TAG_WORDS,
    CareLevel,
    FeeUnit,
    Kind,
    Ownership,
    Precision,
    ProviderType,
    Status,
)
from models.offer import Price, Service
from models.provider import Provider

TEXTS = ("name", "alternate_name", "street", "address", "phone", "website", "fees_include",
         "registration_number")  # fmt: skip
LABELS: Mapping[str, str] = {
    **OF_A_LIST,
    # Fields that no list has in one cell.
    "point": "准确的位置", "prices": "价目", "hours": "开门时间",
}  # fmt: skip
FIGURES = ("capacity", "vacancies", "fee_min", "fee_max", "fee_unit")
LISTS = ("care_levels", "tags", "services", "prices")
FIELDS = (
    "name", "alternate_name", "type", "ownership", "status", "district", "street", "address", "point",
    "phone", "website", "capacity", "vacancies", "fee_min", "fee_max", "fee_unit", "fees_include", "prices",
    "ages", "care_levels", "hours", "registration_number", "tags", "services",
)  # fmt: skip
NEEDED = ("name", "type", "district", "status")
DAY_OF = {
    "capacity": "capacity_on", "vacancies": "vacancies_on",
    "fee_min": "fees_on", "fee_max": "fees_on", "fee_unit": "fees_on", "fees_include": "fees_on",
}  # fmt: skip
CHECK_OF: Mapping[str, Field] = {
    "address": Field.ADDRESS, "street": Field.ADDRESS, "district": Field.ADDRESS, "ages": Field.AGES,
    "care_levels": Field.CARE_LEVELS, "hours": Field.HOURS, "ownership": Field.OWNERSHIP, "phone": Field.PHONE,
    "registration_number": Field.REGISTRATION, "services": Field.SERVICES, "status": Field.STATUS,
    "tags": Field.TAGS,
}  # fmt: skip
CHOICES: Mapping[str, type[StrEnum]] = {
    "type": ProviderType, "ownership": Ownership, "status": Status, "fee_unit": FeeUnit,
}  # fmt: skip
ONE_OF_THESE = "请在给出的几种里选"


class NotAccepted(ValueError):
    """What was written cannot stand; `wrong` says of each field how to mend it and never repeats it."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("；".join(wrong.values()))
        self.wrong = dict(wrong)


def fields_of(kind: Kind) -> list[str]:
    not_theirs = "ages" if kind == Kind.ELDERCARE else "care_levels"
    return [field for field in FIELDS if field != not_theirs]


def written(provider: Provider, field: str) -> str:
    """As a form shows it: a closed list by its id, several things with 、 between them, nothing as ''."""
    if field == "ages":
        return _ages(provider.age_min_months, provider.age_max_months)
    if field == "services":
        return "、".join(sorted(each.name for each in provider.services))
    if field == "point":
        return spelled.point(provider.lat, provider.lon, provider.location_precision)
    if field == "hours":
        return spelled.hours(provider.opening_hours, provider.opening_exceptions)
    if field == "prices":
        return spelled.prices(provider.prices)
    value = getattr(provider, field)
    if field == "care_levels":
        return "、".join(choices.LEVEL_WORDS[level][0] for level in CareLevel if level in value)
    if field == "tags":
        return "、".join(sorted(TAG_WORDS.get(tag, (tag,))[0] for tag in value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def mark(provider: Provider) -> str:
    """The same as before exactly if no field that can be edited changed since, nor its day."""
    parts = [written(provider, field) for field in FIELDS] + [str(provider.verified_on)]
    parts += [str(getattr(provider, day)) for day in sorted(set(DAY_OF.values()))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def change(
    provider: Provider, texts: Mapping[str, str], day: date, area_code: str = ""
) -> tuple[dict[str, str], dict[str, str]]:
    """Write these fields as verified that day; the changed ones before and after, as text.

    A field that says what it said is left alone. Raises NotAccepted, and then nothing is changed.
    """
    plain = {field: text.replace("\r\n", "\n").strip() for field, text in texts.items()}
    said = {f: t for f, t in plain.items() if t != written(provider, f)}
    values, wrong = _read(provider, said, area_code)
    wrong = wrong or _together(provider, values)
    if wrong:
        raise NotAccepted(wrong)
    before = {field: written(provider, field) for field in said}
    for field in said:
        _write(provider, field, values[field], day)
    after = {field: written(provider, field) for field in said}
    return {f: t for f, t in before.items() if t != after[f]}, {
        f: t for f, t in after.items() if t != before[f]
    }


def confirm(provider: Provider, day: date) -> None:
    """Somebody has asked today: all of it is as it stands here. Figures keep the day they were reported."""
    provider.verified_on, provider.absent_since = day, None
    provider.field_checks = [each for each in provider.field_checks if each.checked_on > day]


def _read(
    provider: Provider, said: Mapping[str, str], area_code: str
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field, text in said.items():
        try:
            values[field] = _value(provider, field, text, area_code)
        except Unreadable as fault:
            wrong[field] = f"{LABELS[field]}：{fault}"
    return values, wrong


def _value(provider: Provider, field: str, text: str, area_code: str) -> Any:
    if not text:
        if field in NEEDED:
            raise Unreadable("不能空着")
        return [] if field in LISTS else None
    if field == "phone":
        found = phones.read(text, area_code)
        if isinstance(found, Noted) and found.value is None:
            raise Unreadable(found.note)
        return found.value if isinstance(found, Noted) else found
    if field in CHOICES:
        return _chosen(provider, field, text)
    return ALL_READERS[field](text)


def _chosen(provider: Provider, field: str, text: str) -> Any:
    """By its id, or in the words of an office."""
    known = CHOICES[field]
    value: Any
    if text in list(known):
        value = known(text)
    elif field == "type":
        value = choices.longest(choices.types_of(provider.kind), text)
    else:
        value = READERS[field](text)
    if value is None or (field == "type" and value.kind != provider.kind):
        raise Unreadable(ONE_OF_THESE)
    return value


def _ages_read(text: str) -> tuple[int, int | None]:
    low, high = measures.ages(text, "")
    if high is not None and low > high:
        raise Unreadable("前一个数大于后一个数：请核对")
    return low, high


ALL_READERS: Mapping[str, Callable[[str], Any]] = {
    **READERS, "ages": _ages_read, "point": spelled.read_point, "hours": spelled.read_hours,
    "prices": spelled.read_prices,
}  # fmt: skip


def _together(provider: Provider, values: Mapping[str, Any]) -> dict[str, str]:
    """What only shows beside what is there already."""
    now = {f: values.get(f, getattr(provider, f)) for f in FIGURES}
    wrong = {}
    if None not in (now["capacity"], now["vacancies"]) and now["vacancies"] > now["capacity"]:
        wrong["vacancies"] = "空余：比床位（托位）总数还多，请核对两个数"
    low, high = now["fee_min"], now["fee_max"]
    if low is not None and high is not None and low > high:
        wrong["fee_min"] = "最低收费：比最高收费还高，请核对两个数"
    if (low is not None or high is not None) and now["fee_unit"] is None:
        wrong["fee_unit"] = "收费单位：请写明是每月、每天、每小时还是每餐"
    return wrong


def _write(provider: Provider, field: str, value: Any, day: date) -> None:
    if field == "ages":
        provider.age_min_months, provider.age_max_months = value or (None, None)
    elif field == "point":
        place = value or (None, None, None, Precision.NONE)
        provider.lat, provider.lon, provider.coordinate_system, provider.location_precision = place
    elif field == "hours":
        provider.opening_hours, provider.opening_exceptions = value or ([], [])
    elif field == "prices":
        provider.prices = [_kept(provider.prices, each, day) for each in value]
    elif field == "services":
        described = {each.name: each for each in provider.services}
        provider.services = [described.get(name) or Service(name=name) for name in value]
    elif field == "tags":
        provider.tags = set(value)
        provider.without = {each for each in provider.without if each not in value}
    elif field == "care_levels":
        provider.care_levels = set(value)
    else:
        setattr(provider, field, value)
    _date(provider, field, day)


def _kept(before: Iterable[Price], said: Price, day: date) -> Price:
    """The line that says the same already, which keeps the day it was reported; else this, reported that day."""
    for each in before:
        if _of(each) == _of(said):
            return each
    said.reported_on = day
    return said


def _of(price: Price) -> tuple[object, ...]:
    return price.name, price.amount, price.unit, price.includes


def _date(provider: Provider, field: str, day: date) -> None:
    if field in DAY_OF:
        setattr(provider, DAY_OF[field], day)
    elif field in CHECK_OF:
        check = CHECK_OF[field]
        kept = next((each for each in provider.field_checks if each.field == check), None)
        if kept is None:
            provider.field_checks.append(FieldCheck(field=check, checked_on=day))
        else:
            kept.checked_on = day


def _ages(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return f"{low}个月以上" if high is None else f"{low}-{high}个月"
