"""How a question is put: the prompt, why where it is delicate, buttons that answer it. Decides nothing."""

from __future__ import annotations

from bot.actions.memory import Memory
from knowledge.pack import FactSpec, Pack
from knowledge.replies import Button, Reply

UNSURE = Button("不清楚", "不清楚")
RATHER_NOT = Button("不想说", "不想说")
ENOUGH = Button("先看结果", "先看结果")
YES, NO = ("是", "不是"), ("有", "没有")
PATIENT = 3  # after so many questions the result may be looked at before the end


def question(pack: Pack, spec: FactSpec, memory: Memory, lead: str = "") -> Reply:
    """The question as a reply; `lead` goes before it."""
    why = pack.replies["asked_because"].format(why=spec.why) if spec.sensitive else ""
    text = f"{lead}{_prompt(spec, memory)}{why}"
    return Reply(text, (*_answers(spec), *_ways_out(spec, memory)))


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


def _answers(spec: FactSpec) -> tuple[Button, ...]:
    if spec.type == "boolean":
        yes, no = _yes_no(spec)
        return Button(yes, yes), Button(no, no)
    return tuple(Button(label, label) for _, label in spec.options)


def _yes_no(spec: FactSpec) -> tuple[str, str]:
    if spec.prompt.startswith("户口在"):
        return "在", "不在"
    return NO if "有" in spec.prompt and "是" not in spec.prompt.split("有")[0] else YES


def _ways_out(spec: FactSpec, memory: Memory) -> tuple[Button, ...]:
    if spec.id == "applicant":
        return ()
    early = (ENOUGH,) if memory.asked >= PATIENT else ()
    return ((RATHER_NOT if spec.sensitive else UNSURE), *early)
