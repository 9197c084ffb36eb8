"""A local figure on the screen: one proposes, another approves, then it speaks everywhere; and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Overlay, OverlayProposal, ProposalState
from tests.staff_client import add_staff, sign_in
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults, parse
from tests.web.overlays.conftest import Begun
from web.clock import now, today

HOME = "/counter/overlays"
AMOUNT = f"{HOME}/figures/amount/old_age_allowance"
BAND = "80–89 周岁"
TYPED = {
    "part": BAND, "label": BAND, "min": "60", "max": "60", "unit": "CNY/month", "form": "cash",
    "source": "连民发〔2026〕9 号", "where_found": "https://example.gov.cn/9", "until": "",
}  # fmt: skip


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    return signed_in(app, "editor", "提的人")


@pytest.fixture
def second(app: APIFlask) -> FlaskClient:
    return signed_in(app, "editor", "批的人")


def signed_in(app: APIFlask, role: str, name: str) -> FlaskClient:
    client = app.test_client()
    sign_in(client, role, name)
    return client


def hidden(page: str) -> dict[str, str]:
    fields = parse(page).iter("input")
    return {f.get("name") or "": f.get("value") or "" for f in fields if f.get("type") == "hidden"}


def look(client: FlaskClient, **typed: str) -> TestResponse:
    return fill(client, AMOUNT, **(TYPED | {"from_day": today().isoformat()} | typed))


def fill(client: FlaskClient, figure: str, query: str = "", **typed: str) -> TestResponse:
    """The form, filled in and looked at."""
    address = f"{figure}/change"
    sent = hidden(client.get(address + query).text) | {"step": "look", **typed}
    return client.post(address, data=sent)


def go_on(client: FlaskClient, figure: str, looked: TestResponse, **typed: str) -> TestResponse:
    sent = typed | hidden(looked.text) | {"step": "propose"}
    return client.post(f"{figure}/change", data=sent)


def propose(client: FlaskClient, **typed: str) -> TestResponse:
    whole = TYPED | {"from_day": today().isoformat()} | typed
    return go_on(client, AMOUNT, look(client, **typed), **whole)


def approve(client: FlaskClient, proposal: str) -> TestResponse:
    sent = hidden(client.get(proposal).text)
    return client.post(f"{proposal}/approve", data=sent)


def decline(client: FlaskClient, proposal: str, reason: str) -> TestResponse:
    sent = hidden(client.get(proposal).text)
    return client.post(f"{proposal}/decline", data={**sent, "reason": reason})


def all_of(rows: Session, what: Any) -> list[Any]:
    rows.expire_all()
    return list(rows.scalars(select(what)))


def allowance(client: FlaskClient) -> str:
    return client.get("/benefits/old_age_allowance").text


def test_one_proposes_another_approves_and_it_speaks_at_once(
    app: APIFlask, client: FlaskClient, editor: FlaskClient, second: FlaskClient, rows: Session,
    begun: Begun,
) -> None:  # fmt: skip
    elsewhere = signed_in(app, "advisor", "柜台")
    looked = look(editor)
    assert looked.status_code == 200
    assert "每月 60 元" in looked.text
    assert all_of(rows, OverlayProposal) == []

    answer = propose(editor)
    assert answer.status_code == 303
    assert "每月 60 元" not in allowance(client)
    assert begun == []
    assert "提的人" in second.get(HOME).text

    assert approve(second, answer.location).status_code == 303
    assert "每月 60 元" in allowance(client)
    told = client.get("/api/v1/benefits/old_age_allowance").text
    assert "连民发〔2026〕9 号" in told
    assert "每月 60 元" in elsewhere.get(AMOUNT).text
    stated = all_of(rows, Overlay)[0]
    assert (stated.entered_by, stated.source_url) == ("提的人", "https://example.gov.cn/9")
    assert begun == [("cases", "rescreen")]
    actions = [entry.action for entry in all_of(rows, AuditEntry)]
    assert actions == ["overlay.proposed", "overlay.stated", "overlay.approved"]


def test_who_is_affected_is_counted_over_the_kept_cases(
    app: APIFlask, editor: FlaskClient, rows: Session
) -> None:
    born = f"{today().year - 83}-01-02"
    opened = Advisor(app, "甲").send(
        "/counter/cases/new", alias="王阿姨", consent="1", private="1", save="1",
        **{"p0-applicant": "resident", "p0-birth_date": born, "p0-local_hukou": "true"},
    )  # fmt: skip
    assert opened.status_code == 303, opened.text

    page = look(editor).text
    assert "1 件个案的结果会变，一共看了 1 件" in page
    assert "王阿姨" not in page


def test_nobody_approves_what_they_proposed(
    client: FlaskClient, editor: FlaskClient, rows: Session
) -> None:
    answer = propose(editor)
    page = editor.get(answer.location).text
    assert "要由另一位" in page
    refused = approve(editor, answer.location)

    assert refused.status_code == 409
    assert "另一个人批准" in refused.text
    assert all_of(rows, Overlay) == []
    assert "每月 60 元" not in allowance(client)


def test_the_table_itself_refuses_two_eyes(app: APIFlask, rows: Session) -> None:
    own = add_staff(app, "editor").id
    rows.add(
        OverlayProposal(
            once="x", kind="hours", target="desk", value={}, stood={}, source="无", author_id=own,
            from_day=today(), made_at=now(), state=ProposalState.APPROVED, decided_by_id=own,
            decided_at=now(),
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError, match=r"four_eyes|CHECK"):
        rows.flush()
    rows.rollback()


def test_two_who_decide_at_once_write_one_thing(
    app: APIFlask, editor: FlaskClient, second: FlaskClient, rows: Session
) -> None:
    answer = propose(editor)
    third = signed_in(app, "admin", "第三人")
    sent = hidden(third.get(answer.location).text)
    assert approve(second, answer.location).status_code == 303

    late = third.post(f"{answer.location}/approve", data=sent)
    assert late.status_code == 409
    assert "批的人" in late.text
    assert len(all_of(rows, Overlay)) == 1


def test_what_changed_meanwhile_is_looked_at_again_before_it_is_approved(
    app: APIFlask, editor: FlaskClient, second: FlaskClient, rows: Session
) -> None:
    first = propose(editor).location
    desk = f"{HOME}/figures/hours/desk"
    typed = {
        "spans": "08:30-12:00", "source": "中心通知", "where_found": "2026 年 3 号",
        "from_day": today().isoformat(), "until": "",
    }  # fmt: skip
    other = go_on(editor, desk, fill(editor, desk, **typed), **typed).location
    seen = hidden(second.get(first).text)
    assert approve(second, other).status_code == 303

    stale = second.post(f"{first}/approve", data=seen)
    assert stale.status_code == 409
    assert "变过了" in stale.text
    assert approve(second, first).status_code == 303
    assert len(all_of(rows, Overlay)) == 2


def test_the_same_form_twice_is_one_proposal_and_a_second_waits_its_turn(
    editor: FlaskClient, second: FlaskClient, rows: Session
) -> None:
    whole = TYPED | {"from_day": today().isoformat()}
    looked = look(editor)
    one, two = (go_on(editor, AMOUNT, looked, **whole) for _ in range(2))
    assert one.location == two.location

    other = propose(second, min="70", max="70")
    assert other.status_code == 409
    assert "等批准" in other.text
    assert 'value="70"' in other.text
    assert len(all_of(rows, OverlayProposal)) == 1


def test_what_was_declined_stays_with_why_and_may_be_proposed_anew(
    editor: FlaskClient, second: FlaskClient, rows: Session
) -> None:
    answer = propose(editor)
    empty = decline(second, answer.location, "")
    assert (empty.status_code, "写一句话" in empty.text) == (422, True)
    assert decline(second, answer.location, "文号不对").status_code == 303

    assert "文号不对" in editor.get(answer.location).text
    again = propose(editor)
    assert again.status_code == 303
    assert decline(editor, again.location, "打错了").status_code == 303
    states = [each.state for each in all_of(rows, OverlayProposal)]
    assert states == [ProposalState.DECLINED, ProposalState.WITHDRAWN]


def test_it_is_taken_back_and_put_back_with_the_whole_history(
    client: FlaskClient, editor: FlaskClient, second: FlaskClient, rows: Session
) -> None:
    approve(second, propose(editor).location)
    number = all_of(rows, Overlay)[0].id
    why = {
        "source": "文件废止", "where_found": "连民发〔2026〕10 号", "from_day": today().isoformat(),
        "part": BAND,
    }  # fmt: skip
    ending = fill(editor, AMOUNT, f"?ends={number}", **why)
    assert ending.status_code == 200, ending.text
    ended = go_on(editor, AMOUNT, ending, **why)
    assert ended.status_code == 303
    assert "每月 60 元" in allowance(client)
    approve(second, ended.location)
    assert "每月 60 元" not in allowance(client)

    back = fill(editor, AMOUNT, f"?again={number}&part={BAND}", **why, until="")
    answer = go_on(editor, AMOUNT, back, **why, until="")
    assert approve(second, answer.location).status_code == 303
    assert "每月 60 元" in allowance(client)
    history = second.get(AMOUNT).text
    assert "已撤回" in history
    assert history.count("批准：批的人") >= 2
    assert list(faults(history)) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"min": "很多"}, "min"),
        ({"min": "80", "max": "60"}, "min"),
        ({"source": ""}, "要写依据"),
        ({"where_found": ""}, "文号"),
        ({"where_found": "https:// 空 格"}, "写全"),
        ({"from_day": "明天"}, "2027-01-01"),
        ({"label": "没有这一档", "part": "没有这一档"}, "没有这一档"),
        ({"unit": "元"}, "unit"),
    ],
    ids=str,
)
def test_what_cannot_stand_comes_back_with_the_field_and_what_was_typed(
    editor: FlaskClient, rows: Session, wrong: dict[str, str], says: str
) -> None:
    answer = look(editor, **wrong)

    assert answer.status_code == 422, answer.text
    assert says in answer.text
    assert "连民发〔2026〕9 号" in answer.text or "source" in wrong
    assert list(faults(answer.text)) == []
    assert all_of(rows, OverlayProposal) == []


@pytest.mark.parametrize(
    ("figure", "typed", "says"),
    [
        ("hotline/12345", {"name": "12345 热线", "purpose": "养老托育都能问"}, "养老托育都能问"),
        ("office/civil_affairs", {"phone": "0518-85000009"}, "0518-85000009"),
        ("tariff/electricity", {"rate": "institution_below_1kv", "price": "0.55"}, "0.55"),
        ("hours/desk", {"spans": "08:30-12:00,14:00-17:30"}, "08:30"),
        (
            "bands/old_age_allowance",
            {"unit": "CNY/month", "form": "cash", "b0-label": BAND, "b0-min": "60", "b0-max": "60"},
            "每月 60 元",
        ),
    ],
)  # fmt: skip
def test_every_kind_goes_the_same_way(
    editor: FlaskClient, second: FlaskClient, rows: Session, figure: str, typed: dict[str, str],
    says: str,
) -> None:  # fmt: skip
    address = f"{HOME}/figures/{figure}"
    whole = typed | {
        "source": "区里答复", "where_found": "某科 2026-11-20 答复",
        "from_day": today().isoformat(), "until": "",
    }  # fmt: skip
    query = f"?part={typed['rate']}" if "rate" in typed else ""
    looked = fill(editor, address, query, **whole)
    assert looked.status_code == 200, looked.text
    assert list(faults(looked.text)) == []
    answer = go_on(editor, address, looked, **whole)
    assert answer.status_code == 303
    assert approve(second, answer.location).status_code == 303

    page = second.get(address.replace("/bands/", "/amount/")).text
    assert says in page
    assert "区里答复，某科 2026-11-20 答复" in page
    assert len(all_of(rows, Overlay)) == 1


def test_an_advisor_looks_and_proposes_nothing(app: APIFlask, editor: FlaskClient) -> None:
    advisor = signed_in(app, "advisor", "柜台")
    waiting = propose(editor).location

    assert advisor.get(HOME).status_code == 200
    assert advisor.get(waiting).status_code == 200
    assert "核过依据" not in advisor.get(waiting).text
    assert advisor.get(f"{AMOUNT}/change").status_code == 403
    assert approve(advisor, waiting).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/figures/amount/nothing", "/figures/nothing/desk", "/figures/nothing/desk/change",
        "/proposals/99999", "/figures/amount/old_age_allowance/change?again=99999",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(editor: FlaskClient, address: str) -> None:
    assert editor.get(HOME + address).status_code == 404
