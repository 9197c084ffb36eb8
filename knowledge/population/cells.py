"""What stands in the cell of a list as the value of a fact; what cannot be read is refused by name.

Knows nothing of files and rows. Whether a value can be is `knowledge.facts`'.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from knowledge.errors import FactError
from knowledge.pack import FactSpec

NOT_KNOWN = {"不清楚", "不知道", "null", "NULL"}
YES = {"是", "有", "true", "TRUE", "True", "1"}
NO = {"否", "没有", "无", "false", "FALSE", "False", "0"}
BETWEEN = re.compile(r"[|、;；]")
WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)


def value(cell: str, spec: FactSpec) -> Any:
    """The value as the public contract has it; None for asked and not known. `cell` is not blank."""
    return None if cell in NOT_KNOWN else READERS[spec.type](cell, spec)


def _boolean(cell: str, spec: FactSpec) -> bool:
    if cell not in YES | NO:
        raise FactError(spec.id, "要填 是 或 否")
    return cell in YES


def _integer(cell: str, spec: FactSpec) -> int:
    if not WHOLE.fullmatch(cell):
        raise FactError(spec.id, "要填整数")
    return int(cell)


def _enum(cell: str, spec: FactSpec) -> Any:
    """Either the value or its Chinese label."""
    for option, label in spec.options:
        if cell in (str(option), label):
            return option
    raise FactError(spec.id, f"只能填 {'、'.join(label for _, label in spec.options)}")


def _set(cell: str, spec: FactSpec) -> list[Any]:
    return [_enum(part.strip(), spec) for part in BETWEEN.split(cell)]


def _text(cell: str, spec: FactSpec) -> str:
    return cell.replace("/", "-")


READERS: dict[str, Callable[[str, FactSpec], Any]] = {
    "boolean": _boolean,
    "integer": _integer,
    "enum": _enum,
    "set": _set,
    "date": _text,
    "month": _text,
}
