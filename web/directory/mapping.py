"""A map of what a list found, where the operator has a key of 天地图; without one there is none, and nothing of it.

Leaflet comes from a package installed at set-up and is served from here, once somebody opens the map. Its tiles are
the one thing that a page of ours fetches elsewhere: only then, and only these pages may. 天地图 speaks CGCS2000,
which is WGS-84 to a few centimetres. Knows no search.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, current_app, send_from_directory, url_for
from xstatic.pkg import leaflet

from models import Precision, Provider
from models.geography import STREET_WITHIN_M
from models.kinds import LOCATED
from web.assets import ONE_YEAR_SECONDS
from web.config import Settings
from web.directory.door import bp
from web.security import admit_images

FILES = (
    "leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
    "images/marker-icon.png", "images/marker-icon-2x.png", "images/marker-shadow.png",
)  # fmt: skip
HOST = "https://t0.tianditu.gov.cn"
LAYERS = ("vec", "cva")  # streets and water; names in Chinese above them
TILE = (
    "{host}/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
DECIMALS = 4


@bp.get("/map/<path:name>")
def leaflet_file(name: str) -> Response:
    if not _settings().TIANDITU_KEY or name not in FILES:
        abort(404)
    return send_from_directory(leaflet.BASE_DIR, name, max_age=ONE_YEAR_SECONDS)


def of(providers: Iterable[Provider]) -> dict[str, Any] | None:
    """What the page hands its script; None where no map can be drawn.

    Places at one point share it. One known by its street or town stands for all doors within `rough_m`, one
    known by less is not drawn and counts as `left_out`.
    """
    key, places = _settings().TIANDITU_KEY, list(providers)
    drawn = [each for each in places if _located(each)]
    if not key or not drawn:
        return None
    return {
        "points": _points(drawn),
        "tiles": [TILE.format(host=HOST, layer=layer, key=key) for layer in LAYERS],
        "rough_m": STREET_WITHIN_M,
        "left_out": len(places) - len(drawn),
        "number": _settings().MAP_NUMBER,
        **{kind: _file(f"leaflet.{kind}") for kind in ("js", "css")},
    }


def admit(response: Response) -> None:
    """Let this page show tiles, where there is a key."""
    if _settings().TIANDITU_KEY:
        admit_images(response, HOST)


def _located(provider: Provider) -> bool:
    return provider.lat is not None and provider.location_precision in LOCATED


def _points(providers: Iterable[Provider]) -> list[dict[str, Any]]:
    found: dict[tuple[float, float, bool], list[dict[str, str]]] = {}
    for each in providers:
        rough = each.location_precision != Precision.EXACT
        at = (round(each.lat or 0, DECIMALS), round(each.lon or 0, DECIMALS), rough)
        page = url_for("directory.show", provider_id=each.id)
        found.setdefault(at, []).append({"name": each.name, "page": page})
    return [
        {"at": [lat, lon], "rough": rough, "places": places}
        for (lat, lon, rough), places in found.items()
    ]


def _file(name: str) -> str:
    return url_for("directory.leaflet_file", name=name, v=leaflet.VERSION)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
