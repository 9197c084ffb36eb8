"""One turn of a conversation, the same for page and JSON: danger, masking, Rasa, or the search in its place.

Nothing is stored or sent on before it is masked. Knows no form and no JSON.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from knowledge.danger import emergency, first, gently, waved
from knowledge.pack import Pack
from knowledge.reading import Masked, mask, read, wants_person
from knowledge.replies import Answer, Reply, card, offer
from models import HandoffStatus, Happened, Thing
from models.conversation import new_key
from web.chat import handoff, incoming, keeping, marking, wire
from web.chat.keeping import Said
from web.chat.rasa import Rasa, Unavailable
from web.clock import now, today
from web.db import session
from web.observing import journal, metrics
from web.pack import pack, search

SILENT = Answer((), outcome="handoff")  # a person has taken over: the machine says nothing
FOUND, TRIED, KINDS = 3, 10, ("policy", "benefit", "guide")


class Gone(LookupError):
    """A conversation that nobody knows, or that was forgotten."""


@dataclass(frozen=True)
class Turn:
    """What was said by both; `kept` is false where it could not be stored."""

    conversation_id: str
    answer: Answer
    said: tuple[Said, ...]
    kept: bool = True


def take(message: str, key: str | None = None, lang: str = "zh-Hans") -> Turn:
    """Answer a message. Raises Unfit for what is none, Gone for an unknown conversation."""
    started = time.monotonic()
    text = incoming.fit(message)
    masked = mask(text)
    asked, calm = waved(text)
    urgent = emergency(asked, pack(), calm)
    if urgent:
        turn = _at_once(masked, urgent, key, lang)
    else:
        key, silent = _conversation(key, lang)
        turn = _keep(key, masked.text, SILENT if silent else answer(asked, calm, key))
    spent = round((time.monotonic() - started) * 1000)
    journal.about(turn.conversation_id)
    metrics.TURNS.labels(turn.answer.outcome).inc()
    journal.note("turn", outcome=turn.answer.outcome, milliseconds=spent)
    return turn


def ask_person(key: str) -> Turn:
    """Put the conversation into the queue for a person."""
    _conversation(key)
    return _keep(key, None, handoff.asked(key, pack()))


def answer(text: str, calm: bool, key: str) -> Answer:
    """`calm` where somebody has said that it only sounds like danger."""
    known = pack()
    ended = first(text, known, calm)
    if ended:
        return ended
    if wants_person(text, known):
        return handoff.asked(key, known)
    asked, found = gently(text, known, calm), _from_rasa(mask(text).text, calm, key, known)
    # The question comes first and takes nothing away: the ordinary answer stands below it.
    if asked is None or found.outcome == "handoff":
        return found
    return replace(found, replies=(asked, *found.replies))


def _from_rasa(text: str, calm: bool, key: str, known: Pack) -> Answer:
    plain = incoming.for_rasa(text)
    if not plain:
        return offer(known, ())
    rasa: Rasa = current_app.extensions["rasa"]
    try:
        messages = rasa.ask(key, plain, calm)
        found = wire.answer_of(messages)
    except Unavailable as wrong:
        return _without_rasa(plain, known, "starting" if wrong.starting else "down")
    except wire.Garbled:
        return _without_rasa(plain, known, "garbled")
    if found is None:
        # Our bot always says something: one that is silent has no model, or not ours.
        return _without_rasa(plain, known, "silent")
    metrics.understood(wire.intent_of(messages))
    if found.outcome == "unknown":
        marking.missed(session(), key, text, now())  # kept together with the answer
    return handoff.asked(key, known) if found.outcome == "handoff" else found


def _without_rasa(text: str, known: Pack, why: str) -> Answer:
    """The best entries by words alone, so that nobody is sent away with nothing."""
    metrics.FALLBACKS.labels(why).inc()
    found = search().find(text, TRIED, KINDS)
    if not found:
        return offer(known, ())
    entries = sorted(found, key=lambda entry: entry.title not in text)[:FOUND]
    says = known.replies["bot_starting" if why == "starting" else "bot_down"]
    return Answer((Reply(says, cards=tuple(card(entry) for entry in entries)),), (), "unknown")


def _conversation(key: str | None, lang: str = "zh-Hans") -> tuple[str, bool]:
    """Its key, and whether a person has taken over. No connection is held while Rasa thinks."""
    try:
        if key is None:
            return keeping.begin(session(), now(), lang).id, False
        talk = keeping.find(session(), key)
        session().commit()
    except OperationalError as wrong:
        _not_kept(wrong)
        return key or new_key(), False
    if talk is None:
        raise Gone
    return key, talk.handoff_status == HandoffStatus.OPEN


def _keep(key: str, asked: str | None, given: Answer) -> Turn:
    lines = [Said("resident", asked)] if asked is not None else []
    if given.replies:
        text = "\n".join(reply.text for reply in given.replies)
        lines.append(Said("bot", text, given.plain()))
    person = given.outcome == "handoff" and given is not SILENT
    try:
        kept = keeping.add(session(), key, lines, now(), person, _counted(asked, given))
    except OperationalError as wrong:
        if person:
            raise  # nobody would come
        _not_kept(wrong)
        kept = None
    return Turn(key, given, kept or tuple(lines), kept is not None)


def _counted(asked: str | None, given: Answer) -> list[Thing]:
    """What of this turn goes into the numbers: its topic, and the district that it names itself."""
    if asked is None or given is SILENT:
        return []
    basis = given.refs[0] if given.refs and given.outcome == "answered" else None
    district = str(read(asked, pack(), today()).facts.get("district") or "")
    counted = [Thing(Happened.ASKED, marking.topic(basis), district)]
    if given.outcome == "unknown":
        counted.append(Thing(Happened.UNANSWERED, district=district))
    return counted


def _at_once(masked: Masked, urgent: Answer, key: str | None, lang: str) -> Turn:
    """An emergency is answered whatever is broken, and whatever conversation it came from."""
    try:
        known = keeping.find(session(), key) if key else None
        begun = known or keeping.begin(session(), now(), lang)
        return _keep(begun.id, masked.text, urgent)
    except SQLAlchemyError as wrong:
        _not_kept(wrong)
        lines = (Said("resident", masked.text), Said("bot", "", urgent.plain()))
        return Turn(key or "", urgent, lines, kept=False)


def _not_kept(wrong: SQLAlchemyError) -> None:
    """The database is locked, full or gone: who asked gets an answer all the same, and it is kept nowhere."""
    session().rollback()
    journal.note("not_kept", reason=type(wrong).__name__)
