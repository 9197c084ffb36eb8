"""What steers the conversation itself: from the start, stop, go on, show what is known so far."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.actions import checking
from bot.actions.hearing import Heard
from bot.actions.memory import Memory
from bot.actions.world import World
from knowledge.errors import FactError
from knowledge.replies import Answer, Button, said
from knowledge.saying import say

Turn = tuple[Answer, Memory]
WORDS = {
    "start_over": re.compile(
        "(?:全部|都)?(?:从头(?:再)?来|从头开始|重新开始|重新来|重来|重头来|清空|全部重来)(?:吧|一遍|一下|一次|过)*"
    ),
    "stop": re.compile(
        "(?:算了|不问了|不查了|不想问了|先不问|不用问了|别问了|停|停止|结束|退出|取消|不做了|不填了|就这样吧|不弄了|不说了)(?:吧|了|，|,|不问了|不查了)*"
    ),
    "result": re.compile("(?:先)?(?:直接)?看(?:看|一下)?结果(?:吧)?|(?:直接)?出结果(?:吧)?"),
    "on": re.compile("接着(?:问|查|来)|继续(?:问|查|吧)?|接着刚才的?|往下问"),
}
INTENTS = ("start_over", "stop")
CHECK = re.compile(
    ".{0,14}能(?:领|享受|拿)(?:到)?(?:点|些)?(?:什么|哪些|啥)(?:钱|补贴|待遇|好处|政策|东西)?(?:吗|呢|啊|呀)?"
)


def commanded(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """None where the message is no command, or one that makes no sense now."""
    if CHECK.fullmatch(heard.bare) and not heard.reading.topics:
        return checking.begin(memory, heard, world)
    name = next((n for n, words in WORDS.items() if words.fullmatch(heard.bare)), None)
    if name is None and heard.intent in INTENTS and len(heard.bare) <= 8:
        name = heard.intent
    if name == "start_over":
        return _start_over(before, world)
    if name == "stop" and (memory.form or memory.asking or _searching(memory)):
        kept = replace(memory, form=False, asking=None, search=None, asked=0)
        buttons = (Button(say("先看结果"), "先看结果"), Button(say("接着问"), "接着问"))
        return said(world.pack, "stopped", "answered", *(buttons if memory.form else ())), kept
    if name in ("result", "on") and memory.person:
        return _go_on(memory, world, name)
    return None


def _searching(memory: Memory) -> bool:
    return memory.search is not None and memory.search.asking is not None


def _go_on(memory: Memory, world: World, name: str) -> Turn:
    try:
        if name == "result":
            return checking.finish(memory, world)
    except FactError:
        pass  # two facts contradict each other: the step asks for the one at fault
    return checking.step(replace(memory, form=True), world)


def _start_over(before: Memory, world: World) -> Turn:
    """Everything forgotten; a form that was under way begins anew."""
    if before.form:
        answer, memory = checking.step(Memory(form=True), world)
        first = replace(
            answer.replies[0], text=f"{world.pack.replies['forgotten']}{answer.replies[0].text}"
        )
        return replace(answer, replies=(first,)), memory
    return said(world.pack, "forgotten_all"), Memory()
