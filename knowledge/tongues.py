"""A pack in the language being spoken, made when it is first wanted and anew when another pack takes its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

from knowledge.pack import Pack
from knowledge.saying import catalogue, is_ours
from knowledge.translating import translated

KEPT = 4  # packs: yesterday's and tomorrow's beside today's


class Tongues:
    """The translations of the pack in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "translations"
        self._made: dict[tuple[int, str], Pack] = {}
        self._lock = Lock()

    def of(self, pack: Pack, language: str) -> Pack:
        """`pack` as it is said in `language`; itself in Chinese."""
        if is_ours(language):
            return pack
        with self._lock:
            # The translated pack holds on to its original, so that no other can have its address.
            key = (id(pack), language)
            if key not in self._made:
                while len(self._made) >= KEPT:
                    del self._made[next(iter(self._made))]
                self._made[key] = self._translated(pack, language)
            return self._made[key]

    def _translated(self, pack: Pack, language: str) -> Pack:
        words = catalogue("pack", self._folder, language)
        return replace(translated(pack, words.gettext), original=pack)
