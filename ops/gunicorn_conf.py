"""How gunicorn runs the site: lines as JSON, figures of all workers counted together, an end that finishes its work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ops.logs import configuration

INSTANCE = Path(os.environ.get("INSTANCE_DIR", "instance")).resolve()
FIGURES = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(INSTANCE / "metrics")))

bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"  # noqa: S104
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 16
backlog = 512  # who comes when so many wait is refused at once, not kept for minutes
timeout = 60
graceful_timeout = 20
# Longer than somebody reads a page, and than a proxy keeps its side open: a request never meets a closing door.
keepalive = 65
control_socket_disable = True
logconfig_dict = configuration()
logconfig_dict["loggers"]["gunicorn.error"] = {
    "level": "INFO",
    "handlers": ["out"],
    "propagate": False,
}


def on_starting(_server: Any) -> None:
    """Figures begin at nought with the master, not with each worker."""
    FIGURES.mkdir(parents=True, exist_ok=True)
    for old in FIGURES.glob("*.db"):
        old.unlink()


def child_exit(_server: Any, worker: Any) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
