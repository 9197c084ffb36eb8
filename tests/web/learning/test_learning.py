"""What was not known becomes an example in one press, is let go or taken back; each by an editor, on the record."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Conversation, Heard, Saying, SayingState, Why
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import now

LIST = "/counter/learning"
TEXT = "俺妈八十那个钱咋还没到账"


@pytest.fixture
def editor(client: FlaskClient) -> FlaskClient:
    sign_in(client, "editor")
    return client


@pytest.fixture
def saying(rows: Session) -> Saying:
    return heard(rows, TEXT, Why.MISSED)


def heard(rows: Session, text: str, *whys: Why) -> Saying:
    found = Saying.of(rows, text)
    assert found is not None
    rows.add_all(Heard(saying_id=found.id, why=why, at=now()) for why in whys)
    rows.commit()
    return found


def press(client: FlaskClient, saying: Saying, **said: str) -> TestResponse:
    sent = {"csrf_token": token(client, LIST), "was": "open", **said}
    return client.post(f"{LIST}/{saying.id}", data=sent)


def kept(rows: Session, saying: Saying) -> Saying:
    rows.expire_all()
    return rows.get_one(Saying, saying.id)


def test_one_press_makes_an_example_of_it(
    editor: FlaskClient, rows: Session, saying: Saying
) -> None:
    answer = press(editor, saying, teach="old_age_allowance")
    made = kept(rows, saying)

    assert (answer.status_code, "done=" in answer.location) == (303, True)
    assert "放进要教的了" in editor.get(answer.location).text
    assert (made.state, made.entry, made.topic, made.phrase) == (
        SayingState.PROPOSED, "old_age_allowance", "ask/old_age_allowance", TEXT,
    )  # fmt: skip
    patch = editor.get(f"{LIST}/proposal.patch").text
    assert f"\n+  - {TEXT}\n" in patch
    assert "benefits/old_age_allowance.yml" in patch


def test_what_was_done_is_on_the_record_and_the_sentence_is_not(
    editor: FlaskClient, rows: Session, saying: Saying
) -> None:
    press(editor, saying, teach="out_of_scope")
    press(editor, saying, was="proposed", decision="reopen")
    press(editor, saying, decision="dismiss")
    entries = rows.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [each.action for each in entries] == [
        "saying.proposed", "saying.open", "saying.dismissed",
    ]  # fmt: skip
    assert {each.target for each in entries} == {f"saying:{saying.id}"}
    assert TEXT not in str([(each.before, each.after) for each in entries])
    assert (kept(rows, saying).state, kept(rows, saying).phrase) == (SayingState.DISMISSED, None)


def test_the_list_is_filtered_and_the_most_frequent_come_first(
    editor: FlaskClient, rows: Session
) -> None:
    heard(rows, "少问的一句", Why.MISSED)
    heard(rows, "常问的一句", Why.MISSED, Why.MISSED, Why.DOWN)
    heard(rows, "没帮上的一句", Why.DOWN, Why.DOWN)
    page, down = editor.get(LIST).text, editor.get(f"{LIST}?why=down").text

    assert page.index("常问的一句") < page.index("没帮上的一句") < page.index("少问的一句")
    assert "没听懂 2 次" in page
    assert down.index("没帮上的一句") < down.index("常问的一句")
    assert "少问的一句" not in down
    assert "常问的一句" not in editor.get(f"{LIST}?state=dismissed").text
    assert list(faults(page)) == []


@pytest.mark.parametrize("query", ["state=x&why=y&page=z", "page=-3", "page=99999999999", "done=x"])
def test_a_filter_that_makes_no_sense_is_none(editor: FlaskClient, query: str) -> None:
    assert editor.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"decision": "propose", "entry": "nowhere", "phrase": "好好的一句话"}, "说的是哪一样"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "？"}, "2 到 60 个字"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "长" * 61}, "2 到 60 个字"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "打13812345678问"}, "遮掉的号码"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "〔电话号码〕咋没人接"}, "遮掉的号码"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "[钱](money)几时到"}, "方括号"),
        ({"decision": "propose", "entry": "out_of_scope", "phrase": "尊老金是满80周岁才有吗？"}, "已经在教了：尊老金"),
        ({"decision": "perhaps"}, "教还是不教"),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_taught_is_asked_again(
    editor: FlaskClient, rows: Session, saying: Saying, said: dict[str, str], says: str
) -> None:
    answer = press(editor, saying, **said)

    assert (answer.status_code, says in answer.text) == (422, True)
    assert list(faults(answer.text)) == []
    assert kept(rows, saying).state is SayingState.OPEN


def test_the_second_of_two_editors_is_told(
    editor: FlaskClient, rows: Session, saying: Saying
) -> None:
    press(editor, saying, decision="dismiss")
    late = press(editor, saying, teach="out_of_scope")

    assert (late.status_code, "刚才已经有人处理了" in late.text) == (409, True)
    assert kept(rows, saying).state is SayingState.DISMISSED


def test_nothing_to_teach_is_no_trial(editor: FlaskClient) -> None:
    answer = editor.post(f"{LIST}/trial", data={"csrf_token": token(editor, LIST)})

    assert (answer.status_code, "先选几句" in answer.text) == (422, True)


def test_only_an_editor_opens_it(app: APIFlask, saying: Saying) -> None:
    advisor = app.test_client()
    sign_in(advisor, "advisor")
    for address in (LIST, f"{LIST}/{saying.id}", f"{LIST}/proposal", f"{LIST}/proposal.patch"):
        assert advisor.get(address).status_code == 403, address
    assert app.test_client().get(LIST).status_code == 303


def test_the_menu_leads_there(editor: FlaskClient) -> None:
    assert f'href="{LIST}"' in editor.get("/counter/corrections").text


def test_a_number_that_is_none_is_not_found(editor: FlaskClient) -> None:
    for number in (0, 1, 2**31, 2**70):
        assert editor.get(f"{LIST}/{number}").status_code == 404


def test_whoever_clears_a_conversation_takes_back_what_only_they_said(
    rows: Session, saying: Saying
) -> None:
    mine, other = (Conversation.begin(rows, now(), "zh") for _ in range(2))
    only = heard(rows, "只有我这样问", Why.MISSED)
    for row in rows.scalars(select(Heard).where(Heard.saying_id == only.id)):
        row.conversation_id = mine.id
    rows.add(Heard(saying_id=saying.id, why=Why.DOWN, conversation_id=mine.id, at=now()))
    rows.add(Heard(saying_id=saying.id, why=Why.DOWN, conversation_id=other.id, at=now()))
    rows.commit()
    Heard.forget(rows, mine.id)
    rows.commit()

    assert [each.id for each in rows.scalars(select(Saying))] == [saying.id]
    assert rows.query(Heard).count() == 2
