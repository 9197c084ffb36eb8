"""The YAML files of a pack, read once, with the line of every part so that a fault can be pointed at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import PackError, Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class File:
    """One parsed file; `name` is relative to the pack."""

    name: str
    path: Path
    data: Any

    @property
    def stem(self) -> str:
        return self.path.stem

    def line_of(self, *keys: str | int) -> int:
        """The 1-based line where the value under `keys` stands, or of its nearest parent."""
        node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        for key in keys:
            child = _child(node, key)
            if child is None:
                break
            node = child
        return int(node.start_mark.line) + 1 if node is not None else 1


def _child(node: Any, key: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def read_file(root: Path, path: Path) -> File:
    name = path.relative_to(root).as_posix()
    try:
        # CSafeLoader is the safe loader in C.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
        endless = _within_itself(data)
    except UnicodeDecodeError:
        raise PackError([Problem(name, 0, "不是 UTF-8 文本，请另存为 UTF-8")]) from None
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 0
        raise PackError([Problem(name, line, f"YAML 写法有误：{wrong.problem}")]) from None
    except yaml.reader.ReaderError as wrong:
        says = f"第 {wrong.position + 1} 个字是看不见的控制字符，请删去"
        raise PackError([Problem(name, 0, says)]) from None
    except (ValueError, OverflowError):
        # A date such as 2026-02-30 is one to YAML until it is made.
        raise PackError([Problem(name, 0, "有一个日期或数字不存在，请改成对的")]) from None
    except RecursionError:
        raise PackError([Problem(name, 0, "括号套得太深，请写平一些")]) from None
    if endless:
        line = _where_within_itself(path)
        raise PackError(
            [Problem(name, line, "这里用 * 引用了包着它的一段，成了死循环，请写明内容")]
        )
    return File(name, path, data)


def _within_itself(data: Any, around: tuple[int, ...] = ()) -> bool:
    """Whether an alias leads back to something it stands in."""
    if not isinstance(data, (dict, list)):
        return False
    parts = data.values() if isinstance(data, dict) else data
    inside = (*around, id(data))
    return id(data) in around or any(_within_itself(part, inside) for part in parts)


def _where_within_itself(path: Path) -> int:
    """The line of the alias; a token knows its place, what was built from it no longer does."""
    tokens = yaml.scan(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    aliases = (token for token in tokens if isinstance(token, yaml.AliasToken))
    return next((int(token.start_mark.line) + 1 for token in aliases), 0)


def read_files(root: Path) -> dict[str, File]:
    """Every YAML file of the pack by its relative name; faults of all files are reported together."""
    files: dict[str, File] = {}
    problems: list[Problem] = []
    for path in sorted(root.rglob("*.yml")):
        try:
            file = read_file(root, path)
            files[file.name] = file
        except PackError as wrong:
            problems += wrong.problems
    if not files and not problems:
        problems.append(Problem(str(root), 0, "这里没有知识包：找不到任何 .yml 文件"))
    if problems:
        raise PackError(problems)
    return files


def content_hash(root: Path) -> str:
    """A short hash of all files: the version of the pack."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
