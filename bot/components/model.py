"""Which topic a sentence is about, from its characters: linear classes fused with a search over class documents.

Knows sentences and labels only: no Rasa, no pack, no files. Runs on scikit-learn as Rasa pins it (Python 3.10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

View = Callable[[str], str]
# Weak regularisation, for rare pairs of characters are what tells neighbours apart. The dual form reaches the same
# ranking in a third of the time: there are several times more pairs than sentences.
FITTING = {"C": 30.0, "dual": True, "tol": 1e-2, "solver": "liblinear", "multi_class": "ovr"}
SEARCH_SHARE, SEARCH_SHARPNESS = 0.2, 10.0
K1, B = 1.5, 0.75


class Search:
    """BM25 over one document a class, as a score between 0 and 1 for each."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._grams = CountVectorizer(analyzer="char", ngram_range=(1, 2))
        counts = self._grams.fit_transform(documents).astype(float).tocoo()
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        holding = np.asarray((counts.tocsr() > 0).sum(axis=0)).ravel()
        rarity = np.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        norm = K1 * (1 - B + B * lengths[counts.row] / lengths.mean())
        weights = rarity[counts.col] * counts.data * (K1 + 1) / (counts.data + norm)
        self._weights = csr_matrix((weights, (counts.row, counts.col)), shape=counts.shape)

    def chances(self, texts: Sequence[str]) -> np.ndarray:
        asked = self._grams.transform(texts)
        asked.data[:] = 1
        scores = np.asarray((asked @ self._weights.T).todense())
        best = scores.max(axis=1, keepdims=True)
        sharp = np.exp(SEARCH_SHARPNESS * scores / np.where(best > 0, best, 1))
        return sharp / sharp.sum(axis=1, keepdims=True)


class TopicModel:
    """Sentences of known label in, a ranking of labels out. `views` are ways to look at a sentence."""

    def __init__(self, views: Sequence[View], search_share: float = SEARCH_SHARE) -> None:
        self.views, self._search_share = tuple(views), search_share
        self.labels: list[str] = []

    def fit(
        self, texts: Sequence[str], labels: Sequence[str], about: Mapping[str, str]
    ) -> TopicModel:
        """`about` holds further text of a class, such as its official summary."""
        self.labels = sorted(set(labels))
        self._vectors = [self._vectorised(view, texts) for view in self.views]
        features = self._features(texts)
        self._classes = LogisticRegression(**FITTING, random_state=0)
        self._classes.fit(features, np.asarray(labels))
        # Half the size, and laid out the way a single sparse row multiplies it without a copy.
        self._classes.coef_ = np.asfortranarray(self._classes.coef_, dtype=np.float32)
        documents: dict[str, list[str]] = defaultdict(list)
        for text, label in zip(texts, labels, strict=True):
            documents[label].append(self.views[0](text))
        self._search = Search(
            [" ".join([about.get(label, ""), *documents[label]]) for label in self.labels]
        )
        return self

    def chances(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, one column a label (in the order of `labels`), adding up to 1."""
        linear = self._classes.predict_proba(self._features(texts))
        found = self._search.chances([self.views[0](text) for text in texts])
        share = self._search_share
        mixed: np.ndarray = (1 - share) * linear + share * found
        return mixed

    def known_share(self, text: str) -> float:
        """How much of a sentence was ever seen in training: 0 for one in another script."""
        grams = self._vectors[0].build_analyzer()(self.views[0](text))
        seen = sum(gram in self._vectors[0].vocabulary_ for gram in grams)
        return seen / len(grams) if grams else 0.0

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every label with its chance, best first."""
        chances = self.chances([text])[0]
        return [(self.labels[i], float(chances[i])) for i in np.argsort(-chances)]

    @staticmethod
    def _vectorised(view: View, texts: Sequence[str]) -> TfidfVectorizer:
        vectors = TfidfVectorizer(
            analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32
        )
        return vectors.fit([view(text) for text in texts])

    def _features(self, texts: Sequence[str]) -> Any:
        looks = zip(self.views, self._vectors, strict=True)
        return hstack([v.transform([view(t) for t in texts]) for view, v in looks]).tocsr()

    def __getstate__(self) -> dict[str, Any]:
        """Views are code, not learned: whoever loads a model gives them again."""
        return {name: value for name, value in self.__dict__.items() if name != "views"}
