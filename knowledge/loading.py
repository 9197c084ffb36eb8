"""A pack from its folder. A pack with a fault is refused whole, with file, line and fix (`PackError`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from knowledge import building, parsing
from knowledge.errors import PackError, Problem
from knowledge.files import File, content_hash, read_files
from knowledge.pack import Hotline, Office, Pack, Term, Topic

T = TypeVar("T")
Built = Callable[[Mapping[str, Any]], T]
DEFAULT = Path(__file__).parent / "lianyungang"
LEARNED = "sayings/learned.json"
MISSING = "缺少 {}，请补上"


def load_pack(root: Path = DEFAULT) -> Pack:
    """Read, build and cross-check the pack in `root`; raises PackError with every fault found."""
    files = read_files(root)
    reader = _Reader(files)
    meta = reader.mapping("pack.yml")
    pack = Pack(
        id=str(meta.get("id", "")),
        name=str(meta.get("name", "")),
        document=meta.get("document", {}),
        policies=reader.folder("policies", building.policy, _policy_order),
        benefits=reader.folder("benefits", building.benefit),
        guides=reader.folder("guides", building.guide),
        figures=reader.listed("figures.yml", building.figure),
        topics=reader.listed("topics.yml", lambda d: Topic(**d)),
        facts=reader.listed("facts.yml", building.fact),
        offices=reader.listed("offices.yml", lambda d: Office(**building.tuples(d))),
        hotlines=reader.listed("hotlines.yml", lambda d: Hotline(**d), key="number"),
        places=tuple(reader.listed("places.yml", building.place).values()),
        tariffs=reader.folder("tariffs", building.tariff),
        words=reader.mapping("words.yml"),
        glossary=reader.listed("glossary.yml", lambda d: Term(**building.tuples(d))),
        replies=reader.mapping("replies.yml"),
        alarms=_learned(root / LEARNED),
        version=content_hash(root),
    )
    if reader.problems:
        raise PackError(reader.problems)
    return pack


def sayings_hash(root: Path = DEFAULT) -> str:
    """What the alarms of a pack were, or have to be, learned from."""
    digest = hashlib.sha256()
    for path in sorted((root / "sayings").glob("*.yml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _learned(path: Path) -> Mapping[str, Any]:
    """A pack without labelled sayings hears danger by its rules alone."""
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


class _Reader:
    """Builds values from files and collects what is wrong instead of stopping at the first."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self.files = files
        self.problems: list[Problem] = []

    def mapping(self, name: str) -> Mapping[str, Any]:
        file = self.files.get(name)
        if file is None:
            self.problems.append(Problem(name, 0, "缺这个文件"))
            return {}
        return file.data if isinstance(file.data, Mapping) else {}

    def folder(
        self, name: str, build: Built[T], order: Callable[[str], Any] | None = None
    ) -> dict[str, T]:
        found: dict[str, T] = {}
        inside = [file for file in self.files.values() if file.name.startswith(f"{name}/")]
        for file in sorted(inside, key=lambda f: order(f.stem) if order else f.stem):
            built = self._build(file, build, file.data)
            if built is None:
                continue
            if file.data.get("id") != file.stem:
                self._add(file, ("id",), f"id 要和文件名一样：{file.stem}")
            found[file.stem] = built
        return found

    def listed(self, name: str, build: Built[T], key: str = "id") -> dict[str, T]:
        found: dict[str, T] = {}
        file = self.files.get(name)
        if file is None or not isinstance(file.data, list):
            self.problems.append(Problem(name, 0, "缺这个文件，或内容不是列表"))
            return found
        for index, data in enumerate(file.data):
            built = self._build(file, build, data, index)
            if built is None:
                continue
            if data[key] in found:
                self._add(file, (index, key), f"{data[key]} 写了两次，删去一个")
            found[str(data[key])] = built
        return found

    def _build(self, file: File, build: Built[T], data: Any, *path: str | int) -> T | None:
        if not isinstance(data, Mapping):
            self._add(file, path, "这里要写成「键: 值」的一组")
            return None
        try:
            return build(data)
        except parsing.Refused as wrong:
            self._add(file, (*path, *wrong.path), wrong.says)
        except KeyError as wrong:
            self._add(file, path, MISSING.format(wrong.args[0]))
        except (TypeError, ValueError, AttributeError) as wrong:
            self._add(file, path, f"内容与格式不符：{wrong}")
        return None

    def _add(self, file: File, path: tuple[str | int, ...], says: str) -> None:
        self.problems.append(Problem(file.name, file.line_of(*path), says))


def _policy_order(policy_id: str) -> tuple[int, int]:
    list_name, _, number = policy_id.partition("-")
    if not number.isdigit() or list_name not in LISTS:
        raise PackError([Problem(f"policies/{policy_id}.yml", 0, "文件名要写成 eldercare-13 这样")])
    return LISTS.index(list_name), int(number)


LISTS = ("eldercare", "childcare", "plan")
