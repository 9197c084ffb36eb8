"""Ports of our own on loopback: for what `make run` starts, and for what tests and benchmarks start."""

from __future__ import annotations

import random
import socket

# Below those the system lends out for a moment, so that nobody is lent one before it is used.
OWN = range(20_000, 30_000)


def free_ports(count: int) -> list[int]:
    """So many that are free, by chance: two services that start at once must not both count on the same.

    Raises OSError where there are not so many.
    """
    found: list[int] = []
    for port in random.sample(OWN, len(OWN)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            return found
    raise OSError(f"fewer than {count} free ports on loopback")


def free_port() -> int:
    return free_ports(1)[0]
