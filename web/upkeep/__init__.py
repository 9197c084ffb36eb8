"""Keeping the directory true: lists looked over before they are sent, corrections, reports, reviews. Shows no place."""

from __future__ import annotations

from flask import Flask

from web.upkeep import (
    correcting,
    deciding,
    editing,
    moderating,
    reporting,
    reports,
    reviewing,
    twins,
    validating,
)
from web.upkeep.door import bp

__all__ = [
    "bp",
    "correcting",
    "deciding",
    "editing",
    "init_app",
    "moderating",
    "reporting",
    "reports",
    "reviewing",
    "twins",
    "validating",
]


def init_app(app: Flask) -> None:
    reviewing.init_app(app)
