"""`python -m bot.actions`: the action server in this one process, on loopback unless it is told otherwise.

It answers nobody who does not know the word that it shares with Rasa, `RASA_TOKEN`.
"""

from __future__ import annotations

import hmac
import os
import sys
from collections.abc import Mapping
from logging.config import dictConfig

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic, empty
from sanic.response import HTTPResponse

from bot.actions.serving import action
from ops.logs import configuration

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def application(token: str) -> Sanic:  # type: ignore[type-arg] # Sanic's own default parameters
    """The server; without a token it answers everybody."""
    executor = ActionExecutor()
    executor.register_action(action())
    app: Sanic = create_app(executor, cors_origins=[])  # type: ignore[type-arg]

    async def known(request: Request) -> HTTPResponse | None:
        given = str(request.args.get("token", ""))
        fits = not token or hmac.compare_digest(given.encode(), token.encode())
        return None if fits else empty(status=401)

    app.register_middleware(known, "request")
    return app


def place(environ: Mapping[str, str] = os.environ) -> tuple[str, int, str]:
    """Host, port and token; a readable refusal where others could reach it and it would know nobody."""
    host = environ.get("ACTIONS_HOST", "127.0.0.1")
    token = environ.get("RASA_TOKEN", "")
    if host not in LOOPBACK and not token:
        sys.exit("动作服务要对别的机器开（ACTIONS_HOST），先设 RASA_TOKEN，和问答用同一个。")
    return host, int(environ.get("ACTIONS_PORT", "5055")), token


def main() -> None:
    dictConfig(configuration())
    host, port, token = place()
    application(token).run(host=host, port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
