"""The JSON doors keep what the served OpenAPI document promises, whatever is sent to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from models.migrating import upgrade
from tests.conftest import A_KEY
from web import create_app
from web.config import Settings

# A cursor is opaque and facts can contradict each other: what fits the document may still be refused.
OPAQUE = [positive_data_acceptance]
EXAMPLES = 15  # a few each time; the long search has a target of its own
NOBODY = "http://127.0.0.1:9"  # no Rasa: the chat has to answer all the same


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    address = f"sqlite:///{tmp_path_factory.mktemp('contract') / 'c.sqlite'}"
    upgrade(address)
    plain = Settings(SECRET_KEY=A_KEY, DATABASE_URL=address, RATELIMIT_ENABLED=False)
    app = create_app(replace(plain, RASA_URL=NOBODY, ACTIONS_URL=NOBODY))
    app.test_cli_runner().invoke(args=["providers", "samples"])
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def test_every_answer_is_as_documented(api: Any) -> None:
    for found in api.get_all_operations():
        _holds(found.ok())


def _holds(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,  # the same requests each time: a test that fails by chance teaches nothing
        suppress_health_check=list(HealthCheck),
    )
    def sent(case: Any) -> None:
        # The library reads what a WSGI app answers as it comes, packed or not.
        case.call_and_validate(excluded_checks=OPAQUE, headers={"Accept-Encoding": "identity"})

    sent()
