"""Tries proposed sentences beside the site: the questions of docs/nlu.md before and after. Shows no page.

The report is the bot's own (`bot.judging.trying`), run as a process of its own: it needs Rasa's environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from models import Trial
from models.checkup import new_key
from web.clock import now
from web.config import ROOT
from web.db import session
from web.handed_in import BROKEN, HandedIn
from web.staff.access import the_staff

TRIALS = HandedIn(Trial, "trials", "learning", "work")
REPORT = ("-m", "bot.judging.trying")
TOLD_WHY = 3  # how the report ends where it cannot be made and says why
A_SECOND, AT_MOST_SECONDS = 1, 900


def begin(opened: Session, proposed: Sequence[tuple[str, str]]) -> Trial:
    """Into the caller's transaction: pairs of text and label, to be tried together."""
    at, who = now(), the_staff()
    days = current_app.extensions["settings"].FEEDBACK_DAYS
    trial = Trial(
        id=new_key(),
        staff=who.name,
        staff_id=who.id,
        proposed=[list(pair) for pair in proposed],
        handed_in_at=at,
        delete_at=at + timedelta(days=days),
    )
    opened.add(trial)
    return trial


def work() -> int:
    """Try what waits; how many trials were begun."""
    begun = 0
    with TRIALS.alone() as mine:
        while mine and (trial := TRIALS.next(session())):
            begun += 1
            _try(session(), trial)
    return begun


def _try(opened: Session, trial: Trial) -> None:
    place = TRIALS.folder() / trial.id
    place.mkdir(mode=0o700, exist_ok=True)
    try:
        says = _report(opened, trial, place)
        if says:
            TRIALS.give_up(opened, trial, says)
    except Exception:
        TRIALS.give_up(opened, trial, BROKEN)
        raise
    finally:
        TRIALS.drop(trial.id)


def _report(opened: Session, trial: Trial, place: Path) -> str:
    """Why there is none; empty where it is kept, or where the work is no longer ours."""
    proposed, told, log = (place / name for name in ("proposed.json", "told.json", "log"))
    proposed.write_text(json.dumps(trial.proposed, ensure_ascii=False), "utf-8")
    command = [sys.executable, *REPORT, str(proposed), str(told)]
    with log.open("w", encoding="utf-8") as errors:
        running = subprocess.Popen(command, cwd=ROOT, stderr=errors)  # noqa: S603 - our own module
        ours = _wait(opened, trial, running)
    if not ours:
        return ""
    if running.returncode == 0:
        trial.tell(opened, now(), json.loads(told.read_text("utf-8")))
        return ""
    why = log.read_text("utf-8").strip().rpartition("\n")[2]
    return why if running.returncode == TOLD_WHY else BROKEN


def _wait(opened: Session, trial: Trial, running: subprocess.Popen[bytes]) -> bool:
    """False where the work was given to somebody else; what takes too long is ended."""
    until = time.monotonic() + AT_MOST_SECONDS
    while True:
        try:
            running.wait(A_SECOND)
            return True
        except subprocess.TimeoutExpired:
            ours = trial.work(opened, now())
            if not ours or time.monotonic() > until:
                running.kill()
                running.wait()
                return ours
