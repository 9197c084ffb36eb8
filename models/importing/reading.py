"""The whole of a list as rows, or one sentence about why it is no list.

Knows files and fields, no table: whether a provider is there already is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from models.importing import files, headings
from models.importing.headings import Headed
from models.importing.points import doubt_shared
from models.importing.report import Unreadable
from models.importing.row import Row, Setting
from models.importing.rows import read_rows
from models.importing.zips import Limits

Progress = Callable[[int], None]
TELL_EVERY = 5_000
ASK_SYSTEM = (
    "名单里有经纬度：请写明是哪种坐标系（WGS-84、GCJ-02 高德腾讯、BD-09 百度），不清楚就问制表的人"
)


def head(path: Path, setting: Setting, chosen: Mapping[str, str], limits: Limits) -> Headed:
    """Where the columns are named and what they mean. Raises Unreadable."""
    headed = headings.find(files.read(path, limits), chosen)
    located = {column.field for column in headed.columns} & {"lat", "lon"}
    if located and setting.coordinate_system is None:
        raise Unreadable(ASK_SYSTEM, "coordinate_system", headed.named, headed.mapping)
    return headed


def rows_of(headed: Headed, setting: Setting, progress: Progress = lambda rows: None) -> list[Row]:
    """All rows, each with what is wrong with it. Raises Unreadable where there is none of this city."""
    rows: list[Row] = []
    for row in read_rows(headed, setting):
        rows.append(row)
        if len(rows) % TELL_EVERY == 0:
            progress(len(rows))
    if not rows:
        raise Unreadable("表头下面没有内容：请核对是不是选对了文件")
    if all(row.elsewhere for row in rows):
        raise Unreadable("没有一行是本市的：请核对是不是选对了文件")
    doubt_shared(rows)
    return rows
