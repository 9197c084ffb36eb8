"""A number to call back is done once, erased when asked, and never enters the record of changes."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import AuditEntry, Callback
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults
from web.clock import now

NUMBER = "0518-12345678"


def left(rows: Session) -> int:
    callback = Callback(contact=NUMBER, about="想问尊老金", asked_at=now())
    rows.add(callback)
    rows.commit()
    return callback.id


def count(rows: Session) -> int:
    rows.rollback()
    return rows.scalar(select(func.count(Callback.id))) or 0


def test_who_wants_a_call_is_seen_and_done_once(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    number = left(rows)
    assert "等回电话的（1）" in one.open().text
    page = one.open("/counter/inbox/callbacks").text
    assert NUMBER in page
    assert list(faults(page)) == []
    assert one.send(f"/counter/inbox/callbacks/{number}/done").status_code == 303
    late = other.send(f"/counter/inbox/callbacks/{number}/done")

    assert (late.status_code, "别人已经办了" in late.text) == (409, True)
    assert NUMBER not in late.text


def test_a_number_is_erased_on_request(one: Advisor, rows: Session) -> None:
    number = left(rows)
    assert one.send(f"/counter/inbox/callbacks/{number}/erase").status_code == 303
    assert count(rows) == 0
    assert one.send(f"/counter/inbox/callbacks/{number}/erase").status_code == 409


def test_the_record_of_changes_holds_no_number(one: Advisor, rows: Session) -> None:
    one.send(f"/counter/inbox/callbacks/{left(rows)}/done")
    kept = rows.scalars(select(AuditEntry)).one()

    assert kept.action == "callback.done"
    assert NUMBER not in f"{kept.target}{kept.before}{kept.after}"
