"""Lighthouse, as a phone on a slow network, over the pages people use most; one table."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.browser import CHINESE, executable
from tests.experience.site import Site

HERE = Path(__file__).parent
PARTS = ("performance", "accessibility", "best-practices", "seo")
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


class Score(NamedTuple):
    page: str
    points: dict[str, int]
    indexable: bool
    wrong: list[str]  # audits that failed


def pages(site: Site, result: str) -> dict[str, tuple[str, bool]]:
    """Name → address and whether search engines may list it."""
    return {
        "首页": ("/", True),
        "机构列表": ("/providers?kind=childcare", False),
        "机构": (f"/providers/{site.provider}", True),
        "政策": ("/policies/eldercare-13", True),
        "查补贴": ("/check", True),
        "结果": (result, False),
        "问一问": ("/chat", False),
    }


def scores(site: Site, result: str, cookie: str) -> Iterator[Score]:
    for name, (address, indexable) in pages(site, result).items():
        report = _run(site.url + address, cookie)
        points = {part: round(100 * report["categories"][part]["score"]) for part in PARTS}
        counted = PARTS if indexable else PARTS[:-1]
        yield Score(name, points, indexable, list(_failed(report, counted)))


def _run(url: str, cookie: str) -> dict[str, Any]:
    command = [str(HERE / "node_modules/.bin/lighthouse"), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(PARTS)}", "--no-enable-error-reporting"]
    command += [f"--chrome-flags=--headless=new --no-sandbox {CHINESE}"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    env = {**os.environ, "CHROME_PATH": executable()}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _failed(report: dict[str, Any], counted: tuple[str, ...]) -> Iterator[str]:
    for part in counted[1:]:
        for reference in report["categories"][part]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield audit["id"]
