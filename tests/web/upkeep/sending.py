"""A file and a form, sent as a browser sends them."""

from __future__ import annotations

import io
from typing import Any

from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.staff_client import token

HEADINGS = "机构名称,类型,区县,街道,地址,电话,床位数\n"
GOOD = (
    HEADINGS + "松鹤养老院,养老院,海州区,新浦街道,解放路1号,0518-85000001,80\n"
    "夕阳红敬老院,敬老院,赣榆区,青口镇,文化路2号,0518-86000002,120\n"
).encode()


def sheet(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def send(
    client: FlaskClient, address: str, data: dict[str, Any], upload: bytes = b"", name: str = ""
) -> TestResponse:
    """To a page that shows its own form."""
    sent = {"csrf_token": token(client, address), **data}
    if name:
        sent["file"] = FileStorage(io.BytesIO(upload), name, "file")
    # Encoded here: the test client would write a large form to a file and not close it.
    boundary, body = encode_multipart(sent)
    return client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")
