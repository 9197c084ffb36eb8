"""One row of a list on its way to a provider, and what holds for the whole list.

Knows no file and no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.importing.report import Problem
from models.kinds import TAG_WORDS, CoordinateSystem, Kind

LABELS: Mapping[str, str] = {
    "name": "机构名称", "alternate_name": "别名", "type": "类型", "ownership": "性质",
    "status": "状态", "district": "区县", "street": "街道（乡镇）", "address": "地址",
    "phone": "电话", "website": "网址", "capacity": "床位（托位）数", "vacancies": "空余",
    "fees": "收费", "fee_min": "最低收费", "fee_max": "最高收费", "fee_unit": "收费单位",
    "ages": "收托年龄", "care_levels": "收住对象", "registration_number": "备案编号",
    "lat": "纬度", "lon": "经度", "tags": "标签", "services": "服务项目",
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What holds for the whole list."""

    kind: Kind
    source: str
    verified_on: date
    coordinate_system: CoordinateSystem
    places: Sequence[tuple[str, str]] = ()  # (district, street); empty means any is taken


@dataclass
class Row:
    """`values` are a provider's attributes; a blank cell is not among them."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def trouble(self, field_id: str, message: str) -> None:
        self.problems.append(Problem(field_id, f"{label(field_id)}：{message}"))


def label(field_id: str) -> str:
    if field_id.startswith("tag:"):
        return "是否" + TAG_WORDS[field_id.removeprefix("tag:")][0]
    return LABELS[field_id]
