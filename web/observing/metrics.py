"""The figures that the processes of the site count while they work; knows no request and no database.

With PROMETHEUS_MULTIPROC_DIR set, the workers of one machine count together in files there; without it each alone.
"""

from __future__ import annotations

import re

from prometheus_client import Counter, Gauge, Histogram

INTENT = re.compile(r"[a-z_]{1,40}")
REQUESTS = Histogram(
    "yilao_request_seconds",
    "Time a request took, by the rule of its address",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 8),
)
TURNS = Counter("yilao_chat_turns", "Turns of conversations, by how they ended", ("outcome",))
INTENTS = Counter("yilao_chat_intents", "Messages that the bot understood, by intent", ("intent",))
FALLBACKS = Counter(
    "yilao_chat_fallbacks", "Turns answered by the search because the bot gave nothing", ("reason",)
)
BOT_SECONDS = Histogram(
    "yilao_bot_seconds",
    "Time the bot took to answer",
    buckets=(0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 8),
)
BREAKER = Gauge(
    "yilao_bot_breaker_open",
    "1 while some worker has stopped asking the bot",
    multiprocess_mode="livemax",
)
WAITING = Gauge(
    "yilao_bot_calls", "Calls to the bot under way or queued for", multiprocess_mode="livesum"
)


def understood(intent: str) -> None:
    """Only what looks like a name of ours becomes a label: what anybody writes must not make new ones."""
    INTENTS.labels(intent if INTENT.fullmatch(intent) else "other").inc()
