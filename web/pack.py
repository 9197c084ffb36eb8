"""The knowledge pack of this process, read once at the start; a bad pack stops the start."""

from __future__ import annotations

from flask import Flask, current_app

from knowledge.loading import load_pack
from knowledge.pack import Pack
from knowledge.search import Search
from web.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    loaded = load_pack(settings.pack_path)
    app.extensions["pack"] = loaded
    app.extensions["search"] = Search(loaded)


def pack() -> Pack:
    loaded: Pack = current_app.extensions["pack"]
    return loaded


def search() -> Search:
    index: Search = current_app.extensions["search"]
    return index
