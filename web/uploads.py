"""A spreadsheet that somebody uploads: whether it can be one at all, and a file for as long as it is read.

Knows nothing of what a list should hold; `models.importing.files` reads it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.datastructures import FileStorage

from web.i18n import gettext

KINDS = (".csv", ".xlsx")
ZIP = b"PK"
OLD_OFFICE = bytes.fromhex("d0cf11e0")  # an old .xls, and a workbook behind a password
PART = 1 << 20


def ending(upload: FileStorage) -> str:
    return Path(upload.filename or "").suffix.lower()


def fault(upload: FileStorage | None) -> str:
    """Why it cannot be taken; empty where it can."""
    if upload is None or not upload.filename:
        return gettext("文件：请选一个 .xlsx 或 .csv")
    if ending(upload) not in KINDS:
        return gettext("文件：只收 .xlsx 和 .csv；请用表格软件另存为其中一种")
    start = upload.stream.read(len(OLD_OFFICE))
    upload.stream.seek(0)
    if not start:
        return gettext("文件：是空的，请看一下选对了没有")
    if start == OLD_OFFICE:
        return gettext("文件：设了打开密码，或者是老式的 .xls；请去掉密码，另存为 .xlsx")
    if start.startswith(ZIP) != (ending(upload) == ".xlsx"):
        return gettext("文件：里面的内容和名字的结尾对不上；请用表格软件重新另存")
    return ""


@contextmanager
def as_file(upload: FileStorage) -> Iterator[Path]:
    """The upload under a name of ours, gone afterwards: what it was called may tell of somebody."""
    with TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder, f"list{ending(upload)}")
        with path.open("wb") as file:
            shutil.copyfileobj(upload.stream, file, PART)
        yield path
