"""The blueprint of the browser's importer, and where a list lies until it is written or given up."""

from __future__ import annotations

from apiflask import APIBlueprint

from models import ProviderImport
from web.handed_in import HandedIn

IMPORTS = HandedIn(ProviderImport, "imports", "imports", "work")
bp = APIBlueprint("imports", __name__, url_prefix="/counter/import", enable_openapi=False)
