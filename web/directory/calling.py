"""The numbers of a provider as they are read and as a telephone dials them.

An extension is dialled after a pause (`,`), which telephones understand where RFC 3966's `;ext=` is often
ignored. Knows no page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.importing.phones import numbers_in
from web.directory.places import AREA_CODE
from web.i18n import gettext


class Number(NamedTuple):
    written: str
    dialled: str


def numbers(phone: str | None) -> list[Number]:
    """Each number once; several may stand in one field."""
    found = [_number(each) for each in numbers_in(phone or "")]
    return list(dict.fromkeys(found))


def _number(found: re.Match[str]) -> Number:
    plain = re.sub(r"\D", "", found["mobile"] or found["shared"] or found["short"] or "")
    if plain:
        return Number(found[0].strip(), plain.removeprefix("86") if found["mobile"] else plain)
    # From a mobile phone a landline is reached only with its area code.
    area, local = found["area"] or AREA_CODE, re.sub(r"\D", "", found["local"])
    whole, extension = f"{area}-{local}", found["extension"]
    if not extension:
        return Number(whole, f"{area}{local}")
    written = gettext("%(number)s 转 %(extension)s", number=whole, extension=extension)
    return Number(written, f"{area}{local},{extension}")
