"""The resident's side of a handoff: what is said while they wait, and how to be called back.

Promises nobody who is not there: until one of the staff is seen at a screen, it says so. Knows no advisor's page.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.pack import Pack
from knowledge.reading import mask
from knowledge.replies import Answer, Reply, said
from models import Callback, Conversation, HandoffStatus, Presence
from web import office
from web.chat import keeping
from web.clock import now
from web.db import session
from web.i18n import gettext

CONTACT_LONGEST, ABOUT_LONGEST = 60, 300
DIGITS_OF_A_PHONE = 7
WAITING = (HandoffStatus.PENDING, HandoffStatus.OPEN)


@dataclass(frozen=True)
class Wait:
    """Where a conversation stands: `before` counts those who asked earlier; None where nobody is there."""

    status: HandoffStatus
    anybody: bool
    before: int


def waits(talk: Conversation) -> Wait:
    before = session().scalar(talk.before_me()) if talk.handoff_asked_at else 0
    return Wait(talk.handoff_status, anybody(), before or 0)


def anybody() -> bool:
    """Whether one of the staff is there; a screen left on overnight is nobody."""
    return office.open_at(now()) and Presence.anybody(session(), now())


def asked(key: str, known: Pack) -> Answer:
    """What to say to somebody who asks for a person: who is there, and how many are before them."""
    talk = keeping.find(session(), key)
    if talk is not None and talk.handoff_status is HandoffStatus.OPEN:
        return said(known, "handoff_active", "handoff")
    if not anybody():
        return Answer((Reply(_closed(known)),), outcome="handoff")
    if talk is None or talk.handoff_status is not HandoffStatus.PENDING:
        before = len(session().scalars(Conversation.waiting()).all())
    else:
        before = waits(talk).before
    place = known.replies["handoff_place"].format(number=before + 1)
    return Answer((Reply(f"{known.replies['handoff_waiting']}{place}"),), outcome="handoff")


def _closed(known: Pack) -> str:
    hours = office.says()
    when = known.replies["handoff_hours"].format(hours=hours) if hours else ""
    return f"{known.replies['handoff_closed']}{when}"


def says(wait: Wait) -> str:
    """The line above the place to write, while somebody waits or is being helped."""
    if wait.status is HandoffStatus.OPEN:
        return gettext("工作人员正在和您说话。")
    if not wait.anybody:
        hours = office.says()
        if hours:
            return gettext(
                "现在没有工作人员在线，人工服务时间是%(hours)s。您可以打 12345，或者留个电话。",
                hours=hours,
            )
        return gettext("现在没有工作人员在线。您可以打 12345，或者留个电话。")
    return gettext("正在等工作人员，您前面还有 %(count)s 位。", count=wait.before)


def faults(contact: str, about: str, agreed: bool) -> dict[str, str]:
    """What is wrong with a wish to be called back, by field."""
    wrong = {}
    if sum(c.isdigit() for c in contact) < DIGITS_OF_A_PHONE or len(contact) > CONTACT_LONGEST:
        wrong["contact"] = gettext("电话：请写能打通的号码，手机或带区号的座机都行")
    elif private(contact):
        wrong["contact"] = gettext("电话：这像是证件号或银行卡号，这里不收，请只写电话")
    if not about.strip() or len(about) > ABOUT_LONGEST:
        wrong["about"] = gettext("想问什么：请用一两句话写，最多 %(most)s 个字", most=ABOUT_LONGEST)
    if not agreed:
        wrong["agree"] = gettext("同意：要打勾同意留下电话，才能给您回电话")
    return wrong


def private(contact: str) -> bool:
    """Whether something was written that is never kept: an identity or bank-card number."""
    return bool({"id", "card"} & set(mask(contact).found))


def call_back(contact: str, about: str) -> None:
    """Keep it. The number stands in its own field only; whatever else is private is masked."""
    kept = Callback(contact=contact.strip(), about=mask(about.strip()).text, asked_at=now())
    session().add(kept)
    session().commit()
