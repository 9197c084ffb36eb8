"""Open Referral HSDS 3.1 over the real providers: its paths, its envelope, its paging.

Closed and suspended places are there with their status: whoever copies the data has to learn of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import url_for

from models import Provider
from web.api.refusing import gone
from web.findable import public_address
from web.i18n import gettext
from web.opendata import asking, records
from web.opendata.asking import HsdsQuery
from web.opendata.terms import taxonomies, terms

Item = dict[str, Any]
bp = APIBlueprint("hsds", __name__, url_prefix="/hsds", tag="HSDS 3.1")
VERSION = "3.1"


@bp.get("/")
@bp.doc(summary="这套接口是什么")
def about() -> Item:
    return {
        "version": VERSION,
        "profile": public_address(url_for("docs.show")),
        "openapi_url": public_address(url_for("openapi.spec")),
    }


@bp.get("/services")
@bp.input(HsdsQuery, location="query")
@bp.doc(summary="服务")
def services(query_data: Item) -> Item:
    return _providers(query_data, records.service)


@bp.get("/services/<uuid:item_id>")
@bp.doc(summary="一项服务")
def service(item_id: UUID) -> Item:
    return records.service(_known(item_id), whole=True)


@bp.get("/organizations")
@bp.input(HsdsQuery, location="query")
@bp.doc(summary="机构")
def organizations(query_data: Item) -> Item:
    return _providers(query_data, records.organization)


@bp.get("/organizations/<uuid:item_id>")
@bp.doc(summary="一家机构")
def organization(item_id: UUID) -> Item:
    return records.organization(_known(item_id), whole=True)


@bp.get("/service_at_locations")
@bp.input(HsdsQuery, location="query")
@bp.doc(summary="在某地的服务")
def service_at_locations(query_data: Item) -> Item:
    return _providers(query_data, records.service_at_location)


@bp.get("/service_at_locations/<uuid:item_id>")
@bp.doc(summary="一处服务")
def service_at_location(item_id: UUID) -> Item:
    return records.service_at_location(_known(item_id), whole=True)


@bp.get("/taxonomies")
@bp.input(HsdsQuery, location="query")
@bp.doc(summary="分类")
def all_taxonomies(query_data: Item) -> Item:
    return _kept(taxonomies(), query_data)


@bp.get("/taxonomies/<uuid:item_id>")
@bp.doc(summary="一个分类")
def taxonomy(item_id: UUID) -> Item:
    return _one(taxonomies(), item_id)


@bp.get("/taxonomy_terms")
@bp.input(HsdsQuery, location="query")
@bp.doc(summary="分类里的词")
def taxonomy_terms(query_data: Item) -> Item:
    return _kept(terms(), query_data)


@bp.get("/taxonomy_terms/<uuid:item_id>")
@bp.doc(summary="分类里的一个词")
def taxonomy_term(item_id: UUID) -> Item:
    return _one(terms(), item_id)


def _providers(asked: Item, written: Callable[[Provider, bool], Item]) -> Item:
    found, total = asking.rows(asked)
    return _page([written(each, asked["full"]) for each in found], total, asked)


def _kept(items: Sequence[Item], asked: Item) -> Item:
    word = (asked["search"] or "").strip()
    wanted = [each for each in items if word in each["name"]]
    start = (asked["page"] - 1) * asked["per_page"]
    return _page(wanted[start : start + asked["per_page"]], len(wanted), asked)


def _page(contents: Sequence[Item], total: int, asked: Item) -> Item:
    pages = ceil(total / asked["per_page"])
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked["page"],
        "size": len(contents),
        "first_page": asked["page"] == 1,
        "last_page": asked["page"] >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _known(item_id: UUID) -> Provider:
    return asking.real(item_id) or gone(gettext("没有这个编号的机构"))


def _one(items: Sequence[Item], item_id: UUID) -> Item:
    found = next((each for each in items if each["id"] == str(item_id)), None)
    return found or gone(gettext("没有这个编号的分类"))
