"""The Procfile as a supervisord configuration: each process restarted when it dies, all stopped together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

MAIN = """\
[supervisord]
nodaemon=true
silent=true
logfile={instance}/logs/supervisord.log
pidfile={instance}/supervisord.pid
childlogdir={instance}/logs
user={user}

[unix_http_server]
file={socket}
chmod=0600

[supervisorctl]
serverurl=unix://{socket}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
PROGRAM = """
[program:{name}]
command=/bin/sh -c 'exec {command}'
directory={root}
environment={environment}
autorestart=true
startsecs=1
startretries=1000000
stopasgroup=true
killasgroup=true
stopwaitsecs=25
redirect_stderr=true
stdout_logfile={instance}/logs/{name}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=2
"""


def processes(procfile: str) -> dict[str, str]:
    """`name: command` lines; comments and blank lines are passed over."""
    lines = (line.partition(":") for line in procfile.splitlines() if line.strip())
    return {name.strip(): command.strip() for name, _, command in lines if name[0] != "#"}


def configuration(
    commands: Mapping[str, str],
    environment: Mapping[str, str],
    *,
    root: Path,
    instance: Path,
    socket: Path,
    user: str,
    copies: Mapping[str, Sequence[Mapping[str, str]]] = MappingProxyType({}),
) -> str:
    """The text of supervisord.conf for `commands` (release left out: it runs before, not under it).

    `copies` holds for a command that runs several times what each copy finds in its environment besides.
    """
    parts = [MAIN.format(instance=instance, socket=socket, user=user)]
    for name, command in commands.items():
        if name == "release":
            continue
        for number, own in enumerate(copies.get(name, [{}]), start=1):
            parts.append(
                PROGRAM.format(
                    name=name if number == 1 else f"{name}-{number}",
                    command=_escaped(command),
                    root=root,
                    environment=_quoted({**environment, **own}),
                    instance=instance,
                )
            )
    return "".join(parts)


def _quoted(environment: Mapping[str, str]) -> str:
    return ",".join(f'{name}="{_escaped(value)}"' for name, value in environment.items())


def _escaped(value: str) -> str:
    """supervisord expands %(…)s in its values."""
    return value.replace("%", "%%")
