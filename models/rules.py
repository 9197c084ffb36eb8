"""What the database itself refuses about a provider, whoever writes the row.

Knows only column names. Written so that no part is ever NULL by accident: a CHECK lets NULL pass.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint

from models.kinds import CHILDCARE_TYPES, ELDERCARE_TYPES, Kind, ProviderType


def _types(kind: Kind, types: Iterable[ProviderType]) -> str:
    return f"(kind = '{kind}' AND type IN ({', '.join(repr(each.value) for each in types)}))"


def _ordered(low: str, high: str) -> str:
    return (
        f"({low} IS NULL OR {low} >= 0) AND ({high} IS NULL OR {high} >= 0)"
        f" AND ({low} IS NULL OR {high} IS NULL OR {low} <= {high})"
    )


def _dated(figure: str, day: str) -> str:
    return f"({figure} IS NULL OR {day} IS NOT NULL)"


RULES: dict[str, str] = {
    "kind_of_type": " OR ".join(
        (_types(Kind.ELDERCARE, ELDERCARE_TYPES), _types(Kind.CHILDCARE, CHILDCARE_TYPES))
    ),
    # A point without a precision, or a precision without a point, would mislead the map.
    "point": "(lat IS NULL AND lon IS NULL AND location_precision = 'none')"
    " OR (lat IS NOT NULL AND lon IS NOT NULL AND location_precision <> 'none'"
    " AND lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)",
    "capacity": "(capacity IS NULL OR capacity >= 0) AND " + _dated("capacity", "capacity_on"),
    # Vacancies change by the week: a number nobody dated is no number.
    "vacancies": "(vacancies IS NULL OR vacancies >= 0)"
    " AND (vacancies IS NULL OR capacity IS NULL OR vacancies <= capacity)"
    " AND " + _dated("vacancies", "vacancies_on"),
    "fees": _ordered("fee_min", "fee_max"),
    "fees_described": "(fee_min IS NULL AND fee_max IS NULL)"
    " OR (fee_unit IS NOT NULL AND fees_on IS NOT NULL)",
    "ages": _ordered("age_min_months", "age_max_months"),
    "real_rows_are_verified": "is_sample OR verified_on IS NOT NULL",
    # Nobody may ring a number that a demonstration made up, or take its name for a real one.
    "samples_are_plain": "NOT is_sample OR (phone IS NULL AND name LIKE '示例%')",
}

CONSTRAINTS = tuple(CheckConstraint(text, name=name) for name, text in RULES.items())
