"""How far it is, in words: as the crow flies, and no nearer than is known. Knows no map and no route.

Walking minutes are the least it can take, at eighty metres a minute on a straight line; a street bends.
"""

from __future__ import annotations

import math

from models import Precision, Provider
from models.geography import Near
from web.directory.starting import Start
from web.i18n import gettext

METRES_A_MINUTE = 80
WALKED_M = 3000  # farther than that nobody is told to walk
A_KM = 1000


def said(provider: Provider, near: Near | None, start: Start | None) -> str:
    """Empty where nobody asked how far it is."""
    if near is None or start is None:
        return ""
    metres = provider.distance_m(near)
    if metres is None:
        return gettext("有多远说不出：没有核到它的坐标")
    if provider.location_precision != Precision.EXACT:
        return gettext("只知道在哪个街道、乡镇：直线最远约 %(far)s", far=length(metres))
    if start.rough:
        return gettext("离%(place)s的大致位置直线约 %(far)s", place=start.said, far=length(metres))
    if metres > WALKED_M:
        return gettext("直线约 %(far)s", far=length(metres))
    minutes = max(1, math.ceil(metres / METRES_A_MINUTE))
    return gettext("直线约 %(far)s，走路至少 %(minutes)s 分钟", far=length(metres), minutes=minutes)


def length(metres: int) -> str:
    if metres < A_KM:
        return gettext("%(metres)s 米", metres=max(10, round(metres, -1)))
    return gettext("%(km)s 公里", km=f"{metres / A_KM:.1f}".removesuffix(".0"))
