"""The knowledge pack with something in one file changed: it is read, or every fault is named; it never breaks the reading."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from knowledge.checking import check
from knowledge.errors import PackError
from knowledge.loading import DEFAULT, load_pack
from tests.fuzz.running import Tally, spend

PATIENCE_SECONDS = 60  # the whole pack is read and checked each time
NAMES = sorted(str(each.relative_to(DEFAULT)) for each in DEFAULT.rglob("*.yml"))
ODD = (
    "", "- ", "  - a", "a: b", "id: 12", "id: no", "versions:", "versions: []", "from: 2026-02-30", "from: 12:30", "until: 1999-01-01", "{", "[", "&a *a",
    "? :", "\t", "amount: {min: nan}", "amount: {min: -1, max: 1e999, unit: x}", "conditions: [{fact: nothing, is: true}]", "all: {any: {all: []}}",
    "because: ", "!!python/object:os.system x", "<<: *x", "source: []", "ask: [null]", "\x00", "title: !!binary a", "---", "...", "- - - - - -", "x: " + "[" * 200,
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["instead", "before", "without", "twice", "indented"]),
        st.integers(0, 400),
        st.one_of(st.sampled_from(ODD), st.text(max_size=20)),
    ),
    min_size=1,
    max_size=4,
)
CHANGED = st.tuples(st.sampled_from(NAMES), CHANGES)


def tallies(seconds: float) -> Iterator[tuple[str, Tally]]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        root = Path(folder) / "pack"
        shutil.copytree(DEFAULT, root)

        def once(given: tuple[str, list[tuple[str, int, str]]]) -> None:
            name, changes = given
            path = root / name
            whole = path.read_text(encoding="utf-8")
            try:
                path.write_text(_changed(whole, changes), encoding="utf-8")
                for problem in check(root):
                    assert problem.says
                _loads(root)
            finally:
                path.write_text(whole, encoding="utf-8")

        yield "pack loader", spend(seconds, CHANGED, once, PATIENCE_SECONDS)


def _loads(root: Path) -> None:
    try:
        load_pack(root)
    except PackError as wrong:
        if not wrong.problems:
            raise AssertionError("refused without a reason") from wrong


def _changed(text: str, changes: list[tuple[str, int, str]]) -> str:
    lines = text.split("\n")
    for how, place, odd in changes:
        at = place % len(lines)
        if how == "instead":
            lines[at] = odd
        elif how == "before":
            lines.insert(at, odd)
        elif how == "without" and len(lines) > 1:
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        else:
            lines[at] = f"  {lines[at]}"
    return "\n".join(lines)
