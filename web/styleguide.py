"""The language of the pages, shown with itself: colours, letters, parts and every state a page can be in."""

from __future__ import annotations

import re
from pathlib import Path

from apiflask import APIBlueprint
from flask import render_template

TOKENS = Path(__file__).parent / "static" / "css" / "tokens.css"
NAMED = re.compile(r"--([a-z-]+): ([^;]+);")
COLOURS = ("ground", "paper", "ink", "soft", "line", "edge", "sea", "sea-deep", "sea-wash", "warm")
MORE_COLOURS = ("warm-wash", "sun-wash", "leaf", "leaf-wash", "dusk", "dusk-wash", "focus")
bp = APIBlueprint("styleguide", __name__, enable_openapi=False)


@bp.get("/styleguide")
def show() -> str:
    tokens = tokens_of(TOKENS.read_text(encoding="utf-8"))
    return render_template(
        "styleguide/show.html",
        colours={name: tokens[name] for name in (*COLOURS, *MORE_COLOURS)},
        sizes={k: v for k, v in tokens.items() if k in ("target", "gap", "round", "measure")},
    )


def tokens_of(css: str) -> dict[str, str]:
    """The custom properties of the first block, which is the light scheme."""
    return dict(NAMED.findall(css.split("}", 1)[0]))
