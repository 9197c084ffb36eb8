"""All rows as one SQLite file and back, from either database to either, compared row by row.

One way of copying serves all: a backup is also how a site moves from SQLite to PostgreSQL. Written while the site
goes on working, from one moment's view. What was deleted is not in it, as it would be in a copy of the file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Integer,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from models.base import Base
from models.migrating import config, upgrade
from models.session import make_engine

AT_A_TIME = 2000
DIGITS = 2**64
VERSIONS = "alembic_version"


class BackupRefused(Exception):
    """Nothing was written; the message says why and what to do."""


def back_up(address: str, file: Path) -> dict[str, int]:
    """Write all rows to a new file that its owner alone can read; how many there were of each table."""
    if file.exists():
        raise BackupRefused(f"{file} 已经有了。请换一个文件名，旧的备份不会被盖掉。")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        copied = _write(address, part)
        part.rename(file)
    except (DatabaseError, OSError) as wrong:
        raise BackupRefused(f"备份没有写成，什么也没留下：{_reason(wrong)}") from wrong
    finally:
        _remove(part)
    return copied


def restore(file: Path, address: str, *, replace: bool = False) -> dict[str, int]:
    """Fill an empty database from a backup and compare; how many rows each table has.

    With `replace` what is there gives way in the same transaction: a restore that fails has changed nothing.
    """
    with _copy_of(file) as kept:
        try:
            if not replace:
                _refuse_unless_empty(address)
            upgrade(address)
            return _copy(f"sqlite:///{kept}", address)
        except DatabaseError as wrong:
            raise BackupRefused(f"没有恢复，数据库还和恢复之前一样：{_reason(wrong)}") from wrong


def _write(address: str, part: Path) -> dict[str, int]:
    _current(address)
    upgrade(f"sqlite:///{part}")
    copied = _copy(address, f"sqlite:///{part}")
    _close_file(part)
    return copied


def _refuse_unless_empty(address: str) -> None:
    """Looked at before anything is touched, the version of the tables included."""
    with _connected(address) as target:
        for name in inspect(target).get_table_names():
            row = select(text("1")).select_from(table(name)).limit(1)
            if name != VERSIONS and target.execute(row).first():
                raise BackupRefused(
                    f"这个数据库里已经有数据（{name}）。恢复只往空的数据库里做，这里什么也没动。"
                    "确实要换掉现有的数据，先备份它，再加上 --replace。"
                )


def _copy(source: str, target: str) -> dict[str, int]:
    """Everything in one view of the source and one transaction of the target; refused if they differ."""
    with _connected(source) as old, _connected(target) as new:
        for each in reversed(Base.metadata.sorted_tables):
            new.execute(delete(each))
        wanted = {each.name: _copy_table(old, new, each) for each in Base.metadata.sorted_tables}
        if digests(new) != wanted:
            raise BackupRefused("抄过去的和原来的对不上，没有保存。请再做一次；还不行就查磁盘。")
        _go_on_numbering(new)
        new.commit()
    return {name: rows for name, (rows, _) in wanted.items()}


def _copy_table(old: Connection, new: Connection, whole: Table) -> tuple[int, int]:
    count = digest = 0
    for rows in _rows(old, whole):
        new.execute(insert(whole), [row._asdict() for row in rows])
        count, digest = count + len(rows), (digest + _digest(rows)) % DIGITS
    return count, digest


def digests(connection: Connection) -> dict[str, tuple[int, int]]:
    """For each table how many rows, and a figure that differs when any value does, whatever their order."""
    found = {}
    for each in Base.metadata.sorted_tables:
        count = digest = 0
        for rows in _rows(connection, each):
            count, digest = count + len(rows), (digest + _digest(rows)) % DIGITS
        found[each.name] = (count, digest)
    return found


def _rows(connection: Connection, whole: Table) -> Iterator[Sequence[Any]]:
    streamed = connection.execute(select(whole).execution_options(yield_per=AT_A_TIME))
    yield from streamed.partitions()


def _digest(rows: Sequence[Any]) -> int:
    return sum(_number(repr(tuple(_plain(value) for value in row))) for row in rows)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _plain(value: Any) -> Any:
    """The same on both databases: JSON keeps no order of keys on one of them."""
    if isinstance(value, dict):
        return sorted((key, _plain(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    """One connection that sees one moment only, as long as it is open."""
    engine = make_engine(address)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                # Python's driver begins a transaction with the first change only, not with the first look.
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    finally:
        engine.dispose()


def _go_on_numbering(connection: Connection) -> None:
    """PostgreSQL counts ids apart from the rows, and would give the old ones out again."""
    if connection.dialect.name != "postgresql":
        return
    for each in Base.metadata.sorted_tables:
        for column in each.primary_key:
            if isinstance(column.type, Integer):
                sequence = func.pg_get_serial_sequence(each.name, column.name)
                highest = select(func.max(column)).scalar_subquery()
                connection.execute(select(func.setval(sequence, highest)))


def _current(address: str) -> None:
    """A backup holds the tables of this version: rows of another would be left behind unseen."""
    engine = make_engine(address)
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    if found != ScriptDirectory.from_config(config()).get_current_head():
        raise BackupRefused(
            "数据库的表和这个版本的程序不一样。请用原来那个版本备份，或先运行 flask db upgrade。"
        )


@contextmanager
def _copy_of(file: Path) -> Iterator[Path]:
    """The backup beside itself, brought to the tables of this version; the backup stays as it was."""
    if not file.is_file() or _damaged(file):
        raise BackupRefused(f"{file} 不是完好的备份文件。请换一份。")
    kept = file.with_name(f"{file.name}.restoring")
    _remove(kept)
    try:
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(file, kept)
        upgrade(f"sqlite:///{kept}")
        yield kept
    except OSError as wrong:
        raise BackupRefused(f"没有恢复：{_reason(wrong)}") from wrong
    finally:
        _remove(kept)


def _damaged(file: Path) -> bool:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as opened:
            sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            marked = opened.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
        opened.close()
    except sqlite3.DatabaseError:
        return True
    return not (sound and marked)


def _close_file(part: Path) -> None:
    """One file, without the log that SQLite keeps beside it."""
    with sqlite3.connect(part) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode=DELETE")
    opened.close()


def _remove(part: Path) -> None:
    for each in (part, *(part.with_name(f"{part.name}{end}") for end in ("-wal", "-shm"))):
        each.unlink(missing_ok=True)


def _reason(wrong: DatabaseError | OSError) -> str:
    return str(wrong.orig if isinstance(wrong, DatabaseError) else wrong.strerror or wrong)
