"""The catalogues of the other languages: brought up to date with the sources, filled, and compiled.

Three of them, beside what they translate: the site's words (`messages`), the sentences that code of `knowledge` and
`bot.actions` composes (`phrases`), and the knowledge pack (`pack`). Extracting, reading and writing is Babel's. They are sorted and
carry no lines and no dates, so that two branches which add sentences meet in one place only if they add the same one.

    python -m ops.catalogues update          what the sources say now; what is new stays empty
    python -m ops.catalogues missing         what is empty, as JSON: id, Chinese, where it stands
    python -m ops.catalogues fill FILE…      {id: English} put in; what cannot stand is refused and printed
    python -m ops.catalogues compile         the .mo files of each language that is complete, where they are older than their source
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from knowledge.loading import load_pack
from knowledge.translating import CHINESE, sentences

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en",)
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2"), ("**.js", "jinja2")]
SITE = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PHRASES = {"say": None, "later": None}
HEADER = """\
msgid ""
msgstr ""
"Language: {}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# What may stay Chinese in another language: a name that must be said or found as it is, in these brackets.
NAMED = re.compile(r"〔(?:[^〔〕]|〔[^〔〕]*〕)*〕")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)[^}]*\}|%[sd]")


@dataclass(frozen=True)
class Source:
    """One catalogue: its domain, the folder of its translations and what its sources say now."""

    domain: str
    folder: Path
    extract: Callable[[Catalog], None]

    def path(self, language: str, kind: str = "po") -> Path:
        return self.folder / language / "LC_MESSAGES" / f"{self.domain}.{kind}"

    def said(self) -> Catalog:
        """The template: every message that the sources have now."""
        template = Catalog()
        self.extract(template)
        return template

    def translated(self, language: str) -> Catalog:
        path = self.path(language)
        if not path.exists():
            return Catalog(locale=language)
        return read_po(BytesIO(path.read_bytes()), locale=language)


def _site(template: Catalog) -> None:
    _from_code(template, "web", SITE)


def _phrases(template: Catalog) -> None:
    for folder in ("knowledge", "bot/actions"):
        _from_code(template, folder, PHRASES)


def _from_code(
    template: Catalog, folder: str, keywords: Mapping[str, tuple[int, ...] | None]
) -> None:
    found = extract_from_dir(ROOT / folder, METHODS, {"**.html": {}, "**.txt": {}}, keywords)
    for name, _, message, _, _ in found:
        template.add(message, locations=[(f"{folder}/{name}", 0)])


def _pack(template: Catalog) -> None:
    for place, text in sentences(load_pack()):
        template.add(text, locations=[(place, 0)])


SOURCES = (
    Source("messages", ROOT / "web" / "translations", _site),
    Source("phrases", ROOT / "knowledge" / "translations", _phrases),
    Source("pack", ROOT / "knowledge" / "lianyungang" / "translations", _pack),
)


def update() -> None:
    """Each catalogue with the messages of today: new ones empty, those that nobody says any more gone."""
    for source, language in _every():
        catalogue = source.translated(language)
        catalogue.update(source.said(), no_fuzzy_matching=True)
        _write(source, language, catalogue)


def faults(source: Source, language: str) -> Iterator[str]:
    """What keeps a catalogue from being complete, a line each, in the order of the messages."""
    catalogue = source.translated(language)
    said = source.said()
    for message in sorted(_messages(said), key=_text):
        kept = catalogue.get(message.id)
        if kept is None:
            yield f"not in {source.domain}.po (python -m ops.catalogues update): {_text(message)}"
        elif kept.fuzzy or not all(_strings(kept)):
            yield f"not translated in {source.domain}.po: {_text(message)}"
        else:
            yield from (
                f"{wrong}: {_text(message)}" for wrong in wrongs(_text(message), _strings(kept))
            )
    for message in _messages(catalogue):
        if said.get(message.id) is None:
            yield f"said no more (python -m ops.catalogues update): {_text(message)}"


def wrongs(says: str, given: str | Iterable[str]) -> Iterator[str]:
    """What is wrong with a translation of `says`."""
    for text in [given] if isinstance(given, str) else list(given):
        if not text.strip():
            yield "empty"
        if _places(text) != _places(says):
            yield f"placeholders differ: {sorted(_places(says))} and {sorted(_places(text))}"
        if CHINESE.search(NAMED.sub("", text)):
            yield f"Chinese outside 〔〕 in “{text}”"
        if re.search(
            "[，。；：？！、“”（）「」]", NAMED.sub("", text).replace("“", "").replace("”", "")
        ):
            yield f"Chinese punctuation in “{text}”"


def missing() -> Iterator[dict[str, str]]:
    """Every message without a translation, with the id under which `fill` takes it."""
    for source, language in _every():
        catalogue = source.translated(language)
        for message in sorted(_messages(source.said()), key=_text):
            kept = catalogue.get(message.id)
            if kept is None or not all(_strings(kept)):
                where = " ".join(sorted({name for name, _ in message.locations})[:3])
                yield {
                    "id": identity(_text(message)),
                    "zh": _text(message),
                    "domain": source.domain,
                    "where": where,
                }


def fill(given: Mapping[str, str | list[str]]) -> list[str]:
    """Put translations into every catalogue that wants them; what was refused, and why."""
    refused: list[str] = []
    used: set[str] = set()
    for source, language in _every():
        catalogue = source.translated(language)
        catalogue.update(source.said(), no_fuzzy_matching=True)
        for message in _messages(catalogue):
            key = identity(_text(message))
            if key not in given:
                continue
            used.add(key)
            wrong = list(wrongs(_text(message), given[key]))
            if wrong:
                refused.append(f"{key} {_text(message)}: {'; '.join(wrong)}")
            else:
                message.string = _fitting(message, given[key])
        _write(source, language, catalogue)
    return refused + [f"{key}: no such message" for key in given if key not in used]


def compile_all() -> None:
    """The .mo files of each language in which nothing is left to translate; the others are not spoken at all."""
    for language in LANGUAGES:
        if all(_newer(source.path(language, "mo"), source.path(language)) for source in SOURCES):
            continue
        catalogues = [(source, source.translated(language)) for source in SOURCES]
        whole = all(full(catalogue) for _, catalogue in catalogues)
        for source, catalogue in catalogues:
            path = source.path(language, "mo")
            _compile(catalogue, path) if whole else path.unlink(missing_ok=True)


def full(catalogue: Catalog) -> bool:
    """Whether each of its messages is translated, and there are some."""
    messages = _messages(catalogue)
    return bool(messages) and all(all(_strings(message)) for message in messages)


def _compile(catalogue: Catalog, path: Path) -> None:
    """Written whole or not at all: several processes may start at once."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as out:
        write_mo(out, catalogue)
    unfinished.replace(path)


def identity(text: str) -> str:
    """A short name for a message, the same wherever and whenever it is extracted."""
    return sha256(text.encode()).hexdigest()[:10]


def _every() -> Iterator[tuple[Source, str]]:
    return ((source, language) for source in SOURCES for language in LANGUAGES)


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _text(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _fitting(message: Message, given: str | list[str]) -> str | tuple[str, ...]:
    """One form, or both where the message counts something."""
    if isinstance(message.id, str):
        return given if isinstance(given, str) else given[0]
    return (given, given) if isinstance(given, str) else tuple(given)


def _places(text: str) -> set[str]:
    return {match[1] or match[2] or match[0] for match in PLACEHOLDER.finditer(text)}


def _newer(one: Path, other: Path) -> bool:
    return one.exists() and one.stat().st_mtime >= other.stat().st_mtime


def _write(source: Source, language: str, catalogue: Catalog) -> None:
    path = source.path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(
        out,
        catalogue,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    path.write_text(HEADER.format(language) + out.getvalue().decode(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["update"]:
        update()
    elif arguments[:1] == ["missing"]:
        print(json.dumps(list(missing()), ensure_ascii=False, indent=1))
    elif arguments[:1] == ["compile"]:
        compile_all()
    elif arguments[:1] == ["fill"] and arguments[1:]:
        refused: list[str] = []
        for name in arguments[1:]:
            refused += fill(json.loads(Path(name).read_text(encoding="utf-8")))
        print("\n".join(refused) or "all taken")
        return 1 if refused else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
