"""Danger is heard, and questions about rules are not taken for danger."""

from __future__ import annotations

import pytest

from knowledge.pack import Pack
from knowledge.reading import Reader, alarm, wants_person
from tests.knowledge.reading.tables import rows

ROWS = rows("alarms.yml")
PERSON = [(text, value == "person") for section, text, value in ROWS if "人工" in section]


@pytest.mark.parametrize(("section", "text", "kind"), [r for r in ROWS if "人工" not in r[0]])
def test_danger_is_heard_and_a_question_is_not_danger(
    section: str, text: str, kind: str | None, pack: Pack
) -> None:
    assert alarm(text, pack) == kind


@pytest.mark.parametrize(("text", "wanted"), PERSON)
def test_asking_for_a_person_is_heard(text: str, wanted: bool, pack: Pack) -> None:
    assert wants_person(text, pack) is wanted


@pytest.mark.parametrize("text", ["护工打老人", "老师打孩子", "我妈被护工打了身上有伤"])
def test_mistreatment_is_heard(text: str, reader: Reader) -> None:
    assert reader.safety.speaks_of("mistreatment", text)


def test_an_insult_is_no_danger(reader: Reader) -> None:
    assert reader.safety.speaks_of("insult", "滚蛋")
    assert reader.safety.alarm("滚蛋") is None
