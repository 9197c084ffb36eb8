"""Every page behind the sign-in that opens with a plain link, with something real on each list and in each address.

A page with a place in its address needs an entry in `filled`; without one the tests fail and name it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from apiflask import APIFlask
from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from knowledge.overlays import Overlay
from models import (
    Base,
    Callback,
    CaseChange,
    ClientCase,
    Feedback,
    FeedbackKind,
    Heard,
    ImportStep,
    Indicator,
    Kind,
    ListState,
    Merged,
    Moderation,
    OverlayProposal,
    PeopleScreening,
    Presence,
    ProposalState,
    Provider,
    ProviderImport,
    ProviderReport,
    Review,
    Saying,
    SayingState,
    Trial,
    Why,
)
from models.checkup import new_key
from tests.models.rows import a_provider
from tests.staff_client import add_staff
from tests.web.addresses import BEHIND_THE_SIGN_IN
from tests.web.inbox.desk import SAID, Advisor, waiting
from tests.web.stats.rows import a_month
from web.clock import now, today
from web.imports.door import IMPORTS
from web.overlays import stating

VIEWER = "某admin"  # whom `sign_in(client, "admin")` signs in
# Parts of pages, a file, and what only a stranger sees.
NO_PAGES = (
    "staff.sign_in",
    "inbox.news",
    "inbox.log",
    "lists.news",
    "imports.news",
    "learning.news",
    "learning.download",
    "imports.report",
    "cases.export_json",
    "overlays.start",
    "stats.desk_file",
)
COUNTED = ("added", "updated", "unchanged", "skipped", "undecided", "rejected", "vanished")
CASE = {
    "alias": "王阿姨", "contact": "0518-12345678", "consent": "1", "private": "1", "notes": "下周再来",
    "p0-applicant": "resident", "p0-birth_date": "1947-07-03", "p0-local_hukou": "true",
    "p0-living": "alone", "p1-applicant": "child", "p1-child_birth_month": "2026-03", "save": "1",
}  # fmt: skip

BAND = {"label": "80–89 周岁", "min": 60, "max": 60, "unit": "CNY/month", "form": "cash"}
RESTS_ON: dict[str, Any] = {"source": "连民发〔2026〕9 号", "from_day": today()}
PROPOSED: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("amount", "old_age_allowance", BAND),
    ("bands", "old_age_allowance", {"bands": [BAND]}),
    ("hotline", "12345", {"name": "热线", "purpose": "问养老托育"}),
    ("tariff", "electricity", {"rate": "institution_below_1kv", "price": 0.55}),
    ("hours", "desk", {"spans": "09:00-12:00"}),
    ("office", "civil_affairs", {"phone": "0518-85000009"}),
)


def behind(app: APIFlask) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if r.rule.startswith(BEHIND_THE_SIGN_IN)]


def staff_pages(app: APIFlask, rows: Session) -> list[str]:
    """Their addresses, once every list has something on it."""
    places = filled(app, rows)
    rules = [r for r in behind(app) if "GET" in (r.methods or ()) and r.endpoint not in NO_PAGES]
    with app.test_request_context():
        return sorted({address for rule in rules for address in _addresses(rule, places)})


def filled(app: APIFlask, rows: Session) -> Mapping[str, list[dict[str, str]]]:
    """What stands in the places of an address, by blueprint: one entry for each state worth looking at."""
    viewer, other = (add_staff(app, role).id for role in ("admin", "editor"))
    _state(app, rows, viewer)
    case = _case(app, rows)
    talks = [waiting(rows, SAID, "那个啥咋弄") for _ in range(4)]
    for talk, whose in zip(talks[1:], (VIEWER, "乙", "丙"), strict=True):
        talk.take_over(rows, whose)
    Presence.seen(rows, VIEWER, now())
    Presence.seen(rows, "乙", now())
    rows.add(Callback(contact="0518-12345678", about="想问尊老金", asked_at=now()))
    rows.add_all(_lists())
    imports = list(_imports(viewer))
    rows.add_all(imports)
    _show(app, imports)
    places = [_place(kind) for kind in Kind]
    twins = [_place(Kind.ELDERCARE) for _ in range(2)]
    rows.add_all([*places, *twins])
    rows.flush()
    rows.add(Merged(dropped_id=twins[0].id, kept_id=places[0].id, staff_id=viewer, at=now()))
    rows.add_all(_said_of(*places))
    sayings = list(_sayings(rows, viewer))
    rows.add(_trial(viewer))
    figures = list(_figures(rows, viewer, other))
    rows.add(_yearly())
    a_month(rows, today().replace(day=1))
    rows.commit()
    return {
        "cases": [{"key": case.id}],
        "imports": [{"key": each.id} for each in imports],
        "upkeep": [{"provider_id": str(each.id)} for each in places],
        "learning": [{"saying_id": str(each.id)} for each in sayings],
        "inbox": [{"ref": str(talk.ref)} for talk in talks],
        "overlays": figures,
    }


def _sayings(rows: Session, staff_id: int) -> Iterator[Saying]:
    """One in each state: heard in both ways, to be taught, let go."""
    states = ("八十岁那个钱俺妈咋还没到账", "电动车棚有没有补贴", "喂喂喂听得见不")
    for state, text in zip(SayingState, states, strict=True):
        saying = Saying.of(rows, text)
        assert saying is not None
        down = {"why": Why.DOWN, "reason": "wrong", "answered": "benefit:old_age_allowance"}
        rows.add_all(Heard(saying_id=saying.id, at=now(), **g) for g in ({"why": Why.MISSED}, down))
        if state is not SayingState.OPEN:
            taught = {"entry": "out_of_scope", "topic": "out_of_scope", "phrase": text}
            saying.decide(state, staff_id, now(), **taught)
        yield saying


def _trial(staff_id: int) -> Trial:
    """One that is done, with something better and something worse."""
    counts = {"right": 398, "reached": 416, "wrong": 9}
    told = {
        "registers": [
            {"name": name, "of": 431, "before": counts, "after": {**counts, "wrong": 8}}
            for name in ("written", "indirect", "real")
        ],
        "strange": {"of": 180, "before": 12, "after": 11},
        "moved": [{"id": "old_age_allowance", "better": 2, "worse": 1}],
        "proposed": [
            {"text": "电动车棚有没有补贴", "label": "out_of_scope", "before": "ask/old_age_allowance",
             "after": "out_of_scope"}
        ],
        "seconds": 14.1,
    }  # fmt: skip
    times = {"handed_in_at": now(), "ended_at": now(), "delete_at": now() + timedelta(days=180)}
    who = {"staff": VIEWER, "staff_id": staff_id}
    return Trial(id=new_key(), state=ListState.DONE, proposed=[], told=told, **times, **who)


def _place(kind: Kind) -> Provider:
    return a_provider(kind=kind, name=f"松鹤{kind}", phone="0518-85000001", capacity=80)


def _yearly() -> Indicator:
    said = {"name": "每千人口拥有 3 岁以下婴幼儿托位数", "value": Decimal("4.1"), "unit": "个"}
    return Indicator(year=2025, source="市统计公报", entered_at=now(), **said)


def _said_of(elder_home: Provider, nursery: Provider) -> Iterator[Base]:
    """A correction, a report, and reviews in every state there is something to do about."""
    about = {"kind": FeedbackKind.CORRECTION, "target": f"provider:{elder_home.id}"}
    yield Feedback(**about, field="phone", value="0518-85000002", reason="没人接", created_at=now())
    figures = {"capacity": "80", "vacancies": "5", "fee_min": "1800", "fee_unit": "CNY/month"}
    day = {"reported_on": today(), "created_at": now()}
    yield ProviderReport(provider_id=elder_home.id, link_key="k", figures=figures, **day)
    review = {"provider_id": nursery.id, "stars": 4, "words": "老师耐心", "written_on": today()}
    yield Review(**review)
    yield Review(**review, state=Moderation.SHOWN)
    yield Review(**review, state=Moderation.SHOWN, reply="谢谢您", reply_state=Moderation.WAITING)


def _case(app: APIFlask, rows: Session) -> ClientCase:
    """A client with two people, things to do, and news of both kinds."""
    advisor = Advisor(app, "甲")
    answer = advisor.send("/counter/cases/new", **CASE)
    assert answer.status_code == 303, answer.text
    key = answer.location.rsplit("/", 1)[1]
    late = (today() - timedelta(days=1)).isoformat()
    advisor.send(f"/counter/cases/{key}/tasks", says="给王阿姨回电话", due=late)
    case = rows.get_one(ClientCase, key)
    rows.add_all(_change(case, gained) for gained in (True, False))
    return case


def _change(case: ClientCase, gained: bool) -> CaseChange:
    states = ("ineligible", "eligible")[:: 1 if gained else -1]
    return CaseChange(
        case_id=case.id, person="p0", benefit="old_age_allowance", before=states[0],
        after=states[1], gained=gained, cause="time" if gained else "rules",
        because=["年满 80 周岁"], day=today(),
    )  # fmt: skip


def _lists() -> Iterator[PeopleScreening]:
    """One in each state a list can be in: waiting, worked on, cut off, done, failed, deleted."""
    ago = now() - timedelta(minutes=9)
    yield _list()
    yield _list(state=ListState.RUNNING, seen_at=now(), total=900, done=300)
    yield _list(state=ListState.RUNNING, seen_at=ago, total=900, done=300)
    yield _list(
        state=ListState.DONE, total=900, done=900, found=80, faulty=3, says="没有读的列：姓名"
    )
    yield _list(state=ListState.FAILED, says="第一行要写列名")
    yield _list(state=ListState.DONE, total=900, done=900, deleted_at=now())


def _list(**given: object) -> PeopleScreening:
    told = {"purpose": "找没领尊老金的老人", "basis": "区民政局 2026-11-20 同意", "common": {}}
    times = {"handed_in_at": now(), "delete_at": now() + timedelta(hours=24), "day": today()}
    return PeopleScreening(id=new_key(), staff=VIEWER, **(told | times | given))


def _imports(staff_id: int) -> Iterator[ProviderImport]:
    """One in each state: waiting, worked on, looked at with all there is to say, failed, written, deleted."""
    yield _import(staff_id)
    yield _import(staff_id, state=ListState.RUNNING, seen_at=now(), done=5000)
    yield _import(staff_id, state=ListState.DONE, counts=dict.fromkeys(COUNTED, 3))
    yield _import(staff_id, state=ListState.FAILED, says="没有找到表头")
    written = {"step": ImportStep.WRITE, "counts": {"added": 2}, "deleted_at": now()}
    yield _import(staff_id, state=ListState.DONE, **written)
    yield _import(staff_id, state=ListState.DONE, deleted_at=now())


def _import(staff_id: int, **given: object) -> ProviderImport:
    told = {"kind": Kind.ELDERCARE, "source": "市民政局 2026 年 10 月名单", "verified_on": today()}
    chosen = {"mapping": {}, "decisions": {}, "counts": {}}
    times = {"handed_in_at": now(), "delete_at": now() + timedelta(hours=24)}
    who = {"staff": VIEWER, "staff_id": staff_id}
    return ProviderImport(id=new_key(), **(told | chosen | times | who | given))


def _state(app: APIFlask, rows: Session, viewer: int) -> None:
    """A figure that speaks, before any case is screened by it."""
    spans = {"spans": "08:30-12:00"}
    with app.app_context():
        told = Overlay("hours", "desk", spans, entered_by=VIEWER, **RESTS_ON)
        stating.state(rows, told, viewer, now())
        rows.commit()


def _figures(rows: Session, viewer: int, other: int) -> Iterator[dict[str, str]]:
    """A proposal of each kind there is: one's own, another's, and one that was declined."""
    for n, (kind, target, value) in enumerate(PROPOSED):
        asked = OverlayProposal(
            once=f"p{n}", waits_at=f"{kind}|{target}|", kind=kind, target=target, value=value, stood={},
            author_id=viewer if n == 0 else other, made_at=now(), **RESTS_ON,
        )  # fmt: skip
        rows.add(asked)
        rows.flush()
        if kind == "office":
            asked.settle(rows, ProposalState.DECLINED, viewer, now(), "电话打不通")
        yield {"kind": kind, "target": target, "proposal_id": str(asked.id)}


def _show(app: APIFlask, imports: list[ProviderImport]) -> None:
    """What lies beside the one that was looked at: columns, remarks, a pair to decide about, who vanished."""
    here = {"name": "松鹤养老院有限公司", "address": "解放路1号", "phone": "0518-85000001"}
    shown = {
        "ready": False,
        "problems": [("coordinate_system", "名单里有经纬度：请写明是哪种坐标系")],
        "headings": ["机构名称", "床位数（张）", "备注"],
        "mapping": {"机构名称": "name", "床位数（张）": "capacity"},
        "system": None,
        "mend": {"rows": [(4, "床位（托位）数：请填一个数字")], "more": 2},
        "notes": {"rows": [(5, "电话：没有区号，按本市的补上了")], "more": 0},
        "pairs": [
            {"row": 5, "here": here, "there": {**here, "name": "松鹤养老院"}, "there_row": None}
        ],
        "more_pairs": 3,
        "vanished": ["夕阳红敬老院"],
    }
    (looked,) = [each for each in imports if each.state is ListState.DONE and not each.deleted_at]
    with app.app_context():
        place = IMPORTS.folder() / looked.id
        place.mkdir()
        (place / "shown.json").write_text(json.dumps(shown), encoding="utf-8")


def _addresses(rule: Rule, places: Mapping[str, list[dict[str, str]]]) -> Iterator[str]:
    if not rule.arguments:
        yield url_for(rule.endpoint)
        return
    subject = rule.endpoint.partition(".")[0]
    assert subject in places, f"{rule.endpoint}: say in staff_pages.filled what stands there"
    for values in places[subject]:
        yield url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
