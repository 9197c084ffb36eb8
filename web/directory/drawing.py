"""An address as a code to point a phone at, drawn here: no other server learns what somebody looked at."""

from __future__ import annotations

from io import BytesIO

import segno
from flask import Response

A_DAY_SECONDS = 24 * 3600


def code_of(address: str) -> Response:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, light="white")
    answer = Response(drawn.getvalue(), mimetype="image/svg+xml")
    answer.cache_control.max_age = A_DAY_SECONDS
    return answer
