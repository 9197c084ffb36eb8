"""The blueprint all pages about providers hang on; knows none of them."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask.sansio.blueprints import BlueprintSetupState

from web.directory import labels, saying

bp = APIBlueprint("directory", __name__, url_prefix="/providers", enable_openapi=False)


@bp.record_once
def _hand_words_to_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(labels.words(), saying=saying)
