"""A turn of the conversation: what goes to Rasa, what never does, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Conversation, HandoffStatus, Message, Sender
from tests.web.fake_rasa import FakeRasa, running
from tests.web.talking import ask, send, texts
from web import create_app
from web.clock import now
from web.config import Settings

ID_NUMBER = "320705194001011234"
SOUNDS_URGENT = "我爸78，脑梗，嘴歪，手脚没劲"
MAYBE = "老人早上起来一只手端不住碗，能领什么"


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url, RASA_TOKEN="secret"))


def test_an_answer_of_the_bot_comes_through_whole(client: FlaskClient) -> None:
    answer = ask(client, "尊老金怎么领")

    assert answer["outcome"] == "answered"
    assert answer["refs"] == ["benefit:old_age_allowance"]
    assert answer["replies"][0]["cards"][0]["url"] == "/benefits/old_age_allowance"
    assert len(answer["conversation_id"]) >= 32


def test_a_button_never_carries_a_command_and_a_card_stays_here(client: FlaskClient) -> None:
    reply = ask(client, "尊老金怎么领")["replies"][0]

    assert [b["payload"] for b in reply["buttons"]] == ["尊老金，去哪办"]
    assert [c["id"] for c in reply["cards"]] == ["old_age_allowance"]


def test_the_conversation_goes_on_under_its_key(client: FlaskClient, rasa: FakeRasa) -> None:
    key = ask(client, "尊老金")["conversation_id"]

    assert ask(client, "去哪办", key)["conversation_id"] == key
    assert {heard["sender"] for heard in rasa.heard} == {key}


@pytest.mark.parametrize(
    "typed", ["/restart", "  /restart", "\\restart", "//restart", "\n/ restart"]
)
def test_a_slash_is_plain_text(client: FlaskClient, rasa: FakeRasa, typed: str) -> None:
    ask(client, typed)

    assert [heard["message"] for heard in rasa.heard] == ["restart"]


def test_an_intent_is_not_set_from_outside(client: FlaskClient, rasa: FakeRasa) -> None:
    ask(client, '/handoff{"memory": "x"}')

    assert [heard["message"] for heard in rasa.heard] == ['handoff{"memory": "x"}']


def test_a_lone_slash_is_not_sent_at_all(client: FlaskClient, rasa: FakeRasa) -> None:
    assert ask(client, "///")["outcome"] == "unknown"
    assert rasa.heard == []


def test_private_numbers_are_declined_and_never_stored(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    answer = ask(client, f"我的身份证{ID_NUMBER}能领什么")
    kept = rows.scalars(select(Message.text)).all()

    assert answer["outcome"] == "declined"
    assert rasa.heard == []
    assert ID_NUMBER not in "".join(kept)
    assert "〔身份证号〕" in kept[0]


def test_a_phone_number_is_masked_and_the_question_answered(
    client: FlaskClient, rasa: FakeRasa
) -> None:
    assert ask(client, "我电话13812345678，尊老金怎么领")["outcome"] == "answered"
    assert "13812345678" not in rasa.heard[0]["message"]


def test_an_emergency_is_nothing_but_120(client: FlaskClient, rasa: FakeRasa) -> None:
    answer = ask(client, "我爸突然晕倒了叫不醒")

    assert answer["outcome"] == "emergency"
    assert "120" in texts(answer)
    assert [r["buttons"] + r["cards"] for r in answer["replies"]] == [[]]
    assert rasa.heard == []


def test_an_emergency_is_answered_in_a_conversation_nobody_knows(client: FlaskClient) -> None:
    assert ask(client, "我爸没气了", "x" * 40)["outcome"] == "emergency"


def test_fraud_is_warned_of_and_rests_on_the_guide(client: FlaskClient, rasa: FakeRasa) -> None:
    answer = ask(client, "有人让我先交手续费才能领补贴")

    assert (answer["outcome"], answer["refs"]) == ("answered", ["guide:guide-fraud"])
    assert rasa.heard == []


def test_mistreatment_gets_110_and_the_way_to_complain(client: FlaskClient, rasa: FakeRasa) -> None:
    answer = ask(client, "养老院护工打老人，身上有伤")

    assert "110" in texts(answer)
    assert answer["refs"] == ["guide:guide-complaint"]
    assert rasa.heard == []


def test_despair_gets_kind_words_and_a_person(client: FlaskClient) -> None:
    answer = ask(client, "活着没意思，不想活了")

    assert "12345" in texts(answer)
    assert [b["payload"] for b in answer["replies"][0]["buttons"]] == ["转人工"]


def test_who_wants_a_person_is_put_into_the_queue(client: FlaskClient, rows: Session) -> None:
    answer = ask(client, "转人工")

    assert answer["outcome"] == "handoff"
    talk = rows.get_one(Conversation, answer["conversation_id"])
    assert talk.handoff_status is HandoffStatus.PENDING


def test_a_handoff_by_the_bot_is_one_too(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    rasa.answer = [{"custom": {"replies": [{"text": "x"}], "refs": [], "outcome": "handoff"}}]
    answer = ask(client, "随便说说")

    assert "没有工作人员在线" in texts(answer)
    assert rows.scalars(Conversation.waiting()).one().id == answer["conversation_id"]


def test_the_machine_is_silent_while_a_person_helps(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    key = ask(client, "转人工")["conversation_id"]
    talk = rows.get_one(Conversation, key)
    talk.handoff_status = HandoffStatus.OPEN
    rows.commit()
    answer = ask(client, "我妈八十二了", key)

    assert (answer["outcome"], answer["replies"], rasa.heard) == ("handoff", [], [])
    said = client.get(f"/api/v1/conversations/{key}/messages?after=2").get_json()
    assert [m["text"] for m in said["items"]] == ["我妈八十二了"]
    assert ask(client, "她没呼吸了", key)["outcome"] == "emergency"


def test_an_advisors_words_come_through_the_messages(client: FlaskClient, rows: Session) -> None:
    key = ask(client, "转人工")["conversation_id"]
    talk = rows.get_one(Conversation, key)
    talk.say(rows, Sender.ADVISOR, "您好，我来帮您", now())
    rows.commit()

    said = client.get(f"/api/v1/conversations/{key}/messages?after=2").get_json()
    assert [(m["sender"], m["text"]) for m in said["items"]] == [("advisor", "您好，我来帮您")]
    assert said["handoff"] == "pending"


def test_forgetting_leaves_nothing_with_us_or_with_rasa(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    key = ask(client, "尊老金")["conversation_id"]

    assert client.delete(f"/api/v1/conversations/{key}").status_code == 204
    assert rows.scalars(select(Message)).all() == []
    assert any(line.startswith(f"PUT /conversations/{key}") for line in rasa.requests)
    assert send(client, "还在吗", key).status_code == 404


def test_what_is_forgotten_while_rasa_thinks_is_not_kept(
    client: FlaskClient, app: APIFlask, rasa: FakeRasa, rows: Session
) -> None:
    from web.chat import keeping
    from web.chat.keeping import Said

    with app.app_context():
        from web.db import session

        assert keeping.add(session(), "y" * 40, [Said("resident", "晚了")], now(), False) is None
    assert rows.scalars(select(Message)).all() == []


def test_the_journal_says_how_it_went_and_never_what_was_said(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.post("/api/v1/chat", json={"message": "尊老金"})
    line = capsys.readouterr().out

    assert f'"request": "{answer.headers["X-Request-ID"]}"' in line
    assert '"outcome": "answered"' in line
    assert "尊老金" not in line
    assert "secret" not in line


def test_old_conversations_are_purged(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    from datetime import timedelta

    key = ask(client, "尊老金")["conversation_id"]
    rows.get_one(Conversation, key).last_at = now() - timedelta(days=31)
    rows.commit()
    fresh = ask(client, "托育")["conversation_id"]
    result = app.test_cli_runner().invoke(args=["purge"])

    assert "conversation：1" in result.output
    assert rows.scalars(select(Conversation.id)).all() == [fresh]


def test_what_may_be_danger_is_asked_about_and_the_answer_stands_below(
    client: FlaskClient, rasa: FakeRasa
) -> None:
    answer = ask(client, MAYBE)

    assert answer["outcome"] == "answered"
    assert answer["replies"][0]["buttons"][0]["title"] == "是急事"
    assert answer["replies"][1]["cards"][0]["id"] == "old_age_allowance"
    assert [heard["message"] for heard in rasa.heard] == [MAYBE]


def test_pressing_that_it_is_urgent_brings_120(client: FlaskClient) -> None:
    asked = ask(client, MAYBE)
    payload = asked["replies"][0]["buttons"][0]["payload"]

    assert ask(client, payload, asked["conversation_id"])["outcome"] == "emergency"


def test_what_only_sounds_urgent_goes_on_with_the_question_as_asked(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    first = ask(client, SOUNDS_URGENT)
    (button,) = first["replies"][0]["buttons"]
    assert (first["outcome"], button["title"]) == ("emergency", "不急，接着问")
    assert rasa.heard == []

    answer = ask(client, button["payload"], first["conversation_id"])
    assert answer["outcome"] == "answered"
    assert [each["message"] for each in rasa.heard] == [SOUNDS_URGENT]
    assert rasa.heard[0]["metadata"] == {"calm": True, "lang": "zh_Hans"}
    assert button["payload"] in rows.scalars(select(Message.text)).all()


@pytest.mark.parametrize("text", ["我爸没气了", "我爸突然晕倒了叫不醒"])
def test_what_the_rules_name_is_not_waved_away(
    client: FlaskClient, rasa: FakeRasa, text: str
) -> None:
    assert ask(client, text)["replies"][0]["buttons"] == []
    assert ask(client, f"不急，接着问：{text}")["outcome"] == "emergency"
    assert rasa.heard == []


def test_a_number_in_an_urgent_question_is_not_in_its_button(client: FlaskClient) -> None:
    (button,) = ask(client, f"{SOUNDS_URGENT}，身份证{ID_NUMBER}")["replies"][0]["buttons"]

    assert ID_NUMBER not in button["payload"]
    assert ask(client, f"不急，接着问：{ID_NUMBER}能领什么")["outcome"] == "declined"
