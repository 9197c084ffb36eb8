"""Learns to hear danger from the labelled sayings of the pack: `make alarms` writes what `knowledge` listens with.

Runs in Rasa's environment for its scikit-learn. The thresholds are set by leaving whole situations out, never by
the frozen sayings.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.judging.questions import examples
from knowledge.loading import DEFAULT, LEARNED, load_pack, sayings_hash
from knowledge.pack import Pack
from knowledge.reading import reader_of
from knowledge.reading.alarms import KINDS, grams

ORDINARY = "ordinary"
FITTING = {"C": 30.0, "dual": True, "tol": 1e-2, "solver": "liblinear", "random_state": 0}
# Of ordinary questions, the share that each kind may answer as danger at once, and ask about gently.
SURE, PERHAPS = 0.002, 0.007
FOLDS = 10
PLACES = 2
# Questions about being cheated are rightly heard as such: they teach nothing about what is not.
NEITHER = {"ask/fraud": "fraud"}
SAME = {"handoff": "handoff"}


@dataclass(frozen=True)
class Saying:
    """`group` is the situation it was written for; `spared` a kind that it neither is nor is not."""

    text: str
    kind: str
    group: str
    spared: str = ""


def sayings(root: Path, pack: Pack) -> list[Saying]:
    """The labelled sayings, and every ordinary question the bot is trained on."""
    tidy = reader_of(pack).normalise
    found = {}
    for path in sorted((root / "sayings").glob("*.yml")):
        for group, rows in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for row in rows:
                said = tidy(str(row)).text
                found[said] = Saying(said, path.stem, f"{path.stem}/{group}")
    for at, (text, label) in enumerate(examples(pack)):
        said = tidy(text).text
        kind = SAME.get(label, ORDINARY)
        found.setdefault(said, Saying(said, kind, f"{kind}/{at % FOLDS}", NEITHER.get(label, "")))
    return list(found.values())


class Vocabulary:
    """The grams that the labelled sayings use more than once, with how rare each is among everything said."""

    def __init__(self, known: Sequence[Saying]) -> None:
        all_said = Counter(gram for each in known for gram in grams(each.text))
        told = Counter(g for each in known if each.kind != ORDINARY for g in grams(each.text))
        kept = sorted(gram for gram, times in told.items() if times > 1 or len(gram) == 1)
        self.rarity = {g: round(1 + log((1 + len(known)) / (1 + all_said[g])), 2) for g in kept}
        self._at = {gram: at for at, gram in enumerate(self.rarity)}

    def features(self, known: Sequence[Saying]) -> csr_matrix:
        """One row a saying, of length 1."""
        rows, columns, values = [], [], []
        for row, each in enumerate(known):
            said = grams(each.text)
            weights = {self._at[g]: self.rarity[g] for g in said if g in self._at}
            length = sqrt(sum(weight**2 for weight in weights.values()))
            rows += [row] * len(weights)
            columns += list(weights)
            values += [weight / length for weight in weights.values()]
        return csr_matrix((values, (rows, columns)), shape=(len(known), len(self._at)))


def fitted(kind: str, known: Sequence[Saying], features: csr_matrix) -> LogisticRegression:
    taught = np.array([each.spared != kind for each in known])
    wanted = np.array([each.kind == kind for each in known])
    return LogisticRegression(**FITTING).fit(features[taught], wanted[taught])


def left_out(known: Sequence[Saying]) -> np.ndarray:
    """The strengths of every saying by models that saw none of its situation: one column a kind."""
    groups = sorted({each.group for each in known})
    order = np.random.RandomState(0).permutation(len(groups))
    fold = {group: int(order[at]) % FOLDS for at, group in enumerate(groups)}
    folds = np.array([fold[each.group] for each in known])
    strengths = np.zeros((len(known), len(KINDS)))
    for each in range(FOLDS):
        taught = [one for one, at in zip(known, folds, strict=True) if at != each]
        asked = [one for one, at in zip(known, folds, strict=True) if at == each]
        words = Vocabulary(taught)
        seen, unseen = words.features(taught), words.features(asked)
        for column, kind in enumerate(KINDS):
            model = fitted(kind, taught, seen)
            strengths[folds == each, column] = model.decision_function(unseen)
    return strengths


def thresholds(known: Sequence[Saying], strengths: np.ndarray) -> dict[str, dict[str, float]]:
    """Where each kind begins to be answered at once, and to be asked about."""
    found = {}
    for column, kind in enumerate(KINDS):
        calm = [at for at, e in enumerate(known) if e.kind == ORDINARY and e.spared != kind]
        highest = np.sort(strengths[calm, column])[::-1]
        levels = {"sure": SURE, "perhaps": PERHAPS}
        found[kind] = {n: round(float(highest[int(s * len(calm))]), 2) for n, s in levels.items()}
    return found


def learned(root: Path = DEFAULT) -> dict[str, Any]:
    known = sayings(root, load_pack(root))
    strengths = left_out(known)
    levels = thresholds(known, strengths)
    _tell(known, strengths, levels)
    words = Vocabulary(known)
    features = words.features(known)
    models = [fitted(kind, known, features) for kind in KINDS]
    table = {
        gram: [rare, *(round(float(m.coef_[0][at]) * rare, PLACES) for m in models)]
        for at, (gram, rare) in enumerate(words.rarity.items())
    }
    kinds = {
        kind: {"bias": round(float(m.intercept_[0]), PLACES), **levels[kind]}
        for kind, m in zip(KINDS, models, strict=True)
    }
    made_from = sayings_hash(root)
    return {"made_from": made_from, "kinds": kinds, "grams": table}


def _tell(
    known: Sequence[Saying], strengths: np.ndarray, levels: Mapping[str, Mapping[str, float]]
) -> None:
    """What was found with whole situations left out: the share heard of each kind, and of what is calm."""
    for column, kind in enumerate(KINDS):
        shares = []
        for name in (kind, "calm", ORDINARY):
            rows = [
                at for at, each in enumerate(known) if each.kind == name and each.spared != kind
            ]
            for level in ("sure", "perhaps"):
                share = (strengths[rows, column] >= levels[kind][level]).mean()
                shares.append(f"{name} {level} {100 * share:.1f}%")
        sys.stderr.write(f"  {kind}: {', '.join(shares)}\n")


def main() -> None:
    path = DEFAULT / LEARNED
    path.write_text("\n".join(_lines(learned())) + "\n", encoding="utf-8")


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """JSON with a line for all grams that begin with the same character."""
    table = found.pop("grams")
    yield json.dumps(found)[:-1] + ', "grams": {'
    by_first = [
        json.dumps(dict(rows), ensure_ascii=False, separators=(",", ":"))[1:-1]
        for _, rows in groupby(table.items(), key=lambda row: row[0][0])
    ]
    yield ",\n".join(by_first)
    yield "}}"


if __name__ == "__main__":
    main()
