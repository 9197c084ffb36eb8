"""Facts that are kept between two requests come back as they were."""

from __future__ import annotations

import json
from datetime import date

import pytest

from knowledge.packing import packed, unpacked
from knowledge.verdicts import Interval

DAY = date(2025, 3, 18)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        82,
        "alone",
        DAY,
        Interval(70, 79),
        Interval(DAY, date(2025, 3, 31)),
        frozenset("ab"),
    ],
)
def test_a_fact_survives_being_written_down(value: object) -> None:
    written = json.loads(json.dumps(packed({"fact": value})))

    assert unpacked(written) == {"fact": value}
