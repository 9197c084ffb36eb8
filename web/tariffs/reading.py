"""From the fields of the form to a bill; what is wrong is said beside its field, and nothing typed is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from knowledge.tariffs import CABLE_TV, UTILITIES, Bill
from web.i18n import gettext

NUMBER = re.compile(r"\d{1,9}(\.\d{1,6})?", re.ASCII)
METERED = ("monthly_usage", "current_unit_price", "residential_unit_price")
TELEVISION = ("monthly_fee", "resident_standard_fee")
KINDS = ("eldercare", "childcare")
REGISTERED = {"yes": True, "no": False}


def figures(utility: str) -> tuple[str, ...]:
    """The figures that are asked for this utility."""
    return TELEVISION if utility == CABLE_TV else METERED


def utility(args: Mapping[str, str]) -> str:
    asked = args.get("utility", "")
    return asked if asked in UTILITIES else UTILITIES[0]


def read(args: Mapping[str, str]) -> tuple[Bill, dict[str, str]]:
    """The bill, and for each field that cannot be read what would do."""
    of, wrong = utility(args), {}
    found: dict[str, Any] = {"utility": of}
    for name in figures(of):
        text = unicodedata.normalize("NFKC", args.get(name, "")).strip().replace(",", "")
        if text and not NUMBER.fullmatch(text):
            wrong[name] = gettext("要填数字，不能是负数，比如 0.55；不知道就空着")
        elif text:
            found[name] = Decimal(text)
    kind = args.get("provider_kind", "")
    found["provider_kind"] = kind if kind in KINDS else None
    found["provider_registered"] = REGISTERED.get(args.get("provider_registered", ""))
    return Bill(**found), wrong
