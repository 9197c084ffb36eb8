"""Rasa's door to the tested reader: ages, places and the rest as entities, where no cut into words can break them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.packs import named_pack
from knowledge.reading import Reader, Span, reader_of

SHANGHAI = ZoneInfo("Asia/Shanghai")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ReaderExtractor(GraphComponent, EntityExtractorMixin):
    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReaderExtractor:
        return cls(reader_of(named_pack()))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        today = datetime.now(SHANGHAI).date()
        for message in messages:
            found = entities(self._reader, message.get(TEXT) or "", today)
            named = [{**each, "extractor": self.name} for each in found]
            message.set(ENTITIES, named, add_to_output=True)
        return messages


def entities(reader: Reader, text: str, today: date) -> list[dict[str, Any]]:
    """Every stretch that says something, in characters of the text as it was typed."""
    return [_entity(span, text) for span in reader.read(text, today).spans]


def _entity(span: Span, text: str) -> dict[str, Any]:
    value = span.value
    if not isinstance(value, (str, int, float, bool)):
        value = text[span.start : span.end]
    return {"entity": span.entity, "start": span.start, "end": span.end, "value": value}
