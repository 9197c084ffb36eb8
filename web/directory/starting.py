"""Where somebody sets out from: their own place, a street or town they name, a point of a map.

Their own place is kept by their browser alone, in a cookie that lives for an hour and goes to the pages of
this folder only; the address of a page says `near=here`. So neither a history, a shared link nor a log of
addresses tells where anybody was. Knows no provider.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from knowledge.naming import LIVED_IN
from knowledge.pack import Place
from models.words import compact
from web.i18n import LazyString, gettext, lazy_gettext

HERE = "here"  # in the address, and the name of the cookie
KEPT = re.compile(r"-?\d{1,2}\.\d{1,4}:-?\d{1,3}\.\d{1,4}", re.ASCII)
POINT = re.compile(r"[-\d., ]+", re.ASCII)
FORGOTTEN = lazy_gettext("您的位置这里没有留着：再点一次“用我的位置”，或者写上街道、乡镇的名字")
UNHEARD = lazy_gettext("没有认出这个地方：请写街道、乡镇的名字，如“板浦镇”，或从名单里选")


class Start(NamedTuple):
    """`point` as the contract writes it, or the place to stay within where no point of it is known."""

    said: str
    point: str | None
    within: Place | None = None
    rough: bool = False


class NoStart(ValueError):
    """Nothing to set out from; `says` what to do."""

    def __init__(self, says: LazyString) -> None:
        super().__init__(str(says))
        self.says = says


def start(text: str, kept: str, places: tuple[Place, ...]) -> Start:
    """Raises NoStart. `kept` is what the cookie says."""
    if text == HERE:
        if not KEPT.fullmatch(kept):
            raise NoStart(FORGOTTEN)
        return Start(gettext("您的位置"), kept.replace(":", ","))
    if POINT.fullmatch(text):
        return Start(gettext("您给的坐标"), text)
    place = _named(places).get(compact(text))
    if place is None:
        raise NoStart(UNHEARD)
    if place.point is None:
        return Start(place.name, None, place, rough=True)
    return Start(place.name, f"{place.point.lat},{place.point.lon}", None, rough=True)


def offered(places: tuple[Place, ...]) -> list[Place]:
    """What may be picked: streets and towns, those with a known point first."""
    lived_in = [each for each in places if each.kind in LIVED_IN and each.kind != "district"]
    return sorted(lived_in, key=lambda each: each.point is None)


@lru_cache(maxsize=4)
def _named(places: tuple[Place, ...]) -> Mapping[str, Place]:
    """By every name; where two share one, the larger place, as people mean it."""
    found: dict[str, Place] = {}
    for place in places:
        for name in (place.name, *place.aliases) if place.district else ():
            found.setdefault(compact(name), place)
    return found
