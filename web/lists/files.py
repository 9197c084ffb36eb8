"""Where a list and its result lie until they are fetched. Knows no list."""

from __future__ import annotations

from pathlib import Path

from models import PeopleScreening
from web.handed_in import PART, HandedIn

LISTS = HandedIn(PeopleScreening, "lists", "lists", "work")
folder, keep, list_of, alone = LISTS.folder, LISTS.keep, LISTS.list_of, LISTS.alone

__all__ = ["LISTS", "PART", "alone", "folder", "keep", "list_of", "result_of"]


def result_of(key: str) -> Path:
    return folder() / key / "result.csv"
