"""The full check of a pack: every file against its JSON Schema, then everything that refers to something else.

Run as `flask knowledge check` and before the site starts. Needs jsonschema, so nothing inside Rasa imports it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from knowledge.errors import PackError, Problem
from knowledge.files import File, read_files
from knowledge.loading import DEFAULT, load_pack
from knowledge.references import references

SCHEMAS = Path(__file__).parent / "schemas"
SAYS = {
    "required": "缺少必填的字段：{}",
    "additionalProperties": "多了不认识的字段：{}",
    "enum": "值不在允许的范围里：{}",
    "uniqueItems": "有重复的项，删去一个",
    "minItems": "太少：{}",
}


def check(root: Path = DEFAULT) -> list[Problem]:
    """Every fault of the pack in `root`, with file, line and fix; empty when it is sound."""
    try:
        files = read_files(root)
    except PackError as wrong:
        return wrong.problems
    problems = [problem for file in files.values() for problem in _schema_problems(file)]
    try:
        pack = load_pack(root)
    except PackError as wrong:
        return _unique([*problems, *wrong.problems])
    return _unique([*problems, *references(pack, files)])


def _unique(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.says))


@cache
def _validator(name: str) -> Draft202012Validator | None:
    path = SCHEMAS / f"{name}.json"
    if not path.exists():
        return None
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _schema_of(file: File) -> Draft202012Validator | None:
    folder = file.path.parent.name if "/" in file.name else ""
    one = {"policies": "policy", "benefits": "benefit", "guides": "guide", "tariffs": "tariff"}
    one["sayings"] = "sayings"
    return _validator(one.get(folder, file.stem))


def _schema_problems(file: File) -> Iterator[Problem]:
    validator = _schema_of(file)
    if validator is None:
        yield Problem(file.name, 0, "不认识这个文件：知识包里没有这一类")
        return
    for wrong in validator.iter_errors(_plain(file.data)):
        yield Problem(file.name, file.line_of(*wrong.absolute_path), _says(wrong))


def _says(wrong: ValidationError) -> str:
    where = ".".join(str(part) for part in wrong.absolute_path) or "整个文件"
    words = SAYS.get(str(wrong.validator), "{}").format(wrong.message)
    return f"{where}：{words}"


def _plain(data: Any) -> Any:
    """YAML's dates as the strings a JSON Schema knows."""
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


if __name__ == "__main__":
    found = check(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
    sys.stdout.write("".join(f"{problem}\n" for problem in found) or "知识包没有问题\n")
    sys.exit(bool(found))
