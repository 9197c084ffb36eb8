"""The service as several machines would run it, all on this one: copies of everything behind nginx, one PostgreSQL, one Redis.

Each copy is `python -m ops.process …`, as its systemd unit or container starts it. Knows no page.
"""

from __future__ import annotations

import os
import shutil
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from ops.ports import free_ports

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 900
STOP_SECONDS = 120
SHELL_CONFIGURATION = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/logs/nginx.log;
{user}
events {{ worker_connections 2048; }}
http {{
    include {folder}/site.conf;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
}}
"""


@dataclass
class Scaled:
    """`url` is nginx's; `copies` the processes by the name of their kind, each with its port."""

    url: str
    folder: Path
    settings: dict[str, str]
    copies: dict[str, dict[int, subprocess.Popen[bytes]]] = field(default_factory=dict)

    def start(self, kind: str, port: int) -> None:
        """One more copy, or one that was killed, on that port."""
        own = {
            "web": {
                "PORT": str(port),
                "HOST": "127.0.0.1",
                "WEB_WORKERS": "1",
                "PROMETHEUS_MULTIPROC_DIR": str(self.folder / f"metrics-{port}"),
            },
            "actions": {"ACTIONS_PORT": str(port)},
            "bot": {"RASA_PORT": str(port)},
        }[kind]
        with (self.folder / "logs" / f"{kind}-{port}.log").open("ab") as log:
            self.copies.setdefault(kind, {})[port] = subprocess.Popen(
                [sys.executable, "-m", "ops.process", kind],
                cwd=ROOT,
                env={**self.settings, **own},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, kind: str, port: int) -> None:
        """At once, with all it has below it, and without a word."""
        process = self.copies[kind][port]
        below = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, 9)
        process.wait(timeout=STOP_SECONDS)
        self.wait(lambda: not any(map(_lives, below)), f"{kind} {port} is still there")

    def opens(self, kind: str, port: int) -> bool:
        path = {"web": "/healthz", "actions": "/health", "bot": "/"}[kind]
        token = {"token": self.settings["RASA_TOKEN"]} if kind == "actions" else {}
        try:
            answer = httpx.get(f"http://127.0.0.1:{port}{path}", params=token, timeout=10)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200

    def wait(self, what: Callable[[], bool], name: str) -> None:
        until = time.monotonic() + START_SECONDS
        while not what():
            if time.monotonic() > until:
                raise TimeoutError(f"{name}; see {self.folder}/logs")
            time.sleep(0.1)

    def stop(self) -> None:
        running = [p for some in self.copies.values() for p in some.values() if p.poll() is None]
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=STOP_SECONDS)


def _lives(process: psutil.Process) -> bool:
    """Dead is also who is dead and whom nobody has buried yet."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def scaled(
    folder: Path, database_url: str, redis_url: str, *, bots: int = 2, **more: str
) -> Iterator[Scaled]:
    """Two copies of site and actions, `bots` of Rasa; raises FileNotFoundError without nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        raise FileNotFoundError("nginx")
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    door, inner, *rest = free_ports(2 + 4 + bots)
    settings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": "only-for-this-test-" * 3,
        "RASA_TOKEN": "only-for-this-test",
        "RASA_URL": ",".join(f"http://127.0.0.1:{port}" for port in rest[4:]),
        "ACTIONS_URL": f"http://127.0.0.1:{inner}",
        "INSTANCE_DIR": str(folder),
        "TRUSTED_PROXIES": "1",
        "LOAD_SAMPLES": "1",
        **more,
    }
    command = [sys.executable, "-m", "ops.process", "release"]
    with (folder / "logs" / "release.log").open("wb") as log:
        subprocess.run(command, cwd=ROOT, env=settings, check=True, stdout=log, stderr=log)
    found = Scaled(f"http://127.0.0.1:{door}", folder, settings)
    configuration = _nginx(folder, door, inner, rest[:2], rest[2:4])
    proxy = subprocess.Popen([nginx, "-c", str(configuration), "-p", str(folder)])
    try:
        kinds = ["web"] * 2 + ["actions"] * 2 + ["bot"] * bots
        for kind, port in zip(kinds, rest, strict=True):
            found.start(kind, port)
        for kind, port in zip(kinds, rest, strict=True):
            found.wait(lambda kind=kind, port=port: found.opens(kind, port), f"{kind} {port}")  # type: ignore[misc]
        yield found
    finally:
        found.stop()
        proxy.terminate()
        proxy.wait(timeout=STOP_SECONDS)


def _nginx(folder: Path, door: int, inner: int, web: list[int], actions: list[int]) -> Path:
    template = string.Template((ROOT / "ops/nginx.conf").read_text(encoding="utf-8"))
    site = template.safe_substitute(
        LISTEN=f"127.0.0.1:{door}",
        TLS="",
        ACTIONS_LISTEN=f"127.0.0.1:{inner}",
        WEB_SERVERS=_servers(web),
        ACTIONS_SERVERS=_servers(actions),
    )
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(SHELL_CONFIGURATION.format(folder=folder, user=user), encoding="utf-8")
    return configuration


def _servers(given: list[int]) -> str:
    return " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in given)
