"""Short ways to talk to the app, for the tests of the conversation."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient


def ask(client: FlaskClient, message: Any, key: str | None = None, **more: Any) -> Any:
    """The answer as JSON; fails where there is none."""
    answer = send(client, message, key, **more)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def send(client: FlaskClient, message: Any, key: str | None = None, **more: Any) -> Any:
    body = {"message": message, **more}
    if key is not None:
        body["conversation_id"] = key
    return client.post("/api/v1/chat", json=body)


def texts(answer: Any) -> str:
    return "\n".join(reply["text"] for reply in answer["replies"])


def token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/chat").text)
    assert found
    return found[1]


def say(client: FlaskClient, message: str, **headers: str) -> Any:
    """The page's form, sent the plain way."""
    form = {"message": message, "csrf_token": token(client)}
    return client.post("/chat", data=form, headers=headers)
