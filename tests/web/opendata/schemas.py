"""HSDS's own schemas, where they are at hand: beside the repository, or where HSDS_SCHEMAS points."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).resolve().parents[3]
BESIDE = [above / "shared" / "hsds" for above in ROOT.parents[:2]]


def folder() -> Path:
    """Skips where nobody has put them: they are under another licence and not ours to ship."""
    named = os.environ.get("HSDS_SCHEMAS")
    places = [Path(named)] if named else BESIDE
    found = next((each for each in places if (each / "service.json").exists()), None)
    if found is None:
        pytest.skip("the HSDS 3.1 schemas are not here: set HSDS_SCHEMAS to their folder")
    return found


def validator(name: str) -> Draft202012Validator:
    """For `service` and the like; `Page` is the envelope."""
    files = {each.name: json.loads(each.read_text("utf-8")) for each in folder().glob("*.json")}
    resources = [
        (file, Resource.from_contents(schema, default_specification=DRAFT202012))
        for file, schema in files.items()
    ]
    wanted: dict[str, Any] = {"$ref": f"{name}.json"}
    if name == "Page":
        wanted = files["openapi.json"]["components"]["schemas"]["Page"]
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(wanted, registry=_registry(resources), format_checker=checker)


def _registry(resources: list[tuple[str, Any]]) -> Any:
    empty: Any = Registry()
    return empty.with_resources(resources)
