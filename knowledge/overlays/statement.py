"""One dated statement by staff, and how a value that does not fit is refused.

Knows nothing of what the statement changes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from knowledge.pack import Source

TEXT_AT_MOST = 200
PHONE = re.compile(r"[0-9][0-9\-、 ]{4,59}")


class OverlayError(ValueError):
    """A statement that cannot stand: names the field and says what would do."""

    def __init__(self, field: str, says: str) -> None:
        self.field = field
        self.says = says
        super().__init__(f"{field}：{says}")


@dataclass(frozen=True)
class Overlay:
    """Who says what, resting on what, from which day until which, both included."""

    kind: str  # one of `laying.KINDS`
    target: str  # the id of a benefit, an office, a tariff, a hotline's number, or `desk`
    value: Mapping[str, Any]
    source: str
    from_day: date
    until: date | None = None
    entered_by: str = ""
    created_at: datetime | None = field(default=None, compare=False)
    id: int | None = None
    source_url: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.value, Mapping):
            raise OverlayError("value", '要写成 {"名": 值} 这样的一组')

    @property
    def said(self) -> Source:
        """The source as a citizen can look it up."""
        return Source(self.source, url=self.source_url, certainty="cited")

    def covers(self, day: date) -> bool:
        return self.from_day <= day and (self.until is None or day <= self.until)


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Overlay, ...]:
    """Statements out of the plain rows that whoever keeps them hands over."""
    return tuple(Overlay(**row) for row in rows)


def only(value: Mapping[str, Any], allowed: Sequence[str]) -> None:
    """Refuse what nobody would read."""
    for key in value:
        if key not in allowed:
            raise OverlayError(f"value.{key}", f"不认识这一项；这里只能写 {'、'.join(allowed)}")


def number(value: Any, name: str, most: float) -> float | None:
    """A figure between 0 and `most`, or None where none is given."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise OverlayError(name, "要填数字，不带单位和引号")
    if not math.isfinite(value) or not 0 <= value <= most:
        raise OverlayError(name, f"要在 0 到 {most:g} 之间")
    return value


def text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > TEXT_AT_MOST:
        raise OverlayError(name, f"要填一句话，不超过 {TEXT_AT_MOST} 个字")
    if not value.isprintable():
        raise OverlayError(name, "里面有看不见的字符，请重新输入")
    return value.strip()


def phone(value: Any, name: str) -> str:
    said = text(value, name)
    if not PHONE.fullmatch(said):
        raise OverlayError(name, "电话只写数字和短横，如 区号-号码；几个号码用、隔开")
    return said


def texts(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise OverlayError(name, "要填一个列表，如 [身份证, 户口簿]")
    return tuple(text(one, f"{name}[{index}]") for index, one in enumerate(value))
