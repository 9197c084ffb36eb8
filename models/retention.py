"""What each table keeps of people, why, and until when: the data map that `flask purge` and its test go by.

A table that is not named here stops the tests: whoever adds one says whether it holds anything of a person, adds an
entry with what deletes it (of what hangs on what, first what hangs), and repeats it in docs/privacy.md.
Knows no setting: how long is a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Delete, and_, delete

from models.audit import AuditEntry
from models.case import ClientCase
from models.checkup import Checkup, SharedResult
from models.conversation import Conversation
from models.feedback import Feedback
from models.handoff import Callback, Presence
from models.people_list import PeopleScreening
from models.provider_import import ProviderImport
from models.review import Moderation, Review, VisitCode
from models.saying import Heard, Saying
from models.staff import SignInFailures, StaffSession
from models.trial import Trial

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Periods:
    """How long things are kept without anybody touching them."""

    conversation: timedelta
    case: timedelta
    feedback: timedelta
    record: timedelta  # of what was done with personal data, and by whom
    check: timedelta
    session: timedelta  # of the staff, idle


Expired = Callable[[Periods, datetime], Delete]


@dataclass(frozen=True)
class Kept:
    """`holds` and `until` in the words of the public page; without `expired` it goes with what `goes_with` names."""

    holds: str
    until: str
    expired: Expired | None = None
    goes_with: str = ""


def _untouched_cases(periods: Periods, at: datetime) -> Delete:
    return delete(ClientCase).where(ClientCase.changed_at < at - periods.case)


def _declined_reviews(periods: Periods, at: datetime) -> Delete:
    old = Review.written_on < (at - periods.feedback).date()
    return delete(Review).where(and_(Review.state == Moderation.DECLINED, old))


def _old_records(
    kind: type[PeopleScreening | ProviderImport], periods: Periods, at: datetime
) -> Delete:
    """Only where the files are gone: the record is what leads to them."""
    gone = kind.deleted_at.is_not(None)
    return delete(kind).where(gone, kind.handed_in_at < at - periods.record)


PERSONAL: Mapping[str, Kept] = {
    "conversation": Kept(
        "在“问一问”里的对话（证件号、卡号、电话已遮掉）",
        "没有动静满 CONVERSATION_DAYS 天，或本人按“清空对话”",
        lambda periods, at: Conversation.expired(at - periods.conversation),
    ),
    "message": Kept("对话里的每一句", "和对话一起", goes_with="conversation"),
    "callback": Kept(
        "留下的回电号码和想问的事",
        "留下满 CONVERSATION_DAYS 天",
        lambda periods, at: Callback.expired(at - periods.conversation),
    ),
    "checkup": Kept(
        "查补贴时的回答，没有姓名",
        "两个小时没有动，或本人按“清空”",
        lambda periods, at: Checkup.expired(at - periods.check),
    ),
    "shared_result": Kept(
        "本人要分享的结果，不含回答",
        "七天，或本人收回",
        lambda _, at: SharedResult.expired(at),
    ),
    "client_case": Kept(
        "同意建的个案：叫法、电话、情况、办事记录",
        "CASE_DAYS 天没有人动，或本人要求删",
        _untouched_cases,
    ),
    "case_change": Kept("个案里谁新符合了什么", "和个案一起", goes_with="client_case"),
    "case_task": Kept("个案里要办的事", "和个案一起", goes_with="client_case"),
    "feedback": Kept(
        "“这条信息不对”、有用没用和评价（号码已遮掉），不问是谁",
        "满 FEEDBACK_DAYS 天；没处理的更正留到处理完",
        lambda periods, at: Feedback.expired(at - periods.feedback),
    ),
    "feedback_decision": Kept("工作人员怎么处理的", "和那条意见一起", goes_with="feedback"),
    "heard": Kept(
        "哪一次没听懂、没帮上，在哪段对话里",
        "满 FEEDBACK_DAYS 天，或本人按“清空对话”",
        lambda periods, at: Heard.expired(at - periods.feedback),
    ),
    "saying": Kept(
        "没听懂的问法（号码已遮掉），不连到人",
        "满 FEEDBACK_DAYS 天没有人再这样问",
        lambda periods, at: Saying.stale(at - periods.feedback),
    ),
    "review": Kept(
        "托育评价，和写的人连不起来；登出来的一直在",
        "没有登的满 FEEDBACK_DAYS 天",
        _declined_reviews,
    ),
    "visit_code": Kept(
        "评价码的哈希，不知道给了谁",
        "过期之后",
        lambda _, at: delete(VisitCode).where(VisitCode.expires_on < at.date()),
    ),
    "trial": Kept(
        "拿要教的句子（遮过的）试过几次、结果怎样",
        "满 FEEDBACK_DAYS 天",
        lambda periods, at: Trial.expired(at - periods.feedback),
    ),
    "people_screening": Kept(
        "政策找人的记录：谁交的、用途、依据；名单本身 LIST_HOURS 小时内删",
        "AUDIT_DAYS 天",
        lambda periods, at: _old_records(PeopleScreening, periods, at),
    ),
    "provider_import": Kept(
        "装机构名单的记录：谁交的、哪份名单；名单本身 LIST_HOURS 小时内删",
        "AUDIT_DAYS 天",
        lambda periods, at: _old_records(ProviderImport, periods, at),
    ),
    "audit_entry": Kept(
        "工作人员的改动记录，不含居民的情况",
        "AUDIT_DAYS 天",
        lambda periods, at: delete(AuditEntry).where(AuditEntry.at < at - periods.record),
    ),
    "presence": Kept(
        "哪位工作人员在线",
        "一天",
        lambda _, at: delete(Presence).where(Presence.seen_at < at - A_DAY),
    ),
    "sign_in_failures": Kept(
        "登录失败次数，名字是哈希",
        "一天",
        lambda _, at: SignInFailures.expired(at - A_DAY),
    ),
    "staff_session": Kept(
        "工作人员的登录",
        "闲置之后",
        lambda periods, at: StaffSession.expired(at - A_DAY, periods.session),
    ),
    "staff": Kept("工作人员的账号", "停用后留着账号名，改动记录才说得清是谁", goes_with="staff"),
    "recovery_code": Kept("工作人员的备用码（哈希）", "用掉或重设", goes_with="staff"),
}
# Places, figures and what staff state about them; of people only the name of the staff who stated it. And how often
# something happened on a day.
NOT_PERSONAL = (
    "directory_change", "field_check", "indicator", "opening_exception", "opening_hours", "overlay", "overlay_proposal", "price",
    "provider", "provider_apart", "provider_care_level", "provider_list", "provider_merged", "provider_report", "provider_tag", "provider_without",
    "service", "tally",
)  # fmt: skip


def going(name: str, periods: Periods, at: datetime) -> Delete | None:
    """What deletes the rows of a table whose time has come; None where they go with another table."""
    expired = PERSONAL[name].expired
    return expired(periods, at) if expired else None
