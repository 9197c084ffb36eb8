"""The JSON doors of the real server, by its own description: every check of schemathesis, and again with what was learned."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

from models.migrating import upgrade
from models.session import make_engine
from tests.bench.finding import fill
from tests.bench.serving import served
from tests.fuzz.running import Tally, spend

PROVIDERS = 300
PATIENCE_SECONDS = 10
# A cursor is opaque and facts can contradict each other: what fits the document may still be refused.
OPAQUE = [positive_data_acceptance]


def tallies(seconds: float) -> Iterator[tuple[str, Tally]]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        address = f"sqlite:///{folder}/api.sqlite"
        upgrade(address)
        engine = make_engine(address)
        fill(engine, PROVIDERS)
        engine.dispose()
        with served("web:create_app()", address, folder) as port:
            url = f"http://127.0.0.1:{port}/api/v1/openapi.json"
            operations = [
                each.ok() for each in schemathesis.openapi.from_url(url).get_all_operations()
            ]
            for operation in operations:
                share = seconds / len(operations)
                yield (
                    operation.label,
                    spend(share, operation.as_strategy(), _sent, PATIENCE_SECONDS),
                )


def _sent(case: Any) -> None:
    case.call_and_validate(excluded_checks=OPAQUE, timeout=PATIENCE_SECONDS)
