"""Looking for institutions: what is missing is asked, a few are shown and remembered, one is told about.

Knows nothing of how they are stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.hearing import Heard
from bot.actions.memory import PLACES, SHOWN_KEPT, TOPIC, Memory, Search
from bot.actions.offering import choices
from bot.actions.remembering import district_of, facts_of
from bot.actions.world import Fitting, Place, Unreachable, World
from knowledge.errors import FactError
from knowledge.facts import derive
from knowledge.reading.meaning import kind_of
from knowledge.replies import Answer, Button, Card, Reply, said
from knowledge.saying import later, say
from knowledge.verdicts import Interval

Turn = tuple[Answer, Memory]
ANYWHERE = re.compile("全市|整个市|哪里都行|哪儿都行|不限|都行|都可以|随便|哪个区都|所有区")
OTHER_PLACE = re.compile("(?:换|改)(?:个|一个)?(?:区县|区|县|地方)(?:看看|找找)?")
NTH = re.compile("(?:第)([一二三123])(?:家|个|所)|最(后)(?:一家|那家)|([123])号")
THAT_ONE = re.compile("[那这]家|[那这](?:个|所)(?:养老院|托育|机构|地方)|它")
ABOUT_ONE = re.compile(
    "电话|号码|联系|地址|在哪|哪里|怎么走|多少钱|收费|价格|贵|几点|开门|时间|怎么样|介绍"
)
NAMES = (later("第一家"), later("第二家"), later("第三家"))
BOTH_KINDS = ((later("给老人找"), "给老人找养老机构"), (later("给孩子找"), "给孩子找托育"))


def look(memory: Memory, heard: Heard, world: World, type_: str | None = None) -> Turn:
    """Show some, or ask what is missing."""
    wanted = _wanted(memory, heard, world, type_)
    if wanted.kind is None:
        kinds = [Button(say(title), payload) for title, payload in BOTH_KINDS]
        return _ask(memory, world, wanted, "kind", kinds)
    if wanted.district is None and not wanted.anywhere:
        districts = world.pack.facts["district"].options
        named = (Button(label, str(value)) for value, label in districts)
        buttons = (*named, Button(say("全市都看"), "全市都看"))
        return _ask(memory, world, wanted, "district", buttons)
    return _show(memory, wanted, world)


def answers_search(memory: Memory, heard: Heard) -> bool:
    """Whether the message says what was asked for a search, or asks for the same somewhere else."""
    search, reading = memory.search, heard.reading
    if search is None or reading.topics:
        return False
    if search.asking == "kind":
        return bool(reading.side or reading.provider_kind)
    if search.asking == "district" or (memory.about == PLACES and len(heard.bare) <= 8):
        return bool(reading.district or ANYWHERE.search(heard.bare) or _elsewhere(heard))
    return False


def about_one(memory: Memory, heard: Heard) -> str | None:
    """The institution of those shown that the message asks about."""
    if not memory.shown:
        return None
    found = NTH.search(heard.bare)
    if found:
        at = -1 if found[2] else "一二三123".index(found[1] or found[3]) % 3
        return memory.shown[at] if at < len(memory.shown) else None
    one = THAT_ONE.search(heard.bare) or (len(heard.bare) <= 8 and ABOUT_ONE.search(heard.bare))
    return memory.shown[0] if one and memory.about == PLACES and len(memory.shown) == 1 else None


def tell(memory: Memory, key: str, world: World) -> Turn:
    """One institution: where it is, its phone, fees and hours, and what of these is not known."""
    try:
        place = world.places.get(key)
    except Unreachable:
        return said(world.pack, "provider_unreachable", "unknown"), memory
    if place is None:
        return said(world.pack, "provider_none"), memory
    says = world.pack.replies
    lines = [
        *_samples([place], world),
        say("%(name)s（%(type)s）", name=place.name, type=place.type_name),
        say("地址：%(where)s", where=place.where),
    ]
    lines += [say("电话：%(phone)s", phone=place.phone or says["phone_unknown"])]
    lines += [say("收费：%(fees)s", fees=place.fees or says["fees_unknown"])]
    lines += [say("时间：%(hours)s", hours=place.hours)] if place.hours else []
    answer = Answer((Reply("\n".join(lines), cards=(_card(place),)),), (f"provider:{place.id}",))
    return answer, replace(memory, shown=(place.id,), about=PLACES)


def _wanted(memory: Memory, heard: Heard, world: World, type_: str | None) -> Search:
    reading = heard.reading
    before = (
        memory.search
        if memory.search and (memory.search.asking or memory.about == PLACES)
        else None
    )
    start = before or Search(district=district_of(memory))
    found = type_ or next(iter(reading.provider_types), None) or _spoken_of(memory, heard, world)
    kind = kind_of(found) if found else reading.provider_kind or reading.side or start.kind
    kept = start.type if kind == start.kind else None
    place = (reading.district or start.district, reading.street)
    if _elsewhere(heard) and not reading.district:
        place = None, None
    anywhere = bool(ANYWHERE.search(heard.bare)) or (start.anywhere and not reading.district)
    return Search(kind, found or kept, *place, anywhere)


def _spoken_of(memory: Memory, heard: Heard, world: World) -> str | None:
    """What is looked for where only a place is said: 海州有没有, after 老人助餐."""
    if heard.reading.provider_kind or memory.about != TOPIC:
        return None
    meant = [choice for choice in choices(world.pack).values() if choice.topic == memory.topic]
    return next((choice.find for choice in meant if choice.find), None)


def _elsewhere(heard: Heard) -> bool:
    return bool(OTHER_PLACE.fullmatch(heard.bare))


def _ask(
    memory: Memory, world: World, wanted: Search, what: str, buttons: Sequence[Button]
) -> Turn:
    reply = "provider_where" if what == "district" else "provider_kind"
    pending = replace(memory, search=replace(wanted, asking=what), about=PLACES)
    return said(world.pack, reply, "asking", *buttons), pending


def _show(memory: Memory, wanted: Search, world: World) -> Turn:
    memory = replace(memory, search=wanted, about=PLACES, topic=None)
    try:
        found, head = _found(wanted, _fitting(memory, wanted, world), world)
    except Unreachable:
        return said(world.pack, "provider_unreachable", "unknown"), memory
    if not found:
        other = _other_district(), Button(say("全市都看"), "全市都看")
        return said(world.pack, "provider_none", "answered", *other), replace(memory, shown=())
    rows = [f"{at}. {_line(place)}" for at, place in enumerate(found, 1)]
    text = "\n".join([*_samples(found, world), head, *rows])
    names = NAMES[: len(found)]
    buttons = (*(Button(say(n), f"{n}怎么样") for n in names), _other_district())
    cards = tuple(_card(place) for place in found)
    refs = tuple(f"provider:{place.id}" for place in found)
    shown = tuple(place.id for place in found[:SHOWN_KEPT])
    return Answer((Reply(text, buttons, cards),), refs), replace(memory, shown=shown)


def _other_district() -> Button:
    return Button(say("换个区县"), "换个区县")


def _district(world: World, name: str | None) -> str | None:
    """As the language being spoken writes it."""
    return dict(world.pack.facts["district"].options).get(name, name)


def _fitting(memory: Memory, wanted: Search, world: World) -> Fitting:
    """Whom the one spoken of must be taken in as."""
    if wanted.kind == "childcare":
        return Fitting(age_months=_months(memory, world))
    return Fitting(care_level=facts_of(memory, "resident").get("care_level"))


def _found(wanted: Search, fitting: Fitting, world: World) -> tuple[Sequence[Place], str]:
    """The places, and the line above them: whom they take in, or that none says it takes them in."""
    found = world.places.find(wanted, fitting)
    if found or fitting.care_level is None:
        return found, _head(wanted, fitting, world, "provider_list_care")
    found = world.places.find(wanted, Fitting())
    return found, _head(wanted, fitting, world, "provider_list_no_care")


def _head(wanted: Search, fitting: Fitting, world: World, care: str) -> str:
    says = world.pack.replies
    where = say("全市") if wanted.anywhere else _district(world, wanted.district)
    if fitting.care_level is not None:
        levels = dict(world.pack.facts["care_level"].options)
        return says[care].format(where=where, who=levels[fitting.care_level])
    if fitting.age_months is not None:
        return says["provider_list_age"].format(where=where, who=fitting.age_months)
    return says["provider_list"].format(where=where)


def _months(memory: Memory, world: World) -> int | None:
    """Of an age known as a range the lower end: what takes in the younger child is worth a call."""
    try:
        age = derive(facts_of(memory, "child"), world.day).get("child_age_months")
    except FactError:
        return None  # a birth and an age that contradict each other: the form sorts it out
    return int(age.lo) if isinstance(age, Interval) else age


def _samples(found: Sequence[Place], world: World) -> list[str]:
    return [world.pack.replies["provider_samples"]] if any(p.is_sample for p in found) else []


def _line(place: Place) -> str:
    return say("，").join(filter(None, [place.name, place.where.split("，")[0], place.fees]))


def _card(place: Place) -> Card:
    return Card("provider", place.id, place.name, f"/providers/{place.id}")
