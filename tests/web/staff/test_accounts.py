"""Accounts: made with a password that must be changed, reset, closed, and every change on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Role, Staff, StaffSession
from models.audit import record
from tests.staff_client import PASSWORD, add_staff, sign_in, token
from web.clock import now

NEW = "石榴 渔船 灯塔 三十六"


def send(client: FlaskClient, on: str, to: str, **data: str) -> TestResponse:
    return client.post(to, data={"csrf_token": token(client, on), **data})


def shown_secret(page: str) -> str:
    return page.split('<code class="secret">')[1].split("</code>")[0]


def printed(app: APIFlask, *words: str) -> str:
    result = app.test_cli_runner().invoke(args=["staff", *words])
    assert result.exit_code == 0, result.output
    return result.output


def enter(client: FlaskClient, name: str, password: str) -> TestResponse:
    return send(client, "/staff/sign-in", "/staff/sign-in", name=name, password=password)


def change(client: FlaskClient, current: str, password: str, again: str) -> TestResponse:
    given = {"current": current, "password": password, "again": again}
    return send(client, "/staff/password", "/staff/password", **given)


def test_the_first_account_is_made_at_a_prompt_and_must_change_its_password(
    app: APIFlask, client: FlaskClient
) -> None:
    secret = printed(app, "add", "li", "--role", "advisor").rsplit("：", 1)[1].strip()

    assert enter(client, "li", secret).headers["Location"] == "/staff/password"
    assert "别人见过" in client.get("/staff/password").text
    assert change(client, secret, NEW, NEW).status_code == 200
    assert "别人见过" not in client.get("/staff/password").text


def test_a_one_time_password_lapses(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    secret = printed(app, "add", "li", "--role", "advisor").rsplit("：", 1)[1].strip()
    rows.scalars(select(Staff)).one().change_by = now() - timedelta(seconds=1)
    rows.commit()

    assert enter(client, "li", secret).status_code == 422


@pytest.mark.parametrize(
    ("current", "password", "again", "says"),
    [
        ("x", NEW, NEW, "现在的密码不对"),
        (PASSWORD, "short", "short", "10 到 200"),
        (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "太单调"),
        (PASSWORD, "我是某advisor的密码", "我是某advisor的密码", "自己的用户名"),
        (PASSWORD, PASSWORD, PASSWORD, "不能和现在的一样"),
        (PASSWORD, NEW, "另外一个", "两次输入"),
    ],
)
def test_a_bad_new_password_says_what_to_mend(
    client: FlaskClient, current: str, password: str, again: str, says: str
) -> None:
    sign_in(client, "advisor")
    answer = change(client, current, password, again)

    assert answer.status_code == 422
    assert says in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_new_password_ends_the_other_sessions(app: APIFlask, client: FlaskClient) -> None:
    other = app.test_client()
    sign_in(client, "advisor")
    sign_in(other, "advisor")
    change(client, PASSWORD, NEW, NEW)

    assert client.get("/staff/password").status_code == 200
    assert other.get("/staff/password").status_code == 303


def test_an_admin_adds_resets_and_closes(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    sign_in(client, "admin")
    first = shown_secret(
        send(client, "/staff/accounts", "/staff/accounts", name="Li", role="editor").text
    )
    staff = rows.scalars(select(Staff).where(Staff.name == "li")).one()
    second = shown_secret(send(client, "/staff/accounts", f"/staff/accounts/{staff.id}/reset").text)
    assert enter(app.test_client(), "li", first).status_code == 422
    assert enter(app.test_client(), "li", second).status_code == 303
    send(client, "/staff/accounts", f"/staff/accounts/{staff.id}", role="advisor")
    assert enter(app.test_client(), "li", second).status_code == 422

    entry = rows.scalars(select(AuditEntry).where(AuditEntry.action == "staff.changed")).one()
    assert entry.before == {"role": "editor", "active": True}
    assert entry.after == {"role": "advisor", "active": False}
    page = client.get("/staff/audit?action=staff.").text
    assert "staff.added" in page
    assert first not in page


@pytest.mark.parametrize(
    ("name", "role", "says"),
    [("", "editor", "不能空着"), ("某admin", "editor", "已经有了"), ("a", "x", "身份")],
)
def test_an_account_that_cannot_be_says_why(
    client: FlaskClient, name: str, role: str, says: str
) -> None:
    sign_in(client, "admin")
    answer = send(client, "/staff/accounts", "/staff/accounts", name=name, role=role)

    assert answer.status_code == 422
    assert says in answer.text


def test_the_last_admin_stays(client: FlaskClient, rows: Session) -> None:
    admin = sign_in(client, "admin")
    answer = send(client, "/staff/accounts", f"/staff/accounts/{admin.id}", role="advisor")

    assert answer.status_code == 422
    assert "最后一个管理员" in answer.text
    assert rows.get_one(Staff, admin.id).role is Role.ADMIN


@pytest.mark.parametrize("role", ["advisor", "editor"])
@pytest.mark.parametrize("address", ["/staff/accounts", "/staff/audit"])
def test_only_an_admin_sees_accounts_and_the_record(
    client: FlaskClient, role: str, address: str
) -> None:
    sign_in(client, role)
    refused = client.get(address)

    assert refused.status_code == 403
    assert "没有这项权限" in refused.text


def test_a_reset_ends_what_is_open(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    sign_in(client, "advisor", "li")
    printed(app, "reset", "li", "--second-factor")

    assert client.get("/staff/password").status_code == 303
    assert rows.scalars(select(StaffSession)).all() == []
    assert "li  advisor  可登录" in printed(app, "list")


def test_what_may_be_secret_is_never_recorded(rows: Session) -> None:
    with pytest.raises(ValueError, match="never written down"):
        record(
            rows, staff_id=None, action="staff.x", target="a",
            before=None, after={"password_hash": "x"}, at=now(),
        )  # fmt: skip


def test_the_record_is_read_page_by_page(client: FlaskClient, rows: Session) -> None:
    staff = sign_in(client, "admin")
    for number in range(51):
        record(
            rows, staff_id=staff.id, action="x.y", target=f"thing:{number}",
            before=None, after=None, at=now(),
        )  # fmt: skip
    rows.commit()
    first = client.get("/staff/audit").text
    assert "thing:50<" in first
    assert "thing:0<" not in first
    older = first.split("before=")[1].split('"')[0]

    assert "thing:0<" in client.get(f"/staff/audit?before={older}").text


def test_names_are_unique_whoever_is_first(app: APIFlask) -> None:
    assert add_staff(app, "advisor", "li").id == add_staff(app, "advisor", "li").id
