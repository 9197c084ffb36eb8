"""What the HSDS door may be asked, and which rows that means; what makes no sense is refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from models import Merged, Provider, ProviderTag, twins
from models.words import words
from web.api.fields import Asked, flag, text, whole
from web.api.refusing import refuse
from web.db import session
from web.i18n import gettext
from web.opendata.terms import terms

PER_PAGE, PER_PAGE_AT_MOST, PAGES_AT_MOST = 20, 100, 1_000_000
UUID_LENGTH = 36
Asked_ = dict[str, Any]


class HsdsQuery(Asked):
    """HSDS's own names."""

    search = text(most=100, load_default=None, metadata={"description": "名称或地址里的字"})
    page = whole(1, PAGES_AT_MOST, load_default=1, metadata={"description": "第几页"})
    per_page = whole(
        1, PER_PAGE_AT_MOST, load_default=PER_PAGE, metadata={"description": "一页几项"}
    )
    taxonomy_term_id = text(
        most=UUID_LENGTH, load_default=None, metadata={"description": "机构类型或特点的编号"}
    )
    modified_after = text(
        most=40, load_default=None, metadata={"description": "这以后改过的，ISO 8601"}
    )
    full = flag(load_default=False, metadata={"description": "连同电话、收费等一起"})


def rows(asked: Asked_) -> tuple[Sequence[Provider], int]:
    """The providers of the page asked for, and how many there are in all."""
    wanted = _wanted(asked)
    total = session().scalar(select(func.count()).select_from(wanted.subquery())) or 0
    start = (asked["page"] - 1) * asked["per_page"]
    # Loaded together: a page of a hundred would else ask the database four hundred times.
    parts = (Provider.services, Provider.prices, Provider.opening_hours)
    shown = wanted.order_by(Provider.id).offset(start).limit(asked["per_page"])
    found = session().scalars(shown.options(*(selectinload(each) for each in parts)))
    return found.all(), total


def real(provider_id: Any) -> Provider | None:
    found = session().get(Provider, provider_id)
    gone = found is None or found.is_sample or twins.leads_to(session(), found.id)
    return None if gone else found


def _wanted(asked: Asked_) -> Select[Provider]:
    one_with_another = select(Merged.dropped_id)
    wanted = select(Provider).where(
        Provider.is_sample.is_(False), Provider.id.not_in(one_with_another)
    )
    for word in words(asked["search"] or ""):
        named = (Provider.name_folded, Provider.other_names, Provider.address_folded)
        wanted = wanted.where(or_(*(each.contains(word, autoescape=True) for each in named)))
    if asked["modified_after"]:
        wanted = wanted.where(Provider.changed_at >= _moment(asked["modified_after"]))
    if asked["taxonomy_term_id"]:
        wanted = wanted.where(_of_term(asked["taxonomy_term_id"]))
    return wanted


def _moment(said: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        refuse("modified_after", gettext("写成 2026-11-24T08:00:00+08:00 这样"))


def _of_term(term_id: str) -> Any:
    term = next((each for each in terms() if each["id"] == term_id), None)
    if term is None:
        refuse("taxonomy_term_id", gettext("没有这个编号的类型或特点，见 /hsds/taxonomy_terms"))
    code = term["code"]
    for column in (Provider.type, Provider.kind):
        if code in {each.value for each in column.type.python_type}:
            return column == column.type.python_type(code)
    return Provider.tag_rows.any(ProviderTag.tag == code)
