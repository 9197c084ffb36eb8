"""The tool that keeps the catalogues: nothing that cannot stand gets in, nothing that is missing goes unsaid."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from ops import catalogues
from ops.catalogues import Source, faults, fill, identity, wrongs

SPOKEN = {"共 %(num)s 项": "%(num)s items", "位置：{place}": "Place: {place}", "急救": "Ambulance"}
SAID = tuple(SPOKEN)


def _extract(template: Catalog) -> None:
    for text in SAID:
        template.add(text, locations=[("web/a.html", 0)])


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    one = Source("messages", tmp_path, _extract)
    monkeypatch.setattr(catalogues, "SOURCES", (one,))
    catalogues.update()
    return one


@pytest.mark.parametrize(
    ("says", "given", "wrong"),
    [
        ("共 %(num)s 项", "%(num)s items", ""),
        ("共 %(num)s 项", "items", "placeholders differ"),
        ("共 %(num)s 项", "%(number)s items", "placeholders differ"),
        ("位置：{place}", "Place: {place}", ""),
        ("位置：{place}", "Place", "placeholders differ"),
        ("急救", " ", "empty"),
        ("急救", "Ambulance 急救", "Chinese outside"),
        ("急救", "Ambulance，now", "Chinese punctuation"),
        ("依据", "Notice 〔民办函〔2025〕49号〕", ""),
    ],
)
def test_a_translation_that_cannot_stand_is_told(says: str, given: str, wrong: str) -> None:
    found = "; ".join(wrongs(says, given))

    assert found.startswith(wrong)
    assert bool(found) is bool(wrong)


def test_what_is_missing_is_named_and_what_is_filled_stays(source: Source) -> None:
    assert len(list(faults(source, "en"))) == len(SAID)

    refused = fill({identity("急救"): "Ambulance", identity("位置：{place}"): "Place", "none": "x"})

    assert [line.split()[0] for line in refused] == [identity("位置：{place}"), "none:"]
    assert len(list(faults(source, "en"))) == len(SAID) - 1
    catalogues.update()
    assert source.translated("en").get("急救").string == "Ambulance"


def test_a_sentence_that_nobody_says_any_more_is_told_and_goes(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "SOURCES", (Source("messages", source.folder, lambda _: None),))
    [now] = catalogues.SOURCES

    assert [line.split(":")[-1].strip() for line in faults(now, "en")] != []
    catalogues.update()
    assert list(faults(now, "en")) == []


def test_a_catalogue_carries_no_lines_and_no_dates(source: Source) -> None:
    written = source.path("en").read_text(encoding="utf-8")

    assert "Date" not in written
    assert "#: web/a.html\n" in written
    catalogues.update()
    assert source.path("en").read_text(encoding="utf-8") == written


def test_compiled_catalogues_are_spoken(source: Source) -> None:
    fill({identity(text): SPOKEN[text] for text in SAID})
    catalogues.compile_all()
    catalogues.compile_all()

    spoken = gettext.translation("messages", source.folder, ["en"])
    assert spoken.gettext("急救") == "Ambulance"
    left = sorted(path.name for path in source.path("en").parent.iterdir())
    assert left == ["messages.mo", "messages.po"]


def test_a_language_with_one_sentence_missing_is_not_spoken(source: Source) -> None:
    fill({identity(text): SPOKEN[text] for text in SAID})
    catalogues.compile_all()
    emptied = source.path("en").read_text(encoding="utf-8").replace('"Ambulance"', '""')
    source.path("en").write_text(emptied, encoding="utf-8")
    os.utime(source.path("en", "mo"), (0, 0))
    catalogues.compile_all()

    assert [path.name for path in source.path("en").parent.iterdir()] == ["messages.po"]


@pytest.mark.parametrize("one", catalogues.SOURCES, ids=lambda source: source.domain)
@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogues_of_today_are_complete(one: Source, language: str) -> None:
    """Red: `make messages`, give what it prints its words with `python -m ops.catalogues fill FILE`, commit the .po files."""
    assert list(faults(one, language)) == []
