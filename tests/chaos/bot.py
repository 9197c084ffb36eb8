"""The bot's side breaks: Rasa killed, restarted, hung, slow, out of memory, with a model that is not ours; actions killed."""

from __future__ import annotations

import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator

from ops.model import CURRENT
from tests.chaos.watching import Endured, Row, Site, endure

RASA, ACTIONS = "bot.running", "bot.actions"
BACK_AT_MOST = 60.0
MUST = "no page fails, each question answered in 10 s, back in 60 s"


def rows(site: Site) -> Iterator[Row]:
    yield _row("Rasa killed", endure(site, lambda: _signal(site, RASA, signal.SIGKILL)))
    yield _row("Rasa restarted", endure(site, lambda: _signal(site, RASA, signal.SIGTERM)))
    yield _row("Rasa hung (stopped for 25 s)", _hung(site))
    yield _row("Rasa slow (runs a fifth of the time)", _slow(site))
    yield _row("Rasa out of memory (may take no more)", _no_memory(site))
    yield _row("a model that was not trained here", _wrong_model(site))
    yield _row("actions killed", endure(site, lambda: _signal(site, ACTIONS, signal.SIGKILL)))
    yield _row("actions hung (stopped for 20 s)", _held(site, ACTIONS, 20))


def _row(fault: str, found: Endured) -> Row:
    held = (
        not found.looked.faults
        and not found.unanswered
        and found.slowest < 10
        and found.back is not None
        and found.back <= BACK_AT_MOST
    )
    return fault, found.says(), MUST, held


def _signal(site: Site, mark: str, number: int) -> None:
    for process in site.processes(mark):
        process.send_signal(number)


def _held(site: Site, mark: str, seconds: float) -> Endured:
    return endure(
        site,
        lambda: _signal(site, mark, signal.SIGSTOP),
        lambda: _signal(site, mark, signal.SIGCONT),
        seconds=seconds,
    )


def _hung(site: Site) -> Endured:
    return _held(site, RASA, 25)


def _slow(site: Site) -> Endured:
    """Stopped four fifths of each half second."""
    over = threading.Event()

    def brake() -> None:
        while not over.is_set():
            _signal(site, RASA, signal.SIGSTOP)
            time.sleep(0.4)
            _signal(site, RASA, signal.SIGCONT)
            time.sleep(0.1)

    braking = threading.Thread(target=brake, daemon=True)

    def release() -> None:
        over.set()
        braking.join()

    return endure(site, braking.start, release, seconds=12)


def _no_memory(site: Site) -> Endured:
    """Each further byte is refused, as where a container's memory is used up; then there is some again."""
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)

    def limit(given: Callable[[int], tuple[int, int]]) -> None:
        for process in site.processes(RASA):
            process.rlimit(resource.RLIMIT_AS, given(process.memory_info().vms))

    return endure(
        site, lambda: limit(lambda held: (held, unlimited[1])), lambda: limit(lambda _: unlimited)
    )


def _wrong_model(site: Site) -> Endured:
    """The link points at a file nobody trained here, and Rasa is started anew."""
    right = CURRENT.readlink()
    wrong = CURRENT.with_name("not-ours.tar.gz")

    def exchange() -> None:
        wrong.write_bytes(b"\x1f\x8b not a model")
        _point(wrong.name)
        _signal(site, RASA, signal.SIGKILL)

    def put_back() -> None:
        _point(str(right))
        wrong.unlink(missing_ok=True)

    try:
        return endure(site, exchange, put_back, seconds=10)
    finally:
        put_back()


def _point(name: str) -> None:
    made = CURRENT.with_name("current.new")
    made.unlink(missing_ok=True)
    made.symlink_to(name)
    made.replace(CURRENT)
