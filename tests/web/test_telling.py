"""说说情况: what was heard comes back to be mended, and nothing is kept before it is sent."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Checkup
from tests.web.checks import Visitor
from tests.web.lint import faults
from tests.web.talking import ask

TEXT = "我妈82岁，海州区户口，低保"
SOUNDS_URGENT = "我爸78，脑梗，嘴歪，手脚没劲"
MAYBE = "我妈82岁，高血压糖尿病，走不动"


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def people(rows: Session) -> list[dict]:
    return rows.scalars(select(Checkup)).one().state["people"]


def heard(**given: str) -> dict[str, str]:
    return {"p0-applicant": "resident", "p0-label": "我妈", **given}


def test_what_was_heard_comes_back_and_nothing_is_kept(visitor: Visitor, rows: Session) -> None:
    visitor.send("/check/tell", text=TEXT)

    assert (
        'name="p0-age" type="text" inputmode="numeric" maxlength="60" autocomplete="off" value="82"'
        in visitor.text
    )
    assert "我妈" in visitor.text
    assert list(faults(visitor.text)) == []
    assert rows.scalars(select(Checkup)).all() == []


def test_mended_facts_are_kept_and_asking_goes_on(visitor: Visitor, rows: Session) -> None:
    visitor.send("/check/tell", text=TEXT)
    visitor.send("/check/facts", **heard(**{"p0-age": "83", "p0-age-there": "1"}))

    assert visitor.path.startswith("/check/questions/")
    assert people(rows)[0]["answers"] == {"applicant": "resident", "age": 83}
    assert people(rows)[0]["label"] == "我妈"


@pytest.mark.parametrize("agreed", [True, False])
def test_sensitive_facts_are_kept_only_with_a_tick(
    visitor: Visitor, rows: Session, agreed: bool
) -> None:
    visitor.send("/check/tell", text=TEXT)
    assert "同意用这几条比较私密的" in visitor.text
    sent = {"p0-income_status": "low_income_allowance", "p0-income_status-there": "1"}
    visitor.send("/check/facts", **heard(**sent), **({"consent": "yes"} if agreed else {}))

    assert ("income_status" in people(rows)[0]["answers"]) is agreed
    assert people(rows)[0]["consent"] is (True if agreed else None)


def test_a_bad_field_comes_back_with_its_value(visitor: Visitor, rows: Session) -> None:
    visitor.send("/check/facts", **heard(**{"p0-age": "很老", "p0-age-there": "1"}))

    assert visitor.page.status_code == 422
    assert 'value="很老"' in visitor.text
    assert "年龄：要填整数" in visitor.text
    assert list(faults(visitor.text)) == []
    assert rows.scalars(select(Checkup)).all() == []


def test_several_people_in_one_text_are_several_people(visitor: Visitor, rows: Session) -> None:
    visitor.send("/check/tell", text="我妈82岁，家里还有个一岁半的孩子，都在海州区")

    assert 'name="p0-age"' in visitor.text
    assert 'name="p1-child_age_months"' in visitor.text


def test_a_text_without_anybody_is_kept_to_be_mended(visitor: Visitor) -> None:
    visitor.send("/check/tell", text="你好呀")

    assert visitor.page.status_code == 422
    assert "没听出是替谁问的" in visitor.text
    assert ">你好呀</textarea>" in visitor.text


def test_danger_comes_before_everything(visitor: Visitor) -> None:
    visitor.send("/check/tell", text="我爸摔倒了叫不醒")

    assert "120" in visitor.text.split("</h1>")[1][:400]


@pytest.mark.parametrize(
    "text", ["你好 32070519450101123X", "我妈82岁，海州户口，32070519450101123X"]
)
def test_a_private_number_is_refused_and_not_shown_again(visitor: Visitor, text: str) -> None:
    visitor.send("/check/tell", text=text)

    assert visitor.page.status_code == 422
    assert "这里不收身份证号" in visitor.text
    assert "〔身份证号〕</textarea>" in visitor.text
    assert "32070519450101123" not in visitor.text
    assert list(faults(visitor.text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "我爸摔倒了叫不醒",
        "有人让我先交手续费才能领补贴",
        "活着没意思，不想活了",
        "养老院护工打老人，身上有伤",
        SOUNDS_URGENT,
    ],
)
def test_danger_is_answered_as_in_the_chat(
    visitor: Visitor, client: FlaskClient, text: str
) -> None:
    visitor.send("/check/tell", text=text)
    chat = ask(client, text)

    for reply in chat["replies"]:
        for line in reply["text"].splitlines():
            assert line in visitor.text
        for each in (*reply["buttons"], *reply["cards"]):
            assert each["title"] in visitor.text
    assert list(faults(visitor.text)) == []


def test_what_only_sounds_urgent_goes_on_with_the_question_as_asked(visitor: Visitor) -> None:
    visitor.send("/check/tell", text=SOUNDS_URGENT)
    on = f"不急，接着问：{SOUNDS_URGENT}"

    assert f'value="{on}"' in visitor.text
    visitor.send("/check/tell", text=on)
    assert "听到了这些" in visitor.text
    assert "120" not in visitor.text.split("</h1>")[1].split("<footer")[0]


def test_what_may_be_danger_is_asked_about_above_what_was_heard(visitor: Visitor) -> None:
    visitor.send("/check/tell", text=MAYBE)

    assert "您是不是遇到急事了" in visitor.text
    assert 'value="82"' in visitor.text
    assert list(faults(visitor.text)) == []
