"""What is answered before anything else, also when the page has looked already: danger, and talk meant for a machine."""

from __future__ import annotations

import re

from bot.actions.hearing import Heard
from knowledge.danger import emergency, warning
from knowledge.pack import Pack
from knowledge.reading import wants_person
from knowledge.replies import Answer, said

COMMAND = re.compile(
    r"^\s*/\w|(?:忽略|无视|忘掉|忘记|不要管|跳过)[^。]{0,8}(?:指令|指示|设定|规则|提示词|要求|限制|prompt)"
    r"|(?:系统|初始|隐藏|开发者)(?:提示词|提示|指令|设定|模式)|提示词|越狱模式"
    r"|(?:你现在|从现在起|从现在开始|假装|扮演)[^。]{0,6}(?:是|当|扮演|变成)[^。]{0,10}(?:模型|黑客|管理员|角色|猫|没有限制|不受)"
    r"|ignore (?:all |any )?(?:the )?(?:previous|above)|system prompt|jailbreak|developer mode"
    r"|<\s*/?\s*(?:script|iframe|img|svg)|\b(?:drop|delete|insert|select)\b.+\b(?:table|from|into)\b"
    r"|\{\{.*\}\}|\bsudo\b|\brm -rf\b",
    re.IGNORECASE,
)


def guard(heard: Heard, pack: Pack) -> Answer | None:
    """An answer that ends the turn, or None."""
    found = emergency(heard.text, pack, heard.calm) or warning(heard.text, pack, heard.calm)
    if found:
        return found
    if wants_person(heard.text, pack) or (heard.intent == "handoff" and not heard.reading.facts):
        return said(pack, "handoff_closed", "handoff")
    if COMMAND.search(heard.text):
        return said(pack, "declined_command", "declined")
    return None
