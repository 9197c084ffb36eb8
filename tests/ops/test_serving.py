"""Starting: the Procfile as a supervisor's configuration, ports, and when a model is trained anew."""

from __future__ import annotations

import configparser
import signal
import socket
from pathlib import Path

import pytest

from ops import serve, train
from ops.supervising import configuration, processes

ROOT = Path(__file__).resolve().parents[2]


def test_the_procfile_names_the_four_processes() -> None:
    commands = processes((ROOT / "Procfile").read_text(encoding="utf-8"))

    assert set(commands) == {"release", "web", "actions", "bot"}


def test_release_runs_before_the_supervisor_not_under_it(tmp_path: Path) -> None:
    text = configuration(
        {"release": "true", "web": "serve --at 100%"},
        {"TOKEN": "50%"},
        root=tmp_path,
        instance=tmp_path,
        socket=tmp_path / "s",
        user="somebody",
    )
    parsed = configparser.RawConfigParser(inline_comment_prefixes=(" ;",))
    parsed.read_string(text)

    assert "program:release" not in parsed
    assert parsed["program:web"]["autorestart"] == "true"
    assert "100%%" in parsed["program:web"]["command"]
    assert "50%%" in parsed["program:web"]["environment"]


def test_copies_are_programs_of_their_own_each_on_its_port(tmp_path: Path) -> None:
    text = configuration(
        {"web": "serve", "bot": "talk"},
        {},
        root=tmp_path,
        instance=tmp_path,
        socket=tmp_path / "s",
        user="somebody",
        copies={"bot": [{"RASA_PORT": "5005"}, {"RASA_PORT": "5006"}]},
    )
    parsed = configparser.RawConfigParser()
    parsed.read_string(text)

    assert {name for name in parsed if name.startswith("program:")} == {
        "program:web",
        "program:bot",
        "program:bot-2",
    }
    assert parsed["program:bot-2"]["environment"] == 'RASA_PORT="5006"'


@pytest.mark.parametrize(
    ("asked", "redis", "said"), [("two", "", "份数"), ("0", "", "份数"), ("2", "", "REDIS_URL")]
)
def test_copies_that_could_not_share_a_conversation_are_refused(
    monkeypatch: pytest.MonkeyPatch, asked: str, redis: str, said: str
) -> None:
    monkeypatch.setenv("BOT_COPIES", asked)
    monkeypatch.setenv("REDIS_URL", redis)
    with pytest.raises(SystemExit) as refused:
        serve._bots()

    assert said in str(refused.value)


def test_a_port_in_use_is_said_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(SystemExit) as refused:
            serve._port()

    assert "占用" in str(refused.value)
    assert "PORT=" in str(refused.value)


def test_an_interrupt_is_heard_even_when_started_in_the_background() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        serve.hear_ctrl_c()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", ""])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(SystemExit, match="不是端口号"):
        serve._port()


def test_the_model_is_named_by_what_it_is_made_of(tmp_path: Path) -> None:
    for name in ("bot/config.yml", "bot/data/a.yml", "knowledge/reading/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a", encoding="utf-8")
    before = train.input_hash(tmp_path)
    (tmp_path / "bot/data/notes.txt~").write_text("not an input", encoding="utf-8")
    unchanged = train.input_hash(tmp_path)
    (tmp_path / "bot/data/a.yml").write_text("b", encoding="utf-8")

    assert before == unchanged
    assert train.input_hash(tmp_path) != before


def test_another_pack_makes_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "words.yml").write_text(name, encoding="utf-8")
    monkeypatch.setenv("PACK", "one")
    before = train.input_hash(tmp_path)
    monkeypatch.setenv("PACK", "other")

    assert train.input_hash(tmp_path) != before


def test_rasa_is_started_with_a_checked_model_only() -> None:
    commands = processes((ROOT / "Procfile").read_text(encoding="utf-8"))

    checked = "-m ops.checked bot/trained/current.tar.gz"
    assert f"{checked} .venv-bot/bin/python -m bot.running run" in commands["bot"]
