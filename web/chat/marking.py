"""The mark that whoever asked gives an answer, and what the bot did not know: for the staff to teach it from.

A mark keeps the one question it is about, which is masked already, and nothing else of the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from models import (
    Conversation,
    Feedback,
    FeedbackKind,
    Happened,
    Heard,
    Message,
    Saying,
    Sender,
    Tally,
    Thing,
    Why,
)
from models.feedback import AN_ANSWER, answer_target
from web.i18n import LazyString, lazy_gettext

UP, DOWN = "up", "down"
A_PLACE = "provider:"
REASONS: Mapping[str, LazyString] = {
    "not_understood": lazy_gettext("没听懂我的话"),
    "wrong": lazy_gettext("说的不对"),
    "unclear": lazy_gettext("看不明白"),
    "missing": lazy_gettext("没说到要的"),
    "other": lazy_gettext("别的"),
}


class Mark(NamedTuple):
    """`value` is up or down, `reason` one of REASONS or, from another door, a masked text."""

    value: str = ""
    reason: str = ""

    def fits(self) -> bool:
        """Whether the buttons can say it."""
        return (self.value == UP and not self.reason) or (
            self.value == DOWN and self.reason in ("", *REASONS)
        )


def marks(session: Session, talk: Conversation) -> dict[int, Mark]:
    """By the number of the answer."""
    given = session.scalars(Feedback.of_answers(talk.id).order_by(Feedback.id))
    return {
        int(each.target.removeprefix(AN_ANSWER)): Mark(each.value or "", each.reason or "")
        for each in given
    }


def mark(session: Session, talk: Conversation, seq: int, given: Mark, at: datetime) -> bool:
    """Keep it in the place of an earlier one; whether there is such an answer."""
    # Held, so that a button that is pressed twice leaves one mark.
    session.get(Conversation, talk.id, with_for_update=True)
    said = session.get(Message, (talk.id, seq))
    if said is None or said.sender is not Sender.BOT:
        return False
    target, basis = answer_target(seq), _basis(said)
    _count(session, Feedback.given(talk.id, target), basis, given, at)
    session.execute(
        delete(Feedback).where(Feedback.conversation_id == talk.id, Feedback.target == target)
    )
    Feedback.leave(
        session, FeedbackKind.RATING, target, at,
        field=basis, value=given.value, reason=given.reason or None, conversation_id=talk.id,
    )  # fmt: skip
    _learn(session, said, given, at)
    session.commit()
    return True


def _count(
    session: Session, before: Select[Feedback], basis: str | None, given: Mark, at: datetime
) -> None:
    """A mark that takes the place of another takes it out of the numbers of its day."""
    earlier = (
        (each.created_at, _thing(each.field, each.value)) for each in session.scalars(before)
    )
    back = [(then, thing) for then, thing in earlier if thing]
    now_given = _thing(basis, given.value)
    Tally.add(session, at, [now_given] if now_given else (), back)


def _thing(basis: str | None, value: str | None) -> Thing | None:
    happened = {UP: Happened.HELPFUL, DOWN: Happened.UNHELPFUL}.get(value or "")
    return Thing(happened, topic(basis)) if happened else None


def topic(basis: str | None) -> str:
    """What an answer goes under in the numbers; which place somebody asked for nobody needs to count."""
    return "" if not basis or basis.startswith(A_PLACE) else basis


def last_answer(session: Session, talk: Conversation) -> int:
    """The number of what the bot said last; 0 where it has said nothing."""
    mine = (Message.conversation_id == talk.id, Message.sender == Sender.BOT)
    return session.scalar(select(Message.seq).where(*mine).order_by(Message.seq.desc())) or 0


def missed(session: Session, key: str, text: str, at: datetime) -> None:
    """The bot did not know what this is about."""
    _hear(session, text, at, why=Why.MISSED, conversation_id=key)


def _learn(session: Session, said: Message, given: Mark, at: datetime) -> None:
    key, seq = said.conversation_id, said.seq
    known = session.scalars(Heard.about(key, seq, Why.DOWN)).all()
    for each in known:
        session.delete(each)
    question = session.scalar(
        select(Message.text)
        .where(Message.conversation_id == key, Message.seq < seq, Message.sender == Sender.RESIDENT)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    if given.value == DOWN and question:
        reason = given.reason if given.reason in REASONS else None
        _hear(
            session, question, at,
            why=Why.DOWN, reason=reason, answered=_basis(said), conversation_id=key, seq=seq,
        )  # fmt: skip


def _hear(session: Session, text: str, at: datetime, **what: object) -> None:
    saying = Saying.of(session, text)
    if saying is not None:
        session.add(Heard(saying_id=saying.id, at=at, **what))


def _basis(said: Message) -> str | None:
    """What the answer rested on first."""
    return next(iter((said.payload or {}).get("refs", ())), None)
