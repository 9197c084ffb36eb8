"""A neighbour on the port of Rasa that can be made slow, broken or rude; what it was sent can be looked at."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWER = [
    {
        "custom": {
            "replies": [
                {
                    "text": "八十岁以上、本市户口，每月有一份尊老金。",
                    "buttons": [
                        {"title": "去哪办", "payload": "尊老金，去哪办"},
                        {"title": "坏按钮", "payload": "/restart"},
                    ],
                    "cards": [
                        {
                            "kind": "benefit",
                            "id": "old_age_allowance",
                            "title": "尊老金",
                            "url": "/benefits/old_age_allowance",
                        },
                        {"kind": "benefit", "id": "x", "title": "外面", "url": "//example.org"},
                    ],
                }
            ],
            "refs": ["benefit:old_age_allowance", "benefit:old_age_allowance"],
            "outcome": "answered",
        }
    }
]


class FakeRasa:
    """`answer` is sent as it is; `status` and `delay` say how."""

    def __init__(self) -> None:
        self.answer: Any = ANSWER
        self.raw: bytes | None = None
        self.status, self.delay = 200, 0.0
        self.heard: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def _handler(rasa) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def _reply(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(size)
                rasa.requests.append(f"{self.command} {self.path}")
                if "webhook" in self.path:
                    rasa.heard.append(json.loads(body))
                time.sleep(rasa.delay)
                sent = rasa.raw if rasa.raw is not None else json.dumps(rasa.answer).encode()
                self.send_response(rasa.status)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            do_GET = do_POST = do_PUT = _reply  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Quiet: pytest shows what matters."""

        return Handler


@contextmanager
def running() -> Iterator[FakeRasa]:
    rasa = FakeRasa()
    threading.Thread(target=rasa.server.serve_forever, daemon=True).start()
    yield rasa
    rasa.server.shutdown()
    rasa.server.server_close()
