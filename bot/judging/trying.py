"""What proposed sentences would change, by the questions of docs/nlu.md: `python -m bot.judging.trying PROPOSED FILE`.

The topics are ranked anew in Rasa's environment; answering and judging are those of the report. Changes nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.judging.judging import Judge, Judged
from bot.judging.questions import ASKED_ON, ROOT, bare, changed
from bot.judging.report import judged_all, strangers
from bot.packs import named_pack

RASA = ROOT / ".venv-bot" / "bin" / "python"
CANNOT = 3
WORST_FIRST = ("wrong", "missed", "offered", "right")
Proposed = Sequence[tuple[str, str]]  # text and label
Heard = Mapping[str, Any]


def main(proposed: str, target: str) -> int:
    """Writes JSON and ends with 0; or with 3, where it cannot, and the last line of stderr says why."""
    if says := _hindered():
        sys.stderr.write(f"{says}\n")
        return CANNOT
    pairs = [(text, label) for text, label in json.loads(Path(proposed).read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as folder:
        ranked = Path(folder) / "ranked.json"
        command = [str(RASA), "-m", "bot.judging.proposing", proposed, str(ranked)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own module
        found = json.loads(ranked.read_text("utf-8"))
    Path(target).write_text(json.dumps(tell(pairs, found), ensure_ascii=False), "utf-8")
    return 0


def _hindered() -> str:
    if wrong := changed():
        return f"考题被改过，不能拿来评分：{'、'.join(wrong)}"
    return "" if RASA.exists() else "这台机器上没有训练问答的环境（.venv-bot），试不了"


def tell(proposed: Proposed, found: Heard) -> dict[str, Any]:
    """Each register's counts, questions that got better or worse by entry, and how the sentences themselves fare."""
    pack = named_pack()
    taught = {bare(text) for text, _ in proposed}
    before, after = (
        _untaught(judged_all(pack, ASKED_ON, found[when]), taught) for when in ("before", "after")
    )
    strange = [strangers(Judge(pack, ASKED_ON, found[when])) for when in ("before", "after")]
    return {
        "registers": [
            {"name": name, "of": len(before[name]), "before": _counts(before[name]),
             "after": _counts(after[name])}
            for name in before
        ],
        "strange": {"of": strange[0][1], "before": strange[0][0], "after": strange[1][0]},
        "moved": list(_moved(before, after)),
        "proposed": [
            {"text": text, "label": label, "before": _label(found["before"][text]),
             "after": _label(found["after"][text])}
            for text, label in proposed
        ],
        "seconds": found["seconds"],
    }  # fmt: skip


def _untaught(
    judged: Mapping[str, Sequence[Judged]], taught: set[str]
) -> dict[str, Sequence[Judged]]:
    """A question that would be taught measures nothing any more, before as after."""
    return {
        name: [each for each in found if bare(each.row["text"]) not in taught]
        for name, found in judged.items()
    }


def _counts(judged: Sequence[Judged]) -> dict[str, int]:
    """As the report counts: what is right at once is among those reached too."""
    count = Counter(each.verdict for each in judged)
    reached = count["right"] + count["offered"]
    return {"right": count["right"], "reached": reached, "wrong": count["wrong"]}


def _moved(
    before: Mapping[str, Sequence[Judged]], after: Mapping[str, Sequence[Judged]]
) -> Iterator[dict[str, Any]]:
    """By the entry that was wanted, what got worse first. No question is told: it would be taught next."""
    better: Counter[str] = Counter()
    worse: Counter[str] = Counter()
    for name, found in before.items():
        for was, now in zip(found, after[name], strict=True):
            step = WORST_FIRST.index(now.verdict) - WORST_FIRST.index(was.verdict)
            if step:
                (better if step > 0 else worse)[was.row["id"]] += 1
    for entry in sorted({*better, *worse}, key=lambda each: (-worse[each], -better[each], each)):
        yield {"id": entry, "better": better[entry], "worse": worse[entry]}


def _label(heard: Heard) -> str:
    """What it is taken for, as training labels it."""
    intent = str(heard["intent"]["name"])
    return f"ask/{heard['topics'][0]['id']}" if intent == "ask" else intent


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
