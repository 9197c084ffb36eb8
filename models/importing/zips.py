"""Whether a workbook may be opened at all: an .xlsx is a zip, and a small zip can fill the memory.

The sizes a zip declares are not believed; every member is unpacked here, counted and thrown away, and
cells far outside any real list are refused, because the reader would make room for all those between.
Knows nothing of what a list should hold.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.importing.report import Unreadable

MEBIBYTE = 1024 * 1024
RATIO_AT_MOST = 200  # of one member, once it is large enough to matter
LARGE_BYTES = MEBIBYTE
MEMBERS_AT_MOST = 1000
COLUMNS_AT_MOST = 256
CHUNK = 64 * 1024
CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
CELL_BYTES_AT_MOST = 14  # of what CELL matches, to look across two chunks

TOO_LARGE = "文件太大或压缩异常，没有打开：请只保留名单所在的工作表，另存为新的 .xlsx 再导入"
TOO_WIDE = "表格里有远在名单之外的格子：请删去多余的空行空列，另存后再导入"
# What reading a zip raises where its bytes are not what they should be; a version that does not exist among it.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, NotImplementedError, UnicodeDecodeError, OverflowError,
)  # fmt: skip
NOT_A_WORKBOOK = "不是完好的 .xlsx 文件：请用表格软件打开后另存为 .xlsx 或 CSV"


@dataclass(frozen=True)
class Limits:
    """How much of a file is read; whoever lets strangers send files sets them lower."""

    file_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 320 * MEBIBYTE
    rows: int = 200_000


def check_size(path: Path, limits: Limits) -> None:
    if path.stat().st_size > limits.file_bytes:
        raise Unreadable(TOO_LARGE)


def check_workbook(path: Path, limits: Limits) -> None:
    check_size(path, limits)
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as raw:
            members = archive.infolist()
            if len(members) > MEMBERS_AT_MOST:
                raise Unreadable(TOO_LARGE)
            left = limits.unpacked_bytes
            for member in members:
                left -= _check_member(raw, member, left, limits.rows)
    except BROKEN as broken:
        raise Unreadable(NOT_A_WORKBOOK) from broken


def _check_member(raw: BinaryIO, member: zipfile.ZipInfo, left: int, most_rows: int) -> int:
    """How many bytes it unpacks to."""
    if member.flag_bits & 1 or member.compress_type not in (0, 8):
        raise Unreadable(NOT_A_WORKBOOK)
    allowed = min(left, max(member.compress_size * RATIO_AT_MOST, LARGE_BYTES))
    sheet = member.filename.startswith("xl/worksheets/")
    size, tail = 0, b""
    for chunk in _unpacked(raw, member):
        size += len(chunk)
        if size > allowed:
            raise Unreadable(TOO_LARGE)
        if sheet:
            _check_cells(tail + chunk, most_rows)
            tail = chunk[-CELL_BYTES_AT_MOST:]
    return size


def _unpacked(raw: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes from its place in the file, whatever size its header gives."""
    raw.seek(member.header_offset)
    header = struct.unpack("<4s5H3I2H", raw.read(30))
    raw.seek(header[-2] + header[-1], 1)
    if member.compress_type == zipfile.ZIP_STORED:
        yield raw.read(member.compress_size)
        return
    inflate, pending = zlib.decompressobj(-15), b""
    while not inflate.eof:
        pending = pending or raw.read(CHUNK)
        if not pending:
            raise zlib.error("the member ends before its end")
        yield inflate.decompress(pending, CHUNK)
        pending = inflate.unconsumed_tail


def _check_cells(xml: bytes, most_rows: int) -> None:
    for column, row in CELL.findall(xml):
        number = 0
        for letter in column:
            number = number * 26 + letter - 64
        if int(row) > most_rows or number > COLUMNS_AT_MOST:
            raise Unreadable(TOO_WIDE)
