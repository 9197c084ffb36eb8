"""Four eyes: one of the staff proposes a figure, another looks at what it changes and approves or declines it.

Two who decide at once, or one form sent twice, write one thing once; the other is told. Knows no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.overlays import Overlay
from knowledge.pack import Pack
from models import OverlayProposal, ProposalState, Staff, audit
from models import overlay as kept
from web.i18n import gettext
from web.overlays import stating
from web.overlays.affected import Affected, affected


class Refused(Exception):
    """Nothing was written; the message says why and what to do."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants: a statement, or that the statement `ends` ends the day before `told.from_day`."""

    told: Overlay
    ends: kept.Overlay | None = None

    @property
    def part(self) -> str:
        return stating.part_of(self.told.kind, self.told.value)

    @property
    def place(self) -> str:
        return f"{self.told.kind}|{self.told.target}|{self.part}"[:400]


def wish_of(proposal: OverlayProposal) -> Wish:
    told = Overlay(
        proposal.kind,
        proposal.target,
        proposal.value,
        proposal.source,
        proposal.from_day,
        proposal.until,
        proposal.author.name,
        source_url=proposal.source_url,
    )
    return Wish(told, proposal.ends)


def look(opened: Session, wish: Wish, today: date) -> Affected:
    """What would be said and decided differently on the first day it speaks."""
    day = max(today, wish.told.from_day)
    return affected(opened, stating.laid(opened, day), _with(opened, wish, day), day)


def _with(opened: Session, wish: Wish, day: date) -> Pack:
    if wish.ends is not None:
        return stating.laid(opened, day, without=wish.ends.id)
    return stating.laid(opened, day, (wish.told,))


def propose(opened: Session, wish: Wish, author: Staff, once: str, at: datetime) -> OverlayProposal:
    """Keep it until somebody else decides; the same form sent again is the same proposal."""
    known = opened.scalar(OverlayProposal.sent(once))
    if known is not None:
        return known
    told = wish.told
    stood = stating.stands(opened, told.kind, told.target, wish.part, told.from_day)
    made = OverlayProposal(
        once=once,
        waits_at=wish.place,
        ends_id=wish.ends.id if wish.ends else None,
        kind=told.kind,
        target=told.target,
        value=dict(told.value),
        stood=stood,
        source=told.source,
        source_url=told.source_url,
        from_day=told.from_day,
        until=told.until,
        author_id=author.id,
        made_at=at,
    )
    opened.add(made)
    try:
        opened.flush()
    except IntegrityError:
        opened.rollback()
        again = opened.scalar(OverlayProposal.sent(once))
        if again is not None:
            return again
        raise Refused(
            gettext("这一项已经有一条在等批准，您的没有提交。请先批准、退回或撤回那一条，再提。")
        ) from None
    _record(opened, made, "overlay.proposed", author, at, told.value)
    opened.commit()
    return made


def approve(opened: Session, proposal: OverlayProposal, by: Staff, seen: str, at: datetime) -> None:
    """Make it speak at every door. `seen` is the state of the figures that whoever approves looked at.

    Raises Refused, and OverlayError for what can no longer stand.
    """
    if proposal.author_id == by.id:
        raise Refused(gettext("自己提的要由另一个人批准：请找另一位编辑或管理员"))
    if not proposal.settle(opened, ProposalState.APPROVED, by.id, at):
        opened.rollback()
        raise Refused(_decided(proposal))
    if kept.overlay_version(opened) != seen:
        opened.rollback()
        raise Refused(
            gettext("您看的时候本地数字变过了，还没有批准。请看过下面新的影响，再按一次。")
        )
    wish = wish_of(proposal)
    if wish.ends is not None:
        last = proposal.from_day - timedelta(1)
        stating.end(opened, wish.ends, last, by.name, by.id, at)
    else:
        proposal.overlay_id = stating.state(opened, wish.told, by.id, at).id
    _record(opened, proposal, "overlay.approved", by, at)
    opened.commit()
    stating.spread()


def decline(
    opened: Session, proposal: OverlayProposal, by: Staff, reason: str, at: datetime
) -> None:
    """Turn it down; its author takes it back. Raises Refused."""
    own = proposal.author_id == by.id
    state = ProposalState.WITHDRAWN if own else ProposalState.DECLINED
    if not proposal.settle(opened, state, by.id, at, reason):
        opened.rollback()
        raise Refused(_decided(proposal))
    _record(opened, proposal, f"overlay.{state}", by, at, {"reason": reason})
    opened.commit()


def _decided(proposal: OverlayProposal) -> str:
    return gettext(
        "这一条刚才已经由%(who)s处理了，您的没有再写一遍",
        who=proposal.decided_by.name if proposal.decided_by else "",
    )


def _record(
    opened: Session,
    proposal: OverlayProposal,
    action: str,
    by: Staff,
    at: datetime,
    after: object = None,
) -> None:
    said = {"source": proposal.source, "from": str(proposal.from_day)}
    audit.record(
        opened,
        staff_id=by.id,
        action=action,
        target=f"proposal:{proposal.id} {proposal.kind} {proposal.target}"[:120],
        before=proposal.stood,
        after={**said, "value": after} if after else said,
        at=at,
    )
