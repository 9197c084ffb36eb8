"""What is looked up when somebody asks for the figures: who waits, and which model, pack and figures are in use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from flask import Flask, current_app
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import SQLAlchemyError

from models.queue import Queue
from ops.model import model_name
from web.clock import now
from web.config import Settings
from web.db import session
from web.observing import journal
from web.pack import plain_pack

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["scraped"] = _registry()


def scrape() -> bytes:
    """The text of one scrape: what the workers counted, and what is looked up now."""
    counted: CollectorRegistry = current_app.extensions["scraped"]
    return generate_latest(counted) + generate_latest(_Looked())


def _registry() -> CollectorRegistry:
    if MULTIPROCESS not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


class _Looked(CollectorRegistry):
    """Collected at the scrape, within the request's own session; nothing is kept."""

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("yilao_model", "The bot's model", {"hash": model_name()})
        yield InfoMetricFamily(
            "yilao_pack", "The knowledge in use", {"version": plain_pack().version}
        )
        try:
            queue = Queue.at(session(), now())
        except SQLAlchemyError as wrong:
            journal.note("queue_not_read", reason=type(wrong).__name__)
            yield GaugeMetricFamily("yilao_database_up", "1 while the database answers", 0)
            return
        yield GaugeMetricFamily("yilao_database_up", "1 while the database answers", 1)
        yield InfoMetricFamily("yilao_overlay", "The figures of staff", {"version": queue.overlay})
        yield from _waiting(queue)

    def restricted_registry(self, names: Any) -> Any:
        raise NotImplementedError("a scrape is whole")


def _waiting(queue: Queue) -> Iterator[Metric]:
    for name, says, value in (
        ("handoffs_waiting", "People who wait for one of the staff", queue.waiting),
        ("handoff_oldest_seconds", "How long the first of them has waited", queue.oldest_seconds),
        ("callbacks_waiting", "Numbers left that nobody has called yet", queue.callbacks),
        ("staff_present", "Staff seen at their screens", queue.staff),
    ):
        yield GaugeMetricFamily(f"yilao_{name}", says, value)
