"""All that may differ between one deployment and another; knows nothing of Flask or of what the values are for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from web import secret_key

ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"
ON, OFF = ("1", "true", "yes"), ("", "0", "false", "no")


class BadSetting(Exception):
    """A setting that nobody can start with; the message says how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Every field is an environment variable of the same name."""

    SECRET_KEY: str
    DATABASE_URL: str = "sqlite:///instance/service.sqlite"
    RASA_URL: str = "http://127.0.0.1:5005"  # several copies of it, separated by commas
    RASA_TOKEN: str = ""
    ACTIONS_URL: str = "http://127.0.0.1:5055"
    REDIS_URL: str = ""
    PACK: str = "knowledge/lianyungang"
    PUBLIC_URL: str = (
        ""  # how the outside world writes our address; unset, what the browser asked for
    )
    OPERATOR: str = ""  # until it is set every page says that this is no government site
    SPONSOR: str = ""  # 主办单位
    ICP_NUMBER: str = ""
    POLICE_NUMBER: str = ""  # 公安备案
    TIANDITU_KEY: str = ""  # a 天地图 key for browsers; without it there is no map
    MAP_NUMBER: str = ""  # 审图号 as the map service states it, shown on the map
    METRICS_TOKEN: str = ""  # lets another machine read /metrics; without it only this one may
    RATELIMIT_ENABLED: bool = True
    CONVERSATION_DAYS: int = 30  # after so many silent days a conversation is deleted
    FEEDBACK_DAYS: int = 180  # so long marks, remarks and what was not understood are kept
    CASE_DAYS: int = 365  # after so many days without an advisor's hand a client's case is deleted
    AUDIT_DAYS: int = (
        1095  # records of what was done with personal data: the law asks for three years
    )
    LIST_HOURS: int = 24  # so long the result of a screened list waits to be fetched
    OFFICE_HOURS: str = ""  # such as 08:30-12:00,14:00-17:30 on working days; empty: not said
    INSTANCE_DIR: str = "instance"  # what this machine keeps outside the database
    PRINT_FONT: str = ""  # a font file with Chinese letters for PDFs; unset, fontconfig names one
    STAFF_IDLE_MINUTES: int = 15  # after so long without a key or a click a counter is signed out
    TRUSTED_PROXIES: int = 0
    HTTPS: bool = False
    LOCALES: tuple[str, ...] = ("zh_Hans", "en", "zh_Hant")
    LOAD_SAMPLES: bool = False

    def __post_init__(self) -> None:
        if len(self.SECRET_KEY) < 32:
            raise BadSetting(
                "SECRET_KEY is missing or shorter than 32 characters: set one secret "
                "for all machines, or leave it and REDIS_URL unset and one is kept here"
            )
        if self.PRINT_FONT and not Path(self.PRINT_FONT).is_file():
            raise BadSetting(f"PRINT_FONT={self.PRINT_FONT}: there is no such file")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        given = {f.name: _parse(f.name, f.type, environ[f.name]) for f in _fields_in(environ)}
        # Several machines would each make their own, and none would trust the others' forms.
        alone = not given.get("REDIS_URL")
        given.setdefault("SECRET_KEY", secret_key.kept() if alone else "")
        return cls(**given)  # type: ignore[arg-type]

    @property
    def database_url(self) -> str:
        """The address with a relative SQLite path counted from the repository, not from the shell."""
        path = self.DATABASE_URL.removeprefix(SQLITE)
        if path in (self.DATABASE_URL, "", ":memory:") or path.startswith("/"):
            return self.DATABASE_URL
        return f"{SQLITE}{ROOT / path}"

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.RASA_URL.split(",") if part.strip())

    @property
    def instance_path(self) -> Path:
        return ROOT / self.INSTANCE_DIR

    @property
    def pack_path(self) -> Path:
        return ROOT / self.PACK


def _fields_in(environ: Mapping[str, str]) -> list[Any]:
    return [f for f in fields(Settings) if f.name in environ]


def _parse(name: str, kind: object, text: str) -> str | bool | int | tuple[str, ...]:
    if kind == "bool":
        if text.lower() not in ON + OFF:
            raise BadSetting(f"{name}={text}: write 1 or 0")
        return text.lower() in ON
    if kind == "int":
        if not text.isdigit():
            raise BadSetting(f"{name}={text}: write a whole number")
        return int(text)
    if kind == "tuple[str, ...]":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
