"""The door through which the site speaks to Rasa: its REST channel, for who has the token only.

Rasa asks for a token at its other doors but not at this one. Only Rasa loads this module; it knows nothing of what is said.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


class Known(RestInput):  # type: ignore[misc] # Rasa is not typed for us
    """At the same address as Rasa's own, and with its name in what it remembers."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        door: Blueprint = super().blueprint(on_new_message)
        wanted = os.environ.get("RASA_TOKEN", "").encode()

        @door.middleware("request")
        async def ask_for_token(request: Request) -> HTTPResponse | None:
            given = str(request.args.get("token", "")).encode()
            return None if wanted and hmac.compare_digest(given, wanted) else response.empty(401)

        return door
