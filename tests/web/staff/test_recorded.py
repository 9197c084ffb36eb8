"""The watch over the record of changes sees what it is there for, so that silence in every other test means something."""

from __future__ import annotations

import pytest
from apiflask import APIFlask

from models import Callback, audit
from tests.web.recorded import watched
from web.clock import now
from web.db import session


@pytest.mark.parametrize(
    ("path", "recorded", "seen"),
    [
        ("/counter/anything", False, ["POST /counter/anything keeps Callback unrecorded"]),
        ("/counter/anything", True, []),
        ("/chat", False, []),
    ],
)
def test_a_change_without_an_entry_is_seen(
    app: APIFlask, path: str, recorded: bool, seen: list[str]
) -> None:
    with watched() as found, app.test_request_context(path, method="POST"):
        session().add(Callback(contact="0518-12345678", about="问尊老金", asked_at=now()))
        if recorded:
            audit.record(
                session(), staff_id=None, action="callback.made", target="1", before=None,
                after=None, at=now(),
            )  # fmt: skip
        session().commit()
    assert found == seen


@pytest.fixture(autouse=True)
def every_change_of_the_staff_is_recorded() -> None:
    """Here one is kept unrecorded on purpose."""
