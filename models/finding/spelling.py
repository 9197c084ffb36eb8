"""`songhe` as syllables: every way to cut it, the last of which may be begun only.

Knows the syllables that occur, not what they stand for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from models import words

LONGEST_SYLLABLE = 6
WAYS = 24  # `xianxianxian…` can be cut in as many ways as one likes
AFTER_Z = "{"
Reading = tuple[list[int], int]


def sounding(aloud: str, line: str) -> str | None:
    """The characters of the line that are read so; None where its characters and syllables do not pair."""
    spoken, wanted = words.pinyin(line).split(), aloud.split()
    if len(spoken) != len(line):
        return None
    starts = range(len(spoken) - len(wanted) + 1)
    found = (at for at in starts if spoken[at : at + len(wanted)] == wanted)
    return next((line[at : at + len(wanted)] for at in found), None)


def readings(word: str, syllables: Sequence[str]) -> list[Reading]:
    """Runs of the syllables' numbers, which count from one, and below what the last may lie."""
    return list(islice(_cut(word, syllables, [], set()), WAYS))


def _cut(
    word: str, syllables: Sequence[str], before: list[int], dead: set[int]
) -> Iterator[Reading]:
    """`dead` are the lengths of the ends that are known to lead nowhere."""
    low, high = bisect_left(syllables, word), bisect_left(syllables, word + AFTER_Z)
    led = low < high
    if led:
        yield [*before, low + 1], high + 1
    for length in range(min(LONGEST_SYLLABLE, len(word) - 1), 0, -1):
        place = bisect_left(syllables, word[:length])
        rest = word[length:]
        known = place < len(syllables) and syllables[place] == word[:length]
        if known and len(rest) not in dead:
            for reading in _cut(rest, syllables, [*before, place + 1], dead):
                led = True
                yield reading
    if not led:
        dead.add(len(word))
