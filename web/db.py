"""One database session a request; knows nothing of tables or queries, which are `models`'."""

from __future__ import annotations

from flask import Flask, current_app, g
from sqlalchemy.orm import Session, sessionmaker

from models.session import make_engine, make_sessions


def init_app(app: Flask, url: str) -> None:
    app.extensions["sessions"] = make_sessions(make_engine(url))
    app.teardown_appcontext(_close)


def session() -> Session:
    """The session of this request, opened when it is first asked for."""
    if "session" not in g:
        opened: sessionmaker[Session] = current_app.extensions["sessions"]
        g.session = opened()
    found: Session = g.session
    return found


def rollback() -> None:
    """Gives up what this request had begun, so that a page can still be made."""
    if "session" in g:
        session().rollback()


def _close(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
