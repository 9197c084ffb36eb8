"""What runs several copies on one machine or several: the same commands as `make run`, nothing open, no secret given."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.actions.__main__ import place
from ops import process
from ops.supervising import processes
from web.config import Settings

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "ops" / "systemd").glob("*.service"))
OURS = processes((ROOT / "Procfile").read_text(encoding="utf-8"))
BESIDE_SETTINGS = {"RASA_HOST", "ACTIONS_HOST"}


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_a_process_is_the_procfile_s(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr("os.execve", lambda _shell, command, _env: ran.append(command[-1]))
    for name in OURS:
        process.main(name)

    assert ran == [OURS[name] if name == "release" else f"exec {OURS[name]}" for name in OURS]


def test_what_cannot_be_run_is_said() -> None:
    with pytest.raises(SystemExit, match="没有叫“nobody”的进程"):
        process.main("nobody")


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_process_of_the_procfile_as_somebody_without_rights(unit: Path) -> None:
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(unit.read_text(encoding="utf-8"))

    command = read["Service"]["ExecStart"]
    assert re.fullmatch(r"/opt/yilao/\.venv/bin/python -m ops\.process (\S+)", command)
    assert command.split()[-1] in OURS
    assert read["Service"]["User"] == "yilao"


def test_every_process_has_a_unit() -> None:
    assert {unit.name.removeprefix("yilao-").split("@")[0].split(".")[0] for unit in UNITS} == set(
        OURS
    )


def test_the_containers_run_every_process_of_the_procfile(composed: dict[str, Any]) -> None:
    commands = [s["command"] for s in composed["services"].values() if s.get("image") == "yilao"]

    assert {command[0] for command in commands} == set(OURS)
    assert sorted(command[0] for command in commands).count("bot") > 1


def test_only_the_door_is_open(composed: dict[str, Any]) -> None:
    services = composed["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [name for name, s in services.items() if "outside" in s["networks"]] == ["proxy"]
    assert composed["networks"]["inside"] == {"internal": True}


def test_what_the_containers_are_told_is_something_we_read(composed: dict[str, Any]) -> None:
    told = composed["x-ours"]["environment"]

    assert set(told) <= set(Settings.__dataclass_fields__) | BESIDE_SETTINGS
    for name in ("SECRET_KEY", "RASA_TOKEN"):
        assert told[name].startswith("${" + name + ":?"), "no secret has a default"


def test_each_copy_that_rasa_s_address_names_is_there(composed: dict[str, Any]) -> None:
    addresses = composed["x-ours"]["environment"]["RASA_URL"].split(",")

    assert {re.findall(r"//(.+):", each)[0] for each in addresses} == {
        name for name, s in composed["services"].items() if s.get("command") == ["bot"]
    }


def test_actions_open_to_other_machines_only_with_a_token() -> None:
    assert place({}) == ("127.0.0.1", 5055, "")
    assert place({"ACTIONS_HOST": "0.0.0.0", "RASA_TOKEN": "t"})[0] == "0.0.0.0"  # noqa: S104
    with pytest.raises(SystemExit, match="RASA_TOKEN"):
        place({"ACTIONS_HOST": "0.0.0.0"})  # noqa: S104
