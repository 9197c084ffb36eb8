"""The public door: site, counter and JSON over one Flask app. How a rule is decided and how rows are stored
is `knowledge`'s and `models`'; this module only wires.
"""

from __future__ import annotations

from apiflask import APIFlask

from web import (
    api,
    assets,
    cases,
    chat,
    cli,
    counter,
    db,
    directory,
    display,
    docs,
    eligibility,
    errors,
    findable,
    glossary,
    home,
    i18n,
    imports,
    inbox,
    learning,
    limits,
    lists,
    mixed,
    money,
    navigation,
    numbers,
    observing,
    office,
    offline,
    opendata,
    overlays,
    pack,
    policies,
    security,
    staff,
    stats,
    status,
    styleguide,
    tariffs,
    traditional,
    upkeep,
    words,
)
from web.config import Settings

__all__ = ["create_app"]

# Each subject adds its blueprint here and needs nothing else to be reachable.
BLUEPRINTS = (
    home.bp,
    display.bp,
    findable.bp,
    glossary.bp,
    offline.bp,
    styleguide.bp,
    policies.bp,
    directory.bp,
    docs.bp,
    chat.bp,
    eligibility.bp,
    tariffs.bp,
    staff.bp,
    counter.bp,
    inbox.bp,
    cases.bp,
    cases.watching.bp,
    lists.bp,
    imports.bp,
    learning.bp,
    upkeep.bp,
    overlays.bp,
    numbers.bp,
    stats.bp,
    status.bp,
    *api.BLUEPRINTS,
    *opendata.BLUEPRINTS,
    *observing.BLUEPRINTS,
)


def create_app(settings: Settings | None = None) -> APIFlask:
    settings = settings or Settings.from_env()
    app = APIFlask(
        __name__,
        title="连云港一老一小",
        version="1",
        spec_path="/api/v1/openapi.json",
        docs_path=None,
        json_errors=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    assets.init_app(app)  # first, so that what it compresses is what all others have said
    pack.init_app(app, settings)
    db.init_app(app, settings.database_url)
    i18n.init_app(app, settings)
    observing.init_app(app, settings)
    security.init_app(app, settings)
    limits.init_app(app, settings)
    display.init_app(app, settings)
    staff.init_app(app, settings)
    office.init_app(app, settings)
    for part in (errors, findable, glossary, mixed, money, navigation, traditional, upkeep, words):
        part.init_app(app)
    cli.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    security.exempt_open_doors(app)
    return app
