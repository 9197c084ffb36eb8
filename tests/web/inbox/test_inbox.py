"""Who waits is seen with what they said; of two advisors who do the same one is told; nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, Conversation, Presence, Sender
from tests.staff_client import sign_in
from tests.web.inbox.desk import SAID, Advisor, fresh, there, waiting
from tests.web.lint import faults
from tests.web.talking import ask
from web.clock import now

FRAGMENT = {"X-Fragment": "1"}


def messages(rows: Session, talk: Conversation) -> list[tuple[str, str]]:
    rows.rollback()
    return [(m.sender.value, m.text) for m in rows.scalars(talk.messages())]


def test_who_waits_is_seen_with_what_was_said_heard_and_missed(one: Advisor, rows: Session) -> None:
    talk = waiting(rows, SAID, "那个啥咋弄")
    page = one.open().text

    assert "1 位在等" in page
    for seen in (SAID, "那个啥咋弄", "年龄 82", "户籍", "小助手没答上"):
        assert seen in page
    assert talk.id not in page


def test_the_conversation_shows_facts_trace_and_where_the_machine_failed(
    one: Advisor, rows: Session
) -> None:
    talk = waiting(rows, SAID, "那个啥咋弄")
    one.step(talk, "take")
    page = one.see(talk)

    assert list(faults(page.text)) == []
    for seen in ("年龄 82", "/benefits/old_age_allowance", "没答上：</strong>那个啥咋弄", "您在接"):
        assert seen in page.text
    assert talk.id not in page.text


def test_of_two_who_take_one_conversation_the_second_is_told_who_has_it(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    there(rows, "甲", "乙")
    assert one.step(talk, "take").status_code == 303
    late = other.step(talk, "take")

    assert (late.status_code, "甲 已经接了这段对话" in late.text) == (409, True)
    assert SAID not in late.text
    assert list(faults(late.text)) == []
    assert fresh(rows, talk).taken_by == "甲"
    assert one.step(talk, "take").status_code == 303


def test_a_reply_reaches_the_resident_who_sees_that_a_person_is_there(
    one: Advisor, client: FlaskClient, rows: Session
) -> None:
    key = ask(client, "转人工")["conversation_id"]
    talk = rows.get_one(Conversation, key)
    one.step(talk, "take")
    one.step(talk, "reply", text="您好，带上身份证和户口簿\r\n去社区，电话 0518-12345678")
    heard = client.get(f"/api/v1/conversations/{key}/messages").get_json()

    assert heard["handoff"] == "open"
    assert (heard["items"][-1]["sender"], heard["items"][-1]["text"]) == (
        "advisor",
        "您好，带上身份证和户口簿\n去社区，电话 0518-12345678",
    )


@pytest.mark.parametrize("text", ["", "   ", "好" * 1001])
def test_a_reply_that_cannot_be_sent_comes_back_as_it_was(
    one: Advisor, rows: Session, text: str
) -> None:
    talk = waiting(rows)
    one.step(talk, "take")
    answer = one.step(talk, "reply", text=text)

    assert answer.status_code == 422
    assert f">{text}</textarea>" in answer.text
    assert "advisor" not in dict(messages(rows, talk))


def test_an_identity_number_is_neither_sent_nor_shown_again(one: Advisor, rows: Session) -> None:
    talk = waiting(rows)
    one.step(talk, "take")
    answer = one.step(talk, "reply", text="您的证号是 320705194003050011 吧")

    assert answer.status_code == 422
    assert "320705194003050011" not in answer.text
    assert "〔身份证号〕" in answer.text


def test_words_written_to_a_conversation_that_was_taken_away_are_kept_on_the_page(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    one.step(talk, "take")
    there(rows, "甲", "乙")
    one.step(talk, "pass", to="乙")
    late = one.step(talk, "reply", text="我写了很久的话")

    assert late.status_code == 409
    assert "乙 已经接了这段对话" in late.text
    assert "我写了很久的话</textarea>" in late.text
    assert ("advisor", "我写了很久的话") not in messages(rows, talk)


def test_a_suggestion_is_put_beneath_what_was_written_with_its_source(
    one: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    one.step(talk, "take")
    page = one.step(talk, "reply", text="您好", insert="old_age_allowance").text
    written = page.partition("<textarea")[2].partition("</textarea>")[0]

    assert ">您好\n" in written
    assert "依据：" in written
    assert "advisor" not in dict(messages(rows, talk))


def test_it_is_passed_only_to_somebody_who_is_there_or_back(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    one.step(talk, "take")
    assert one.step(talk, "pass", to="乙", text="写着的").status_code == 422
    there(rows, "乙")
    assert one.step(talk, "pass", to="乙").status_code == 303
    assert fresh(rows, talk).taken_by == "乙"

    other.step(talk, "pass", to="")
    assert fresh(rows, talk).handoff_status == "pending"


def test_what_somebody_left_behind_can_be_taken_by_another(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    there(rows, "甲", "乙")
    one.step(talk, "take")
    assert "甲 在接" in other.open().text
    Presence.gone(rows, "甲")
    rows.commit()

    assert "甲 接的，现在不在线" in other.open().text
    assert other.step(talk, "take").status_code == 303
    assert fresh(rows, talk).taken_by == "乙"


def test_when_it_is_closed_the_machine_says_so_and_answers_again(
    one: Advisor, other: Advisor, client: FlaskClient, rows: Session
) -> None:
    key = ask(client, "转人工")["conversation_id"]
    talk = rows.get_one(Conversation, key)
    one.step(talk, "take")
    assert other.step(talk, "close").status_code == 409
    assert one.step(talk, "close").status_code == 303
    heard = client.get(f"/api/v1/conversations/{key}/messages").get_json()

    assert heard["handoff"] == "resolved"
    assert "接下来还是小助手回答" in heard["items"][-1]["text"]
    assert ask(client, "尊老金", key)["replies"]
    assert "已经结束" in one.see(talk).text
    assert SAID not in one.see(talk).text


def test_a_conversation_that_asked_for_nobody_does_not_exist_here(
    one: Advisor, rows: Session
) -> None:
    talk = Conversation.begin(rows, now())
    rows.commit()

    for address in (f"/counter/inbox/{talk.id}", "/counter/inbox/None", "/counter/inbox/x"):
        assert one.open(address).status_code == 404
    assert one.send(f"/counter/inbox/{talk.id}/take").status_code == 404


def test_what_others_say_with_a_colleague_is_not_shown(
    one: Advisor, other: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    there(rows, "甲", "乙")
    one.step(talk, "take")
    for page in (other.see(talk).text, other.open().text):
        assert SAID not in page
        assert "82" not in page


def test_only_those_who_say_so_are_there_and_stay_so_while_they_look(
    one: Advisor, client: FlaskClient, rows: Session
) -> None:
    assert "没有工作人员在线" in str(ask(client, "转人工")["replies"])
    assert one.send("/counter/inbox/presence", there="1").status_code == 303
    assert "第 2 位" in str(ask(client, "转人工")["replies"])
    rows.get_one(Presence, "甲").seen_at = now() - timedelta(seconds=110)
    rows.commit()
    one.client.get("/counter/inbox/news", headers=FRAGMENT)
    rows.rollback()
    assert rows.get_one(Presence, "甲", populate_existing=True).seen_at > now() - timedelta(30)

    one.send("/counter/inbox/presence", there="0")
    assert "没有工作人员在线" in str(ask(client, "转人工")["replies"])


def test_asking_again_costs_nothing_until_something_is_new(one: Advisor, rows: Session) -> None:
    first = one.client.get("/counter/inbox/news", headers=FRAGMENT)
    mark = {**FRAGMENT, "If-None-Match": first.headers["ETag"]}
    assert "<h1" not in first.text
    assert one.client.get("/counter/inbox/news", headers=mark).status_code == 304
    talk = waiting(rows)
    assert "1 位在等" in one.client.get("/counter/inbox/news", headers=mark).text

    one.step(talk, "take")
    log = f"/counter/inbox/{talk.ref}/news"
    seen = one.client.get(log, headers=FRAGMENT)
    mark = {**FRAGMENT, "If-None-Match": seen.headers["ETag"]}
    assert one.client.get(log, headers=mark).status_code == 304
    fresh(rows, talk).say(rows, Sender.RESIDENT, "还有一句", now())
    rows.commit()
    assert "还有一句" in one.client.get(log, headers=mark).text


def test_the_part_that_asks_by_itself_is_no_page(one: Advisor, rows: Session) -> None:
    talk = waiting(rows)

    assert one.open("/counter/inbox/news").location == "/counter/inbox"
    assert one.open(f"/counter/inbox/{talk.ref}/news").location == f"/counter/inbox/{talk.ref}"


def test_every_step_is_recorded_without_a_word_of_what_was_said(
    one: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    for step in ("take", "reply", "close"):
        one.step(talk, step, text="您好")
    kept = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [(e.action, e.target) for e in kept] == [
        ("handoff.taken", talk.ref),
        ("handoff.replied", talk.ref),
        ("handoff.closed", talk.ref),
    ]
    assert all("82" not in str(e.after) and talk.id not in str(e.target) for e in kept)


def test_nobody_without_the_role_sees_any_of_it(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    talk = waiting(rows)
    app.config["WTF_CSRF_ENABLED"] = False
    for address in ("/counter/inbox", f"/counter/inbox/{talk.ref}", "/counter/inbox/callbacks"):
        assert client.get(address).status_code == 303
    assert client.post(f"/counter/inbox/{talk.ref}/take").status_code == 401
    assert fresh(rows, talk).taken_by is None
    sign_in(client, "editor")
    assert client.get(f"/counter/inbox/{talk.ref}").status_code == 200
