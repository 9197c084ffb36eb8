"""Ports of our own: free, each another, and by chance."""

from __future__ import annotations

import socket

import pytest

from ops import ports


def test_they_are_free_and_each_another() -> None:
    found = ports.free_ports(5)

    assert len(set(found)) == 5
    assert set(found) <= set(ports.OWN)
    for port in found:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))


def test_two_who_look_at_once_do_not_both_count_on_the_same() -> None:
    assert len({tuple(ports.free_ports(3)) for _ in range(20)}) == 20


def test_one_in_use_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        used = taken.getsockname()[1]
        monkeypatch.setattr(ports, "OWN", range(used, used + 1))
        with pytest.raises(OSError, match="fewer than 1"):
            ports.free_port()
