"""Ranks the held-out questions as the bot is and as it would be taught: `python -m bot.judging.proposing PROPOSED FILE`.

Runs in Rasa's environment. PROPOSED is JSON: pairs of text and label; they are ranked too. Judges nothing.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bot.judging.questions import texts
from bot.judging.ranking import heard_all, own
from bot.packs import named_pack


def main(proposed: str, target: str) -> None:
    pack = named_pack()
    added = [(text, label) for text, label in json.loads(Path(proposed).read_text("utf-8"))]
    asked = [*texts(pack), *(text for text, _ in added)]
    started = time.monotonic()
    found = {
        "before": heard_all(own("ours", pack), asked),
        "after": heard_all(own("ours", pack, added), asked),
    }
    found["seconds"] = round(time.monotonic() - started, 1)
    Path(target).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
