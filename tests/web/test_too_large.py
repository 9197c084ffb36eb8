"""Too much is refused in words by the real server, whether its size is told before or not, and it goes on serving."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.bench.serving import served

MEBIBYTE = 2**20
LIMIT = 10 * MEBIBYTE
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def port(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("too-large")
    kept = shutil.copy(migrated_file, folder / "web.sqlite")
    with served("web:create_app()", f"sqlite:///{kept}", str(folder)) as found:
        yield found


def chunks(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"a=" + b"x" * (MEBIBYTE - 2)


@pytest.mark.parametrize(
    ("path", "headers", "words"),
    [
        ("/chat", FORM, "内容太大了"),
        ("/validate", FORM, "内容太大了"),
        ("/api/v1/chat", JSON, "内容太大了"),
        ("/api/v1/feedback", JSON, "内容太大了"),
    ],
)
def test_too_much_is_refused_in_words(
    port: int, path: str, headers: dict[str, str], words: str
) -> None:
    """The answer arrives though the sender goes on sending: a browser would show a broken line instead."""
    status, text = post(port, path, b"x" * (LIMIT + MEBIBYTE), headers)

    assert (status, words in text) == (413, True), text[:300]


@pytest.mark.parametrize(("path", "headers"), [("/chat", FORM), ("/api/v1/chat", JSON)])
def test_what_does_not_tell_its_size_is_read_up_to_the_limit_and_refused(
    port: int, path: str, headers: dict[str, str]
) -> None:
    status, text = post(port, path, chunks(15), headers)

    assert (status, "内容太大了" in text) == (413, True), text[:300]


def test_what_does_not_tell_its_size_is_answered_like_any_other(port: int) -> None:
    asked = b'{"facts": {"applicant": "resident"}}'
    pieces = [asked[:7], asked[7:]]

    known = post(port, "/api/v1/screenings", asked, JSON)
    assert known[0] == 200, known
    assert post(port, "/api/v1/screenings", iter(pieces), JSON) == known


def test_a_piece_shorter_than_it_says_is_refused(port: int) -> None:
    head = "POST /api/v1/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=120) as opened:
        opened.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n".encode())
        assert opened.recv(300).split()[1] == b"400"


def post(
    port: int, path: str, body: bytes | Iterator[bytes], headers: dict[str, str]
) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("POST", path, body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_a_size_that_is_no_size_is_refused(port: int) -> None:
    for size in ("-1", "1e9", "99999999999999999999", "x"):
        head = f"POST /chat HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=120) as opened:
            opened.sendall(head.encode())
            assert opened.recv(200).split()[1] in (b"400", b"413"), size


def test_two_sizes_that_differ_are_refused(port: int) -> None:
    """What one server takes for the end of a request another takes for the middle of the next."""
    both = "POST /chat HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET "
    twice = "POST /chat HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\naaaa"
    for sent in (both, twice):
        with socket.create_connection(("127.0.0.1", port), timeout=120) as opened:
            opened.sendall(sent.encode())
            answer = opened.recv(300)
            assert answer.split()[1] == b"400", answer


def test_a_head_without_end_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=120) as opened:
        opened.sendall(b"GET /?q=" + b"x" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert opened.recv(200).split()[1] in (b"400", b"414")
