"""The kinds of values the contract speaks of, and what is said, in plain words, when one is wrong.

Knows no endpoint. No message repeats the value it complains of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, Date, Dict, Float, Integer, List, Raw, String
from apiflask.validators import Length, OneOf, Range, Regexp
from marshmallow import EXCLUDE, ValidationError
from marshmallow.fields import Field

from web.i18n import LazyString, lazy_gettext

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
NUMBER_PAIR = re.compile(r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?)", re.ASCII)


def _says(wrong: LazyString) -> dict[str, Any]:
    return {
        "required": lazy_gettext("这一项必须有"),
        "null": lazy_gettext("这一项不能是 null"),
        "type": wrong,
        "invalid": wrong,
        "invalid_utf8": wrong,
        "format": wrong,
        "special": wrong,
        "too_large": wrong,
        "overflow": wrong,
    }


def text(*, most: int, least: int = 0, form: str | None = None, **options: Any) -> Field[Any]:
    """Text of so many characters, of a `form` where one is needed."""
    between = lazy_gettext("要在 %(least)s 到 %(most)s 个字之间", least=least, most=most)
    checks: list[Any] = [Length(least, most, error=between)]
    if form:
        checks.append(Regexp(form, error=lazy_gettext("写法不对")))
    return String(error_messages=_says(lazy_gettext("要填文字")), validate=checks, **options)


def whole(least: int, most: int, **options: Any) -> Field[Any]:
    between = lazy_gettext("要在 %(least)s 到 %(most)s 之间", least=least, most=most)
    return Integer(
        error_messages=_says(lazy_gettext("要填整数")),
        validate=Range(least, most, error=between),
        **options,
    )


def number(least: float, most: float, **options: Any) -> Field[Any]:
    between = lazy_gettext("要在 %(least)s 到 %(most)s 之间", least=least, most=most)
    return Float(
        error_messages=_says(lazy_gettext("要填数字")),
        validate=Range(least, most, error=between),
        **options,
    )


class _Exact(Float):
    """A number as JSON has them: neither text nor true, which Python takes for 1."""

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.make_error("invalid")
        return super()._validated(value)


class _Flag(Boolean):
    """true or false and nothing that merely looks like it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def exact(least: float, most: float, **options: Any) -> Field[Any]:
    """A number in a JSON body, where a text is no number."""
    between = lazy_gettext("要在 %(least)s 到 %(most)s 之间", least=least, most=most)
    says = _says(lazy_gettext("要填数字"))
    return _Exact(error_messages=says, validate=Range(least, most, error=between), **options)


def true_or_false(**options: Any) -> Field[Any]:
    """true or false in a JSON body."""
    return _Flag(error_messages=_says(lazy_gettext("要填 true 或 false")), **options)


def choice(allowed: Iterable[str], **options: Any) -> Field[Any]:
    names = list(allowed)
    only = lazy_gettext("只能填 %(names)s", names="、".join(names))
    return String(error_messages=_says(only), validate=OneOf(names, error=only), **options)


def flag(**options: Any) -> Field[Any]:
    return Boolean(error_messages=_says(lazy_gettext("要填 true 或 false")), **options)


def day(**options: Any) -> Field[Any]:
    wrong = lazy_gettext("要填真实的日期，写成 2026-11-24 这样")
    between = lazy_gettext(
        "要在 %(first)s 到 %(last)s 之间", first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat()
    )
    return Date(
        error_messages=_says(wrong), validate=Range(FIRST_DAY, LAST_DAY, error=between), **options
    )


def table(**options: Any) -> Field[Any]:
    """Names with any JSON value; what the values may be is decided by whoever reads them."""
    values = Raw(allow_none=True)
    says = _says(lazy_gettext("要填一组“名称: 值”"))
    return Dict(keys=String(), values=values, error_messages=says, **options)


def several(inner: Field[Any], most: int, **options: Any) -> Field[Any]:
    too_many = lazy_gettext("最多 %(most)s 项", most=most)
    return List(inner, validate=Length(max=most, error=too_many), **options)


class Asked(Schema):
    """What somebody sends: names we do not know are left out, complaints are in their language."""

    class Meta:
        unknown = EXCLUDE

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        raise ValidationError(_spoken(error.messages), data=data)


def _spoken(messages: Any) -> Any:
    """marshmallow takes a sentence that is translated late for no sentence at all."""
    if isinstance(messages, Mapping):
        return {name: _spoken(inner) for name, inner in messages.items()}
    return [str(each) for each in messages] if isinstance(messages, list) else [str(messages)]


class Point(String):
    """`lat,lon` as two numbers (WGS-84)."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        found = NUMBER_PAIR.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
        if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            raise ValidationError(str(lazy_gettext("要写成“纬度,经度”，例如 34.6,119.2")))
        return float(found[1]), float(found[2])
