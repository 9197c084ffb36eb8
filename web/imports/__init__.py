"""Real lists of providers brought in through the browser; what the importer decides is `models.importing`'s."""

from web.imports import cli, views
from web.imports.door import bp

__all__ = ["bp", "cli", "views"]
