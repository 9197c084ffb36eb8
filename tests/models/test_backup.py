"""A backup holds every row, from both databases into both, while others write; and refuses to do harm."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from models import Callback, Conversation, Message, Presence, Provider, Sender, backup
from models.backup import BackupRefused, back_up, digests, restore
from models.migrating import upgrade
from models.session import make_engine, make_sessions
from tests.models import any_row
from tests.models.rows import a_provider
from tests.postgres import fresh_database

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 1, 8, 0, 0, 123456, tzinfo=UTC)
PAYLOAD = {"replies": [{"text": "好", "b": 1.5}], "a": None}


def fill(session: Session) -> None:
    """Something of every kind of value that our tables keep."""
    session.add(a_provider(name="逐行养老院", phone="0518-12345"))
    for _ in range(3):
        talk = Conversation.begin(session, AT)
        talk.say(session, Sender.RESIDENT, "尊老金\n'; DROP TABLE", AT)
        talk.say(session, Sender.BOT, "好", AT, PAYLOAD)
    session.add(Callback(contact="0518-12345", about="问", asked_at=AT))
    Presence.seen(session, "somebody", AT)
    session.commit()


@pytest.fixture
def full(database_url: str) -> str:
    upgrade(database_url)
    engine = make_engine(database_url)
    with make_sessions(engine)() as session:
        fill(session)
    engine.dispose()
    return database_url


def read(address: str) -> dict[str, tuple[int, int]]:
    engine = make_engine(address)
    with engine.connect() as connection:
        found = digests(connection)
    engine.dispose()
    return found


@pytest.fixture(params=["to sqlite", "to postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "to sqlite":
        yield f"sqlite:///{tmp_path / 'restored.sqlite'}"
        return
    with fresh_database(request.getfixturevalue("postgres_url")) as address:
        yield address


def test_what_is_restored_is_what_was_there(full: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "b.backup"
    written = back_up(full, file)

    assert restore(file, empty) == written
    assert read(empty) == read(full)
    assert written["message"] == 6


def test_the_restored_database_goes_on_numbering(full: str, empty: str, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    restore(tmp_path / "b", empty)
    engine = make_engine(empty)
    with make_sessions(engine)() as session:
        session.add(Callback(contact="0518-12345", about="再问", asked_at=AT))
        session.commit()
        assert session.scalars(select(Callback.id).order_by(Callback.id)).all() == [1, 2]
    engine.dispose()


def test_a_backup_is_of_one_moment_though_others_write(full: str, tmp_path: Path) -> None:
    engine = make_engine(full)
    stop = threading.Event()

    def write() -> None:
        with make_sessions(engine)() as session:
            talk = Conversation.begin(session, AT)
            while not stop.is_set():
                talk.say(session, Sender.RESIDENT, "又一句" * 50, AT)
                session.commit()

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(3):
        back_up(full, tmp_path / f"b{number}")
    stop.set()
    writer.join()
    engine.dispose()
    for number in range(3):
        assert torn(tmp_path / f"b{number}") == []


def torn(file: Path) -> list[str]:
    """Conversations whose number of messages is not the number last given: half of a turn is missing."""
    engine = make_engine(f"sqlite:///{file}")
    said = select(func.count()).where(Message.conversation_id == Conversation.id)
    with make_sessions(engine)() as session:
        found = session.scalars(
            select(Conversation.id).where(Conversation.last_seq != said.scalar_subquery())
        ).all()
    engine.dispose()
    return list(found)


def test_only_its_owner_can_read_it_and_nothing_lies_beside_it(full: str, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    back_up(full, folder / "b")

    assert stat.S_IMODE((folder / "b").stat().st_mode) == 0o600
    assert [each.name for each in folder.iterdir()] == ["b"]


def test_what_was_deleted_is_not_in_it(full: str, tmp_path: Path) -> None:
    engine = make_engine(full)
    with make_sessions(engine)() as session:
        session.delete(session.scalars(select(Provider)).one())
        session.commit()
    engine.dispose()
    back_up(full, tmp_path / "b")

    assert "逐行养老院".encode() not in (tmp_path / "b").read_bytes()


def test_an_older_backup_is_there_already(full: str, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("precious")
    with pytest.raises(BackupRefused, match="已经有了"):
        back_up(full, tmp_path / "b")

    assert (tmp_path / "b").read_text() == "precious"


def test_nothing_is_restored_over_rows(full: str, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    before = read(full)
    with pytest.raises(BackupRefused, match="已经有数据"):
        restore(tmp_path / "b", full)

    assert read(full) == before


def cut_short(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def scribbled_over(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :]


@pytest.mark.parametrize("harm", [cut_short, scribbled_over, lambda _: b"", lambda _: b"x" * 9999])
def test_a_damaged_backup_is_refused(
    tmp_path: Path, full: str, harm: Callable[[bytes], bytes]
) -> None:
    back_up(full, tmp_path / "b")
    (tmp_path / "b").write_bytes(harm((tmp_path / "b").read_bytes()))
    target = tmp_path / "new.sqlite"
    with pytest.raises(BackupRefused, match="完好"):
        restore(tmp_path / "b", f"sqlite:///{target}")

    assert not target.exists()


def test_a_backup_of_an_older_version_is_brought_up(tmp_path: Path, empty: str) -> None:
    old = tmp_path / "old"
    upgrade(f"sqlite:///{old}", "0011")
    with sqlite3.connect(old) as opened:
        opened.execute(
            "INSERT INTO conversation (id, lang, created_at, last_at, last_seq, handoff_status)"
            " VALUES ('k', 'zh-Hans', '2026-01-01', '2026-01-01', 0, 'none')"
        )
    opened.close()

    assert restore(old, empty)["conversation"] == 1
    assert b"0011" in old.read_bytes()  # the backup itself is left as it was


def test_tables_of_another_version_are_not_backed_up(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'old.sqlite'}"
    upgrade(address, "0011")
    with pytest.raises(BackupRefused, match="db upgrade"):
        back_up(address, tmp_path / "b")


def test_a_full_disk_leaves_nothing_half_written(full: str, tmp_path: Path) -> None:
    """A limit on the size of a file is to whoever writes what a full disk is."""
    program = (
        "import resource, signal, sys; from pathlib import Path; from models.backup import back_up\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "back_up(sys.argv[1], Path(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, full, str(tmp_path / "b")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "什么也没留下" in done.stderr
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("b")] == []


def test_every_table_there_is_comes_back(database_url: str, empty: str, tmp_path: Path) -> None:
    """A table that is added tomorrow is in it too: a row of each is made from the tables themselves."""
    upgrade(database_url)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        any_row.fill(connection)
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    engine.dispose()

    written = back_up(database_url, tmp_path / "b")
    assert written == dict.fromkeys(tables, 1)
    assert restore(tmp_path / "b", empty) == written
    assert read(empty) == read(database_url)


def test_what_is_there_gives_way_when_told(full: str, tmp_path: Path) -> None:
    back_up(full, tmp_path / "b")
    before = read(full)
    engine = make_engine(full)
    with make_sessions(engine)() as session:
        session.delete(session.scalars(select(Provider)).one())
        fill(session)
    assert read(full) != before

    restore(tmp_path / "b", full, replace=True)
    assert read(full) == before
    engine.dispose()


def test_a_replacing_that_fails_changes_nothing(
    full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(full, tmp_path / "b")
    before = read(full)
    monkeypatch.setattr(backup, "digests", lambda _: {})
    with pytest.raises(BackupRefused, match="对不上"):
        restore(tmp_path / "b", full, replace=True)

    assert read(full) == before
