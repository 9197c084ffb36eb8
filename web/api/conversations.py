"""The conversation as JSON: a turn, what came since, a person, and forgetting it all. Decides nothing."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Boolean, DateTime, Integer, List, Nested, String

from models import Conversation, Message
from web.api.fields import Asked, choice, text, whole
from web.api.refusing import gone, refuse
from web.chat import forgetting, keeping, wire
from web.chat.incoming import LONGEST, Unfit
from web.chat.limiting import limited
from web.chat.turn import Gone, Turn, ask_person, take
from web.db import session
from web.i18n import gettext, in_language, language
from web.pack import pack

KINDS = ("policy", "benefit", "guide", "figure", "provider", "tariff")
PAGE, PAGE_AT_MOST = 20, 100
bp = APIBlueprint("api_chat", __name__, url_prefix="/api/v1", tag="问答")


class ChatIn(Asked):
    message = text(least=1, most=LONGEST, required=True, metadata={"description": "平常话就行"})
    conversation_id = text(
        most=100,
        allow_none=True,
        load_default=None,
        metadata={"description": "上一次回答里的；没有就是新的一段"},
    )
    lang = text(most=35, allow_none=True, load_default=None)


class ButtonOut(Schema):
    title = String(required=True)
    payload = String(required=True, metadata={"description": "按了就把它当 message 发回来"})


class CardOut(Schema):
    kind = choice(KINDS, required=True)
    id = String(required=True)
    title = String(required=True)
    url = String(required=True)


class ReplyOut(Schema):
    text = String(required=True)
    buttons = List(Nested(ButtonOut), required=True)
    cards = List(Nested(CardOut), required=True)


class ChatOut(Schema):
    conversation_id = String(required=True)
    replies = List(Nested(ReplyOut), required=True)
    refs = List(String(), required=True, metadata={"description": "依据的编号，最多 5 个"})
    outcome = choice(wire.OUTCOMES, required=True)


class MessagesQuery(Asked):
    after = whole(0, 10**9, load_default=0, metadata={"description": "只要这个序号之后的"})
    limit = whole(1, PAGE_AT_MOST, load_default=PAGE)


class MessageOut(Schema):
    seq = Integer(required=True)
    sender = choice(("resident", "bot", "advisor"), required=True)
    text = String(required=True)
    replies = List(Nested(ReplyOut), required=True)
    refs = List(String(), required=True)
    outcome = String(required=True, allow_none=True)
    created_at = DateTime(required=True)


class MessagesOut(Schema):
    conversation_id = String(required=True)
    handoff = choice(("none", "pending", "open", "resolved"), required=True)
    items = List(Nested(MessageOut), required=True)
    total = Integer(required=True, metadata={"description": "这个序号之后一共几条"})
    total_exact = Boolean(required=True)
    next = Integer(
        required=True, allow_none=True, metadata={"description": "下一页的 after；null：到头了"}
    )


@bp.post("/chat")
@limited
@bp.input(ChatIn, example={"message": "我妈 82 岁，海州区户口，能领什么"})
@bp.output(ChatOut)
@bp.doc(summary="问一句", responses={404: "没有这段对话", 429: "太快了"})
def chat(json_data: dict[str, Any]) -> dict[str, Any]:
    with in_language(json_data["lang"]):
        try:
            key = json_data["conversation_id"] or None
            return _turn(take(json_data["message"], key, language()))
        except Unfit as wrong:
            refuse("message", pack().replies[wrong.reply])
        except Gone:
            gone(_no_such())


@bp.get("/conversations/<string:conversation_id>/messages")
@bp.input(MessagesQuery, location="query")
@bp.output(MessagesOut)
@bp.doc(summary="之后说了什么", description="工作人员说的话也在里面。")
def messages(conversation_id: str, query_data: dict[str, Any]) -> dict[str, Any]:
    talk, after = _known(conversation_id), query_data["after"]
    found = keeping.since(session(), talk, after, query_data["limit"])
    total = keeping.count(session(), talk, after)
    return {
        "conversation_id": talk.id,
        "handoff": talk.handoff_status.value,
        "items": [_message(each) for each in found],
        "total": total,
        "total_exact": True,
        "next": found[-1].seq if len(found) < total else None,
    }


@bp.post("/conversations/<string:conversation_id>/handoff")
@limited
@bp.output(ChatOut)
@bp.doc(summary="转人工", responses={429: "太快了"})
def handoff(conversation_id: str) -> dict[str, Any]:
    try:
        return _turn(ask_person(conversation_id))
    except Gone:
        gone(_no_such())


@bp.delete("/conversations/<string:conversation_id>")
@bp.output({}, status_code=204)
@bp.doc(summary="忘掉这段对话")
def forget(conversation_id: str) -> str:
    return "" if forgetting.forget(conversation_id) else gone(_no_such())


def _no_such() -> str:
    return gettext("没有这段对话，或者已经删去；请不带 conversation_id 再发一次")


def _known(key: str) -> Conversation:
    return keeping.find(session(), key) or gone(_no_such())


def _turn(turn: Turn) -> dict[str, Any]:
    return {"conversation_id": turn.conversation_id, **turn.answer.plain()}


def _message(each: Message) -> dict[str, Any]:
    empty: dict[str, Any] = {"replies": [], "refs": [], "outcome": None}
    said = {"seq": each.seq, "sender": each.sender.value, "text": each.text}
    return {**said, **(each.payload or empty), "created_at": each.created_at}
