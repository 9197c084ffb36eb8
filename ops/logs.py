"""How a line of any process's log is written: JSON, one a line, and nothing in it that a person said or is.

Libraries are not trusted with that: of their lines only plain words, numbers and names of code are left, and of an
error its kind and where it happened, never its message. Runs in both environments; knows no process by name.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

from knowledge.reading.masking import mask

LEFT_OUT = "…"
LONGEST = 500
FRAMES = 12
# What a query, a key, an address or a name may hide in.
HARMFUL = (
    re.compile(r"\?\S+"),
    re.compile(r"(?<=://)[^/\s@]+@"),
    re.compile(r"%[0-9A-Fa-f]{2}\S*"),
    re.compile(r"[A-Za-z0-9_-]{22,}"),
    re.compile(r"\b(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}\b"),
    re.compile(r"[^\x00-\x7f]+"),
)
Line = MutableMapping[str, Any]


def harmless(text: str) -> str:
    """A library's sentence without what it may have been handed by a visitor."""
    text = mask(text).text
    for pattern in HARMFUL:
        text = pattern.sub(LEFT_OUT, text)
    return text[:LONGEST]


def where(error: tuple[type[BaseException], BaseException, TracebackType | None]) -> dict[str, Any]:
    """The kind of an error and the way to it; its message may quote what somebody typed."""
    kind, _, trace = error
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return {
        "error": f"{kind.__module__}.{kind.__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _guard(_logger: Any, _method: str, line: Line) -> Line:
    line["event"] = harmless(str(line["event"]))
    error = line.pop("exc_info", None)
    if isinstance(error, tuple) and error[0]:
        line.update(where(error))
    line.pop("stack_info", None)
    return line


STAMP: list[structlog.typing.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
LAST = structlog.processors.JSONRenderer(ensure_ascii=False)


def formatter(*_: object, **__: object) -> logging.Formatter:
    """For lines of the standard library's logging, which is what every library here uses."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, LAST],
        foreign_pre_chain=[*STAMP, structlog.stdlib.add_logger_name, _guard],
    )


def configuration(level: str = "WARNING") -> dict[str, Any]:
    """For `logging.config.dictConfig`: all to the standard output, from where a supervisor takes it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "ops.logs.formatter"}},
        "handlers": {
            "out": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stdout",
            }
        },
        "root": {"level": level, "handlers": ["out"]},
        # httpx logs whole addresses, and the address of Rasa carries its token.
        "loggers": {"httpx": {"level": "WARNING"}},
    }
