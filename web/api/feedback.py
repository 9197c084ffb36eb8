"""Takes in what people say about an answer. Private numbers are masked before anything is kept.

Knows no page and decides nothing about a remark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint, Schema
from apiflask.fields import Raw, String
from marshmallow import ValidationError

from knowledge.reading import mask
from models import Conversation, Feedback, FeedbackKind, Provider
from models.feedback import AN_ANSWER
from web.api import fields
from web.api.refusing import refuse
from web.chat import marking
from web.chat.keeping import find
from web.chat.marking import Mark
from web.chat.rating import NUMBER
from web.clock import now
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.limits import limiter
from web.pack import pack
from web.upkeep import correcting

WHOLE = ("site", "chat")  # a remark on the site, or on what was said, names no entry
LONGEST = 500
AN_ADDRESS = "600 per minute"  # a service hall is one address
EXAMPLE = {"kind": "correction", "target": "benefit:old_age_allowance", "reason": "金额过时了"}
bp = APIBlueprint("api_feedback", __name__, url_prefix="/api/v1", tag="反馈")


class Said(Raw):
    """What the right value is, or a mark: a text, a number, true or false; kept as text."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if not isinstance(value, (str, int, float)) or len(str(value)) > LONGEST:
            raise ValidationError(gettext("要填文字或数字，最多 500 个字"))
        return value if isinstance(value, str) else json.dumps(value)


class FeedbackIn(fields.Asked):
    kind = fields.choice(FeedbackKind, required=True)
    target = fields.text(
        least=1,
        most=120,
        required=True,
        metadata={
            "description": "说的是哪一条：benefit:old_age_allowance、provider:UUID，或 site、chat、message:序号"
        },
    )
    field = fields.text(most=60, allow_none=True, load_default=None)
    value = Said(
        allow_none=True,
        load_default=None,
        metadata={"type": ["string", "number", "boolean"], "maxLength": 500},
    )
    reason = fields.text(most=500, allow_none=True, load_default=None)
    conversation_id = fields.text(most=100, allow_none=True, load_default=None)


class FeedbackOut(Schema):
    status = fields.choice(("received",), required=True)
    target = String(required=True)


@bp.post("/feedback")
@limiter.limit(AN_ADDRESS)
@bp.input(FeedbackIn, example=EXAMPLE)
@bp.output(FeedbackOut, status_code=201)
@bp.doc(summary="说一句哪里不对、有没有用", responses={429: "太快了"})
def feedback(json_data: dict[str, Any]) -> dict[str, Any]:
    talk = _conversation(json_data["conversation_id"])
    target = _target(json_data["target"], spoken=talk is not None)
    said = {name: _masked(json_data[name]) for name in ("field", "reason")}
    said["value"] = correcting.kept(json_data["field"], json_data["value"] or "") or None
    kind = FeedbackKind(json_data["kind"])
    if kind is FeedbackKind.RATING and _marked(talk, target, said):
        return {"status": "received", "target": target}
    key = talk.id if talk else None
    Feedback.leave(session(), kind, target, now(), conversation_id=key, **said)
    session().commit()
    return {"status": "received", "target": target}


def _answer(talk: Conversation, target: str) -> int:
    """The number of the answer that a mark is for: `message:12` or, by whatever it rests on, the last one."""
    number = target.removeprefix(AN_ANSWER)
    if target.startswith(AN_ANSWER) and NUMBER.fullmatch(number):
        return int(number)
    return marking.last_answer(session(), talk)


def _marked(talk: Conversation | None, target: str, said: Mapping[str, Any]) -> bool:
    """Whether it was kept as the mark of one answer."""
    if talk is None or said["value"] not in (marking.UP, marking.DOWN):
        return False
    given = Mark(said["value"], said["reason"] or "")
    return marking.mark(session(), talk, _answer(talk, target), given, now())


def _conversation(key: str | None) -> Conversation | None:
    if not key:
        return None
    talk = find(session(), key)
    return talk or refuse("conversation_id", gettext("没有这段对话，或者已经删去；可以不填"))


def _target(named: str, spoken: bool) -> str:
    """The thing by its full name; in a conversation, whatever was said there may be meant."""
    kind, _, rest = named.rpartition(":")
    known = _known(kind, rest)
    if not known and named not in WHOLE and not (spoken and named.isprintable()):
        refuse(
            "target", lazy_gettext("没有这一条；写成“benefit:编号”“provider:编号”，或 site、chat")
        )
    return known or str(_masked(named))


def _known(kind: str, entry_id: str) -> str | None:
    entry = pack().entry(entry_id)
    if entry is not None and kind in ("", entry.kind):
        return entry.ref
    if kind in ("", "tariff") and entry_id in pack().tariffs:
        return f"tariff:{entry_id}"
    return f"provider:{entry_id}" if kind in ("", "provider") and _provider(entry_id) else None


def _provider(text: str) -> bool:
    try:
        return session().get(Provider, UUID(text)) is not None
    except ValueError:
        return False


def _masked(text: str | None) -> str | None:
    return mask(text).text if text else None
