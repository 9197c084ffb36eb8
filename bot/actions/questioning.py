"""How a question is put: the prompt, why where it is delicate, buttons that answer it. Decides nothing."""

from __future__ import annotations

from bot.actions.memory import Memory
from knowledge.pack import FactSpec, Pack
from knowledge.replies import Button, Reply
from knowledge.saying import later, say

UNSURE, RATHER_NOT, ENOUGH = later("不清楚"), later("不想说"), later("先看结果")
YES_NO = (later("是"), later("不是"))
HAVE = (later("有"), later("没有"))
AT_HOME = (later("在"), later("不在"))
PATIENT = 3  # after so many questions the result may be looked at before the end


def question(pack: Pack, spec: FactSpec, memory: Memory, lead: str = "") -> Reply:
    """The question as a reply; `lead` goes before it."""
    why = pack.replies["asked_because"].format(why=spec.why) if spec.sensitive else ""
    text = f"{lead}{_prompt(spec, memory)}{why}"
    answers = _answers(pack.heard.facts[spec.id], spec)
    return Reply(text, (*answers, *_ways_out(spec, memory)))


def _prompt(spec: FactSpec, memory: Memory) -> str:
    """老人今年多少周岁 is 我妈今年多少周岁 once she has been named."""
    who = polite(memory.person.label if memory.person else "")
    for word in ("老人", "孩子"):
        if who and spec.prompt.startswith(word):
            return who + spec.prompt[len(word) :]
    return spec.prompt


def polite(label: str) -> str:
    """您妈 for 我妈, 您 for 我自己."""
    if label in ("我", "俺", "本人", "我自己", "俺自己", "我本人", "咱自己", "俺本人"):
        return "您"
    return "您" + label[1:] if label.startswith(("我", "俺", "咱")) else label


def _answers(heard: FactSpec, spec: FactSpec) -> tuple[Button, ...]:
    """Buttons that send back the Chinese words, whatever language they are in."""
    if spec.type == "boolean":
        return tuple(_button(word) for word in _yes_no(heard))
    both = zip(heard.options, spec.options, strict=True)
    return tuple(Button(said.label, one.label) for one, said in both)


def _button(word: str) -> Button:
    return Button(say(word), word)


def _yes_no(spec: FactSpec) -> tuple[str, str]:
    if spec.prompt.startswith("户口在"):
        return AT_HOME
    return HAVE if "有" in spec.prompt and "是" not in spec.prompt.split("有")[0] else YES_NO


def _ways_out(spec: FactSpec, memory: Memory) -> tuple[Button, ...]:
    if spec.id == "applicant":
        return ()
    early = (ENOUGH,) if memory.asked >= PATIENT else ()
    return tuple(map(_button, (RATHER_NOT if spec.sensitive else UNSURE, *early)))
