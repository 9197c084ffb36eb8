"""Rasa's door to the topic model: an intent, a ranking of topics and how sure it is, for every message."""

from __future__ import annotations

import pickle
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.model import TopicModel
from bot.components.views import Views
from bot.packs import named_pack
from knowledge.pack import Pack

ASK = "ask/"
MOST_TOPICS = 10
FILE = "topics.pickle"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """`ask/TOPIC` are the topics; every other intent is a class beside them."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: TopicModel) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(model_storage, resource, TopicModel(Views(named_pack()).all()))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        with model_storage.read_from(resource) as folder:
            # The file is ours: only a local model whose hash was checked is ever loaded.
            model = pickle.loads((folder / FILE).read_bytes())  # noqa: S301
        model.views = Views(named_pack()).all()
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        rows = [m for m in training_data.intent_examples if m.get(TEXT)]
        labels = [m.get(INTENT_RESPONSE_KEY) or m.get(INTENT) for m in rows]
        self._model.fit([m.get(TEXT) for m in rows], labels, about(named_pack()))
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(pickle.dumps(self._model))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                self._understand(message, text)
        return messages

    def _understand(self, message: Message, text: str) -> None:
        ranking = self._model.rank(text)
        (first, sure), (_, second) = ranking[:2]
        topics = [(name, chance) for name, chance in ranking if name.startswith(ASK)]
        intent = {"name": first.partition("/")[0], "confidence": sure}
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        found = [{"id": n[len(ASK) :], "confidence": c} for n, c in topics[:MOST_TOPICS]]
        message.set("topics", found, add_to_output=True)
        known = self._model.known_share(text)
        strength = {"margin": sure - second, "known": known}
        message.set("strength", strength, add_to_output=True)


def about(pack: Pack) -> dict[str, str]:
    """What the pack itself says of each topic, for the search."""
    texts = {}
    for topic in pack.topics.values():
        entries = pack.on_topic(topic.id)
        said = [topic.title, *(f"{entry.title} {entry.summary}" for entry in entries)]
        texts[ASK + topic.id] = " ".join(said)
    return texts
