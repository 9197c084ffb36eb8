"""A yearly figure entered, put right or taken back: what is wrong with it, and the change with its record.

The prompt and the screen both come through here. Knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from models import Indicator, audit
from web.clock import now, today
from web.db import session
from web.i18n import gettext

FIELDS = ("name", "year", "value", "unit", "source")
LENGTHS = {"name": 80, "unit": 20, "source": 200}
NEEDED = ("name", "source")
FIRST_YEAR = 2000
TOO_LARGE = Decimal(10) ** 12
DECIMALS = 4


def faults(given: Mapping[str, str]) -> dict[str, str]:
    """By field, how to mend it; never what was written."""
    wrong = {}
    for name, most in LENGTHS.items():
        if name in NEEDED and not given[name].strip():
            wrong[name] = gettext("要写，最多 %(most)s 个字", most=most)
        elif len(given[name]) > most:
            wrong[name] = gettext("太长了，最多 %(most)s 个字", most=most)
    if _year(given["year"]) is None:
        first, last = FIRST_YEAR, today().year
        wrong["year"] = gettext("写一个年份，%(first)s 到 %(last)s", first=first, last=last)
    if _number(given["value"]) is None:
        wrong["value"] = gettext("写一个数，最多四位小数，单位写在单位那一格")
    return wrong


def enter(given: Mapping[str, str], staff_id: int | None) -> Indicator:
    """Write it, in place of what that year had under this name; `given` has no faults. The caller commits."""
    name, year, value = given["name"].strip(), _year(given["year"]), _number(given["value"])
    if year is None or value is None:
        raise ValueError("a figure with faults is not entered")
    kept = Indicator.named(session(), name, year)
    before = _told(kept) if kept else None
    said = {"value": value, "unit": given["unit"].strip(), "source": given["source"].strip()}
    if kept and all(getattr(kept, field) == text for field, text in said.items()):
        return kept
    kept = kept or Indicator(name=name, year=year)
    for field, text in said.items():
        setattr(kept, field, text)
    kept.entered_at = now()
    session().add(kept)
    _note("indicator.set", kept, before, _told(kept), staff_id)
    return kept


def take_back(kept: Indicator, staff_id: int) -> None:
    _note("indicator.removed", kept, _told(kept), {}, staff_id)
    session().delete(kept)


def standing(given: Mapping[str, str]) -> Indicator | None:
    """What that year has under this name, where both can be read."""
    year = _year(given["year"])
    return Indicator.named(session(), given["name"].strip(), year) if year else None


def _told(kept: Indicator) -> dict[str, str]:
    return {"value": kept.said, "source": kept.source}


def _note(
    action: str,
    kept: Indicator,
    before: dict[str, str] | None,
    after: dict[str, str],
    staff_id: int | None,
) -> None:
    audit.record(
        session(), staff_id=staff_id, action=action, target=f"{kept.name} {kept.year}",
        before=before, after=after, at=now(),
    )  # fmt: skip


def _year(text: str) -> int | None:
    said = text.strip()
    year = int(said) if said.isascii() and said.isdigit() and len(said) == len("2026") else 0
    return year if FIRST_YEAR <= year <= today().year else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    fits = number.is_finite() and abs(number) < TOO_LARGE and number == round(number, DECIMALS)
    return number if fits else None
