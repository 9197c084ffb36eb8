"""`make run`: release, train when needed, then the processes of the Procfile under a supervisor until Ctrl-C."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from getpass import getuser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ops.ports import free_ports
from ops.supervising import configuration, processes
from ops.train import ROOT, environment, train

INSTANCE = Path(os.environ.get("INSTANCE_DIR", ROOT / "instance")).resolve()
PATIENCE_SECONDS = 180


def main() -> int:
    """Bring everything up; the exit status of the supervisor, or 1 with a reason."""
    started = time.monotonic()
    hear_ctrl_c()
    port = _port()
    env = _environment(port)
    commands = processes((ROOT / "Procfile").read_text(encoding="utf-8"))
    print("1/3 更新数据库，检查知识包…", flush=True)
    _release(commands["release"], env)
    print("2/3 准备问答模型…", flush=True)
    train()
    print("3/3 启动服务…", flush=True)
    return _supervise(commands, env, port, started)


def hear_ctrl_c() -> None:
    """A shell that starts us in the background has us ignore the interrupt; we would never stop."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _port() -> int:
    """The port asked for; a readable refusal when it is not a port or somebody has it."""
    asked = os.environ.get("PORT", "8000")
    if not asked.isdigit() or not 0 < int(asked) < 65536:
        sys.exit(f"PORT={asked} 不是端口号。请用 1–65535 的数字，例如：PORT=8080 make run")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", int(asked)))  # noqa: S104 - the public door
        except OSError:
            sys.exit(
                f"端口 {asked} 已被别的程序占用。关掉它，或换一个：PORT={int(asked) + 80} make run"
            )
    return int(asked)


def _environment(port: int) -> dict[str, str]:
    """Settings of this start that the embedded defaults leave to be decided."""
    actions, first, *more = free_ports(1 + _bots())
    chosen = {
        "PORT": str(port),
        "ACTIONS_PORT": os.environ.get("ACTIONS_PORT") or str(actions),
        "RASA_TOKEN": os.environ.get("RASA_TOKEN") or secrets.token_urlsafe(24),
        "LOAD_SAMPLES": os.environ.get("LOAD_SAMPLES", "1"),
        "PYTHONUNBUFFERED": "1",
    }
    ports = [int(os.environ.get("RASA_PORT") or first), *more]
    chosen["RASA_URL"] = ",".join(f"http://127.0.0.1:{each}" for each in ports)
    chosen["ACTIONS_URL"] = f"http://127.0.0.1:{chosen['ACTIONS_PORT']}"
    return {**environment(), **chosen}


def _bots() -> int:
    """How many copies of Rasa to start; a readable refusal where they could not share a conversation."""
    asked = os.environ.get("BOT_COPIES", "1")
    if not asked.isdigit() or not 0 < int(asked) <= 16:
        sys.exit(f"BOT_COPIES={asked} 不是份数。请写 1 到 16 的数字。")
    if int(asked) > 1 and not os.environ.get("REDIS_URL"):
        sys.exit("开几份问答（BOT_COPIES）要先设 REDIS_URL，几份才记得同一段对话。")
    return int(asked)


def _ports(env: dict[str, str]) -> list[dict[str, str]]:
    return [{"RASA_PORT": url.rpartition(":")[2]} for url in env["RASA_URL"].split(",")]


def _release(command: str, env: dict[str, str]) -> None:
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit("启动前的检查没有通过，原因见上。改好后再运行 make run。")


def _supervise(commands: dict[str, str], env: dict[str, str], port: int, started: float) -> int:
    (INSTANCE / "logs").mkdir(parents=True, exist_ok=True)
    # A socket path may be no longer than 107 bytes, so it cannot live in a deep checkout.
    folder = Path(tempfile.mkdtemp(prefix="yilao-"))
    added = {k: v for k, v in env.items() if os.environ.get(k) != v}
    text = configuration(
        commands,
        added,
        root=ROOT,
        instance=INSTANCE,
        socket=folder / "sock",
        user=getuser(),
        copies={"bot": _ports(env)},
    )
    config = folder / "supervisord.conf"
    config.touch(mode=0o600)
    config.write_text(text, encoding="utf-8")
    command = [str(ROOT / ".venv/bin/supervisord"), "--configuration", str(config)]
    supervisor = subprocess.Popen(command, cwd=ROOT, env=env)
    signal.signal(signal.SIGTERM, lambda *_: supervisor.terminate())
    try:
        _announce(supervisor, port, started)
        return supervisor.wait()
    except KeyboardInterrupt:
        print("\n正在停止…", flush=True)
        supervisor.terminate()
        supervisor.wait()
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _announce(supervisor: subprocess.Popen[bytes], port: int, started: float) -> None:
    """Say when the pages serve and when the bot has joined them."""
    link = f"http://127.0.0.1:{port}/"
    pages = False
    deadline = time.monotonic() + PATIENCE_SECONDS
    while supervisor.poll() is None and time.monotonic() < deadline:
        ready = _readiness(link)
        if ready and not pages:
            pages = True
            print(f"\n  页面已可打开：{link}\n  问答正在加载…", flush=True)
        if ready == "ready":
            print(
                f"  问答已就绪（{time.monotonic() - started:.0f} 秒）。按 Ctrl-C 停止。\n",
                flush=True,
            )
            return
        time.sleep(0.5)
    if supervisor.poll() is None:
        print("  问答还没有就绪，页面照常可用；记录在 instance/logs/bot.log。", flush=True)


def _readiness(link: str) -> str | None:
    try:
        with urlopen(f"{link}readyz", timeout=5) as answer:  # noqa: S310 - our own loopback address
            return str(json.load(answer)["status"])
    except (URLError, OSError, ValueError):
        return None


if __name__ == "__main__":
    sys.exit(main())
