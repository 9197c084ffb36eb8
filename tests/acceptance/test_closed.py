"""What stands behind the site answers nobody but the site: bound to this machine, and closed without the token."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live import Service

pytestmark = pytest.mark.live
SENT = {"sender": "x" * 32, "message": "你好"}


def processes(service: Service) -> Iterator[psutil.Process]:
    """Those of this very service, however many others run on the machine."""
    for each in psutil.process_iter():
        try:
            if each.environ().get("INSTANCE_DIR") == str(service.logs.parent):
                yield each
        except psutil.Error:
            continue  # not ours to look at, or it has ended


def listening(service: Service, mark: str) -> list[tuple[str, int]]:
    found = [each for each in processes(service) if mark in " ".join(each.cmdline())]
    assert found, mark
    sockets = [line for each in found for line in each.net_connections("inet")]
    return [(line.laddr.ip, line.laddr.port) for line in sockets if line.status == "LISTEN"]


@pytest.mark.parametrize("mark", ["bot.running", "bot.actions"])
def test_it_can_be_reached_from_this_machine_only(service: Service, mark: str) -> None:
    assert {ip for ip, _ in listening(service, mark)} == {"127.0.0.1"}


def test_only_the_site_itself_is_open_to_others(service: Service) -> None:
    sockets = [line for each in processes(service) for line in each.net_connections("inet")]
    public = {
        line.laddr.port
        for line in sockets
        if line.status == "LISTEN" and line.laddr.ip != "127.0.0.1"
    }

    assert public == {int(service.url.rsplit(":", 1)[1])}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/rest/webhook"),
        ("GET", f"/conversations/{'x' * 32}/tracker"),
        ("POST", f"/conversations/{'x' * 32}/messages"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("GET", "/status"),
        ("POST", "/model/parse"),
    ],
)
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_the_bot_tells_nothing_without_the_token(
    service: Service, method: str, path: str, token: str | None
) -> None:
    ((_, port),) = listening(service, "bot.running")
    asked = {} if token is None else {"token": token}
    answer = httpx.request(method, f"http://127.0.0.1:{port}{path}", params=asked, json=SENT)

    assert answer.status_code == 401
    assert "slots" not in answer.text


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_the_actions_answer_nobody_without_the_token(service: Service, token: str | None) -> None:
    ((_, port),) = listening(service, "bot.actions")
    asked = {} if token is None else {"token": token}
    for method, path in (("POST", "/webhook"), ("GET", "/actions"), ("GET", "/health")):
        answer = httpx.request(method, f"http://127.0.0.1:{port}{path}", params=asked, json=SENT)
        assert answer.status_code == 401


def token_of(service: Service) -> str:
    return next(found for each in processes(service) if (found := each.environ().get("RASA_TOKEN")))


def test_what_the_bot_remembers_holds_no_number(service: Service) -> None:
    """Its own memory of a conversation, read as only somebody with the token can."""
    key = service.ask("尊老金怎么领")["conversation_id"]
    for said in (
        "我手机13812345678，要什么材料",
        "身份证320705194301011234，去哪办",
        "卡号6222020200112233445",
    ):
        service.ask(said, key)
    ((_, port),) = listening(service, "bot.running")
    address = f"http://127.0.0.1:{port}/conversations/{key}/tracker"
    kept = httpx.get(address, params={"token": token_of(service)}).text

    assert "尊老金怎么领" in kept or "\\u5c0a\\u8001\\u91d1" in kept
    for number in ("13812345678", "320705194301011234", "6222020200112233445"):
        assert number not in kept


def test_where_the_token_lies_only_its_owner_reads(service: Service) -> None:
    (command,) = [
        each.cmdline() for each in processes(service) if "--configuration" in each.cmdline()
    ]
    config = Path(command[command.index("--configuration") + 1])

    assert token_of(service) in config.read_text(encoding="utf-8")
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert stat.S_IMODE(config.parent.stat().st_mode) == 0o700


def test_no_token_stands_in_a_command(service: Service) -> None:
    """A command can be read by every user of the machine, an environment only by its own."""
    running = list(processes(service))
    tokens = {each.environ().get("RASA_TOKEN") for each in running} - {None}

    assert len(tokens) == 1
    for each in running:
        assert not tokens & set(each.cmdline())
    assert service.ask("尊老金怎么领")["outcome"] == "answered"
