"""When somebody of the staff answers people, written `08:30-12:00,14:00-17:30`; working days only.

Knows neither a clock nor who wrote it.
"""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})", re.ASCII)
LIKE = "08:30-12:00,14:00-17:30"
Hours = tuple[tuple[time, time], ...]


class BadHours(ValueError):
    """Not spans in order that do not touch."""


def read(text: str) -> Hours:
    """Spans in order that do not touch, none where nothing is written; raises BadHours."""
    spans = tuple(_span(part.strip()) for part in text.split(",") if part.strip())
    edges = [edge for span in spans for edge in span]
    if any(earlier >= later for earlier, later in pairwise(edges)):
        raise BadHours(text)
    return spans


def _span(part: str) -> tuple[time, time]:
    found = SPAN.fullmatch(part)
    try:
        if found:
            return time.fromisoformat(found[1]), time.fromisoformat(found[2])
    except ValueError:
        pass  # 25:00 looks like a time and is none: refused below like anything else
    raise BadHours(part)
