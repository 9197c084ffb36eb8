"""One row of a list on its way to a provider, and what holds for the whole list.

Knows no file and no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from models.importing.report import Problem
from models.kinds import TAG_WORDS, CoordinateSystem, Kind

LABELS: Mapping[str, str] = {
    "name": "机构名称", "alternate_name": "别名", "type": "类型", "ownership": "性质",
    "status": "状态", "district": "区县", "street": "街道（乡镇）", "address": "地址",
    "phone": "电话", "website": "网址", "capacity": "床位（托位）数", "vacancies": "空余",
    "fees": "收费", "fee_min": "最低收费", "fee_max": "最高收费", "fee_unit": "收费单位",
    "fees_include": "收费包含什么",
    "ages": "收托年龄", "care_levels": "收住对象", "registration_number": "备案编号",
    "lat": "纬度", "lon": "经度", "tags": "标签", "services": "服务项目",
    "city": "所在市", "country": "国家（地区）",
}  # fmt: skip


class Noted(NamedTuple):
    """What a cell was taken to say, and what somebody should know about it; no value, nothing taken."""

    value: Any
    note: str


@dataclass(frozen=True)
class Locality:
    """Where the list is from: what the caller knows about the city. Empty means that any is taken."""

    places: Sequence[tuple[str, str]] = ()  # (district, street)
    zones: Mapping[str, str | None] = field(default_factory=dict)  # also called: its district
    city: str = ""
    area_code: str = ""

    @property
    def districts(self) -> list[str]:
        return list(dict.fromkeys(district for district, _ in self.places))


@dataclass(frozen=True)
class Setting:
    """What holds for the whole list."""

    kind: Kind
    source: str
    verified_on: date
    coordinate_system: CoordinateSystem | None
    locality: Locality = field(default_factory=Locality)


@dataclass(slots=True)
class Row:
    """`values` are a provider's attributes; a blank cell is not among them."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()  # hardly any row has one, and there are very many rows
    notes: tuple[Problem, ...] = ()
    elsewhere: bool = False

    def trouble(self, field_id: str, message: str) -> None:
        self.problems += (_problem(field_id, message),)

    def note(self, field_id: str, message: str) -> None:
        self.notes += (_problem(field_id, message),)


@cache
def _problem(field_id: str, message: str) -> Problem:
    """The same remark on a hundred thousand rows is one object."""
    return Problem(field_id, f"{label(field_id)}：{message}")


def label(field_id: str) -> str:
    if field_id.startswith("tag:"):
        return "是否" + TAG_WORDS[field_id.removeprefix("tag:")][0]
    return LABELS[field_id]
