"""A list brought in by hand, step by step; the test itself is the process that works."""

from __future__ import annotations

import io
from typing import Any

from apiflask import APIFlask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from models import Provider, ProviderImport
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults, parse

PAGE = "/counter/import"
WORDS = {"kind": "eldercare", "source": "市民政局 2026 年 10 月名单", "day": "2026-10-01"}
HEADINGS = "机构名称,类型,区县,街道,地址,电话,床位数\n"
GOOD = (
    HEADINGS + "松鹤养老院,养老院,海州区,新浦街道,解放路1号,0518-85000001,80\n"
    "夕阳红敬老院,敬老院,赣榆区,青口镇,文化路2号,0518-86000002,120\n"
)


def hand_in(
    who: Advisor, upload: str | bytes = GOOD, name: str = "王某给的.csv", **given: Any
) -> TestResponse:
    data = upload.encode() if isinstance(upload, str) else upload
    file = FileStorage(io.BytesIO(data), name, "file") if name else ""
    return post(who, PAGE, **{**WORDS, **given}, file=file)


def post(who: Advisor, address: str, **given: Any) -> TestResponse:
    """A form of many parts, encoded here: the test client would leave a large one in a file."""
    page = who.client.get("/counter/inbox").text
    fields = parse(page).iter("input")
    token = next(f.get("value") for f in fields if f.get("name") == "csrf_token")
    boundary, body = encode_multipart({"csrf_token": token, **given})
    kind = f"multipart/form-data; boundary={boundary}"
    return who.client.post(address, data=body, content_type=kind)


def work(app: APIFlask) -> None:
    done = app.test_cli_runner().invoke(args=["imports", "work"])
    assert done.exit_code == 0, done.output


def bring(app: APIFlask, who: Advisor, upload: str | bytes = GOOD, **given: Any) -> str:
    """Handed in and looked at: the address of its page."""
    answer = hand_in(who, upload, **given)
    assert answer.status_code == 303, answer.text
    work(app)
    return answer.location


def write(app: APIFlask, who: Advisor, address: str) -> str:
    """Written, and what the page says then."""
    assert who.send(f"{address}/write").status_code == 303
    work(app)
    return page(who, address)


def page(who: Advisor, address: str) -> str:
    text = who.open(address).text
    assert list(faults(text)) == []
    return text


def stands(who: Advisor, address: str) -> dict[str, str]:
    """What the form on that page would send: the columns as chosen, and what holds for the list."""
    (form,) = [
        each for each in parse(page(who, address)).iter("form") if "look" in each.get("action", "")
    ]
    sent = {
        str(each.get("name")): each.get("value") or ""
        for each in form.iter("input")
        if each.get("type") not in ("radio", "file", "hidden") and each.get("name")
    }
    for each in form.iter("select"):
        chosen = [o.get("value") for o in each.iter("option") if o.get("selected") is not None]
        sent[str(each.get("name"))] = str((chosen or [""])[0])
    return sent


def job(rows: Session) -> ProviderImport:
    rows.rollback()
    newest = ProviderImport.listed().execution_options(populate_existing=True).limit(1)
    return rows.scalars(newest).one()


def places(rows: Session) -> dict[str, Provider]:
    rows.rollback()
    found = select(Provider).where(Provider.is_sample.is_(False))
    return {
        each.name: each for each in rows.scalars(found.execution_options(populate_existing=True))
    }
