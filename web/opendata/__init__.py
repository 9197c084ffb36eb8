"""The directory as open data: HSDS 3.1 and a table; real rows only, and told when nothing changed.

Knows no page. What a provider is, `models` knows; here it only gets other names.
"""

from web.api import providers
from web.opendata import freshness
from web.opendata.download import bp as download
from web.opendata.hsds import bp as hsds

freshness.watch(hsds)
freshness.watch(download)
# The same directory, as rows and on a map.
freshness.watch(providers.bp, {"providers", "provider", "providers_geojson"})
BLUEPRINTS = (hsds, download)

__all__ = ["BLUEPRINTS", "freshness"]
