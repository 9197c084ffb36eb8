"""A list is handed in with its purpose and basis, by editors only; fetched once by whoever handed it in; then gone."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from models import AuditEntry, ListState, PeopleScreening
from tests.staff_client import sign_in
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults, parse
from tests.web.lists.listing import hand_in, table, workbook
from web import background
from web.clock import now
from web.lists import files, views
from web.lists.files import LISTS

WORDS = {
    "purpose": "找没领尊老金的老人",
    "basis": "区民政局 2026-11-20 同意",
    "applicant": "resident",
}
GOOD = "编号,年龄,本市户籍\n甲,82,是\n乙,八十,是\n".encode()
SEE_TO_IT = LISTS.see_to_it
ID = "320705194003050011"


@pytest.fixture
def editor(app: APIFlask) -> Advisor:
    return Advisor(app, "编", "editor")


@pytest.fixture(autouse=True)
def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself is the process that works, when it wants one."""
    monkeypatch.setattr(LISTS, "see_to_it", lambda _opened: None)


def send(
    who: Advisor, upload: bytes = GOOD, name: str = "某村王某.csv", **given: Any
) -> TestResponse:
    return who.send("/counter/lists", **{**WORDS, **given}, file=(io.BytesIO(upload), name))


def work(app: APIFlask) -> None:
    assert app.test_cli_runner().invoke(args=["lists", "work"]).exit_code == 0


def only(rows: Session) -> PeopleScreening:
    rows.rollback()
    return rows.scalars(select(PeopleScreening).execution_options(populate_existing=True)).one()


def test_a_list_is_handed_in_screened_fetched_once_and_gone(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    assert send(editor).status_code == 303
    job = only(rows)
    assert (job.staff, job.purpose, job.basis) == ("编", WORDS["purpose"], WORDS["basis"])
    assert job.common == {"applicant": "resident"}
    work(app)
    page = editor.open("/counter/lists").text
    assert "2 行，1 人有能领的，1 行要改" in page
    assert list(faults(page)) == []
    got = editor.send(f"/counter/lists/{job.id}/result")

    assert "attachment" in got.headers["Content-Disposition"]
    assert {row["编号"] for row in table(got.text)} == {"甲", "乙"}
    assert only(rows).deleted_at
    with app.app_context():
        assert not (files.folder() / job.id).exists()
    assert editor.send(f"/counter/lists/{job.id}/result").status_code == 404
    assert "已经删掉，只留这条记录" in editor.open("/counter/lists").text


def test_a_result_that_was_not_sent_whole_is_still_there(
    app: APIFlask, editor: Advisor, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PART", 16)
    send(editor)
    work(app)
    job = only(rows)
    with app.app_context():
        cut = views._sent(app, job.id, files.result_of(job.id))
    assert len(next(cut)) == 16
    cut.close()  # type: ignore[attr-defined]

    assert only(rows).deleted_at is None
    whole = editor.send(f"/counter/lists/{job.id}/result")
    assert (whole.status_code, len(table(whole.text)) > 1) == (200, True)
    assert only(rows).deleted_at


def test_the_record_keeps_purpose_and_basis_and_no_name_of_a_file(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    send(editor)
    work(app)
    assert editor.send(f"/counter/lists/{only(rows).id}/result").data
    kept = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [each.action for each in kept] == ["list.handed_in", "list.fetched"]
    assert kept[0].after == {"purpose": WORDS["purpose"], "basis": WORDS["basis"]}
    assert all("王某" not in f"{e.target}{e.before}{e.after}" for e in kept)


@pytest.mark.parametrize(
    ("given", "upload", "name", "says"),
    [
        ({"purpose": ""}, GOOD, "a.csv", "用来做什么"),
        ({"basis": ""}, GOOD, "a.csv", "依据：写哪份文件"),
        ({"purpose": "找" * 201}, GOOD, "a.csv", "最多 200 个字"),
        ({"purpose": f"找 {ID} 这个人"}, GOOD, "a.csv", "这里不收"),
        ({"applicant": "nobody"}, GOOD, "a.csv", "请在给出的答案里选"),
        ({}, b"", "a.csv", "是空的"),
        ({}, GOOD, "", "请选一个"),
        ({}, GOOD, "a.pdf", "只收 .xlsx 和 .csv"),
        ({}, GOOD, "a.exe", "只收 .xlsx 和 .csv"),
        ({}, GOOD, "a.xlsx", "对不上"),
        ({}, b"PK\x03\x04zip", "a.csv", "对不上"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value)[:20],
)
def test_what_cannot_be_taken_is_refused_by_name_and_nothing_is_kept(
    app: APIFlask, editor: Advisor, rows: Session, given: Any, upload: bytes, name: str, says: str
) -> None:
    answer = send(editor, upload, name, **given)

    assert answer.status_code == 422
    assert says in answer.text
    assert ID not in answer.text
    assert list(faults(answer.text)) == []
    assert rows.scalars(select(PeopleScreening)).all() == []
    with app.app_context():
        assert [each for each in files.folder().iterdir() if each.is_dir()] == []


def test_a_workbook_is_taken(app: APIFlask, editor: Advisor, rows: Session) -> None:
    assert send(editor, workbook(["年龄"], [82]), "名单.XLSX").status_code == 303
    work(app)

    assert only(rows).state is ListState.DONE


def test_two_hundred_megabytes_are_refused_in_words(
    editor: Advisor, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FILE_AT_MOST", 1000)
    answer = send(editor, b"x" * 5000)

    assert (answer.status_code, "最多 64 MB" in answer.text) == (413, True)
    assert list(faults(answer.text)) == []
    assert rows.scalars(select(PeopleScreening)).all() == []


def test_more_than_a_form_may_hold_elsewhere_is_taken_here(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    lines = b"82\n" * 4_000_000  # 12 MB: beyond what every other page takes
    token = parse(editor.open("/counter/lists").text).find(".//input[@name='csrf_token']")
    assert token is not None
    upload = FileStorage(io.BytesIO("年龄\n".encode() + lines), "a.csv", "file")
    sent = {**WORDS, "csrf_token": token.get("value"), "file": upload}
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    assert editor.client.post("/counter/lists", data=body, content_type=kind).status_code == 303
    with app.app_context():
        path = files.list_of(only(rows).id)
        assert path is not None
        assert path.stat().st_size > 11_000_000


def test_a_form_without_its_token_is_refused(editor: Advisor, rows: Session) -> None:
    upload = (io.BytesIO(GOOD), "a.csv")
    assert editor.client.post("/counter/lists", data={**WORDS, "file": upload}).status_code == 400
    assert rows.scalars(select(PeopleScreening)).all() == []


def test_a_queue_that_is_full_takes_no_more(app: APIFlask, editor: Advisor, rows: Session) -> None:
    for _ in range(views.WAITING_AT_MOST):
        hand_in(app, rows, GOOD)
    answer = send(editor)

    assert (answer.status_code, "还有 10 份在等" in answer.text) == (422, True)


def test_only_whoever_handed_it_in_fetches_or_deletes_it(
    app: APIFlask, editor: Advisor, rows: Session
) -> None:
    send(editor)
    work(app)
    other = Advisor(app, "另", "editor")
    key = only(rows).id
    assert "只有交的人能下载" in other.open("/counter/lists").text
    for step in ("result", "delete"):
        assert other.send(f"/counter/lists/{key}/{step}").status_code == 404
    assert only(rows).deleted_at is None
    assert editor.send(f"/counter/lists/{key}/delete").status_code == 303
    assert only(rows).deleted_at


def test_an_advisor_may_not(app: APIFlask) -> None:
    advisor = Advisor(app, "顾", "advisor")

    assert advisor.open("/counter/lists").status_code == 403
    assert send(advisor).status_code == 403
    client = app.test_client()
    sign_in(client, "admin")
    assert client.get("/counter/lists").status_code == 200


def test_a_list_that_was_cut_off_says_so_and_goes_on_while_somebody_looks(
    app: APIFlask, editor: Advisor, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[str, ...]] = []
    monkeypatch.setattr(LISTS, "see_to_it", SEE_TO_IT)
    monkeypatch.setattr(background, "run", lambda *words: begun.append(words))
    job = rows.get_one(PeopleScreening, hand_in(app, rows, GOOD))
    assert job.claim(rows, now() - timedelta(minutes=5))

    assert "算到一半断了" in editor.open("/counter/lists").text
    for _ in range(3):
        part = editor.client.get("/counter/lists/news", headers={"X-Fragment": "1"})
    assert "算到一半断了" in part.text
    assert begun == [("lists", "work")]
    work(app)
    assert "算完了" in editor.open("/counter/lists").text


def test_progress_is_told_only_when_it_moved(app: APIFlask, editor: Advisor, rows: Session) -> None:
    send(editor)
    first = editor.client.get("/counter/lists/news", headers={"X-Fragment": "1"})
    assert "在排队" in first.text
    mark = {"X-Fragment": "1", "If-None-Match": first.headers["ETag"]}
    assert editor.client.get("/counter/lists/news", headers=mark).status_code == 304
    work(app)

    assert "算完了" in editor.client.get("/counter/lists/news", headers=mark).text
    assert editor.open("/counter/lists/news").status_code == 303
