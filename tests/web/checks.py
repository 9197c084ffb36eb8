"""Somebody who goes through a check as a browser would, form by form; knows no rule."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.lint import parse

PASS = {"unknown": "1"}


class Visitor:
    """A client that sends each form with the token of the page it is on."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page: TestResponse = client.get("/check")

    @property
    def path(self) -> str:
        return self.page.request.path

    @property
    def text(self) -> str:
        return self.page.text

    def open(self, address: str) -> Visitor:
        self.page = self.client.get(address, follow_redirects=True)
        return self

    def send(self, address: str, **given: Any) -> Visitor:
        data = {"csrf_token": self._token(), **given}
        self.page = self.client.post(address, data=data, follow_redirects=True)
        return self

    def begin(self, applicant: str) -> Visitor:
        return self.open("/check").send("/check/start", applicant=applicant)

    def answer(self, **given: Any) -> Visitor:
        return self.send(self.path, **given)

    def _token(self) -> str:
        fields = parse(self.page.text).iter("input")
        return next(f.get("value") or "" for f in fields if f.get("name") == "csrf_token")


def form_value(value: Any) -> Any:
    """An answer as the form sends it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def go_through(visitor: Visitor, person: dict[str, Any]) -> list[str]:
    """Answer whatever is asked until there is a result; the questions that were asked."""
    visitor.begin(person["applicant"])
    asked = []
    while "/result" not in visitor.path:
        if visitor.path == "/check/consent":
            visitor.answer(consent="yes")
            continue
        fact = visitor.path.rsplit("/", 1)[1]
        asked.append(fact)
        value = person.get(fact)
        visitor.answer(**(PASS if value is None else {"value": form_value(value)}))
        assert visitor.page.status_code == 200, visitor.text
    return asked
