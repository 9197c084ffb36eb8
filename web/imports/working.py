"""The process that reads lists and writes them, one after another, and ends when there are none. Shows no page.

It takes the very steps of `flask providers import`: preview, then all rows or none.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import ImportStep, ProviderImport
from models.importing import Plan, Setting, apply, note, preview
from web.clock import now
from web.db import session
from web.directory import places
from web.handed_in import BROKEN
from web.imports import showing
from web.imports.door import IMPORTS
from web.pack import pack

GONE = "文件已经删掉了，请再交一次"
CHANGED = "写之前又看了一遍，和刚才的结果不一样了：别人可能改过目录，请再核对"


class Lost(Exception):
    """The work was given to somebody else, or its file is to go."""


def work() -> int:
    """Do what waits; how many steps were begun."""
    begun = 0
    with IMPORTS.alone() as mine:
        while mine and (job := IMPORTS.next(session())):
            begun += 1
            _do(job)
    return begun


def _do(job: ProviderImport) -> None:
    opened = session()
    try:
        plan = _plan(opened, job)
        if plan is not None and job.step is ImportStep.WRITE and plan.report.ready:
            _write(opened, job, plan)
        elif plan is not None:
            _look(opened, job, plan)
    except Lost:
        opened.rollback()
    except Exception:
        IMPORTS.give_up(opened, job, BROKEN)
        raise


def _plan(opened: Session, job: ProviderImport) -> Plan | None:
    """The list as it is understood today; None where there is nothing to go on with, and that is said."""
    path = IMPORTS.list_of(job.id)
    if path is None:
        IMPORTS.give_up(opened, job, GONE)
        return None
    system, where = job.coordinate_system, places.locality(pack())
    plan = preview(
        opened,
        path,
        Setting(job.kind, job.source, job.verified_on, system, where),
        mapping=job.mapping,
        decisions={int(row): said for row, said in job.decisions.items()},
        progress=lambda rows: _go_on(opened, job, rows),
    )
    if plan.report.problems and not plan.report.headings:
        IMPORTS.give_up(opened, job, plan.report.problems[0].message)
        return None
    return plan


def _go_on(opened: Session, job: ProviderImport, rows: int) -> None:
    if not job.work(opened, now(), done=rows):
        raise Lost


def _look(opened: Session, job: ProviderImport, plan: Plan) -> None:
    showing.keep(job.id, plan)
    says = CHANGED if job.step is ImportStep.WRITE else ""
    if not job.looked(opened, now(), plan.report.counts, says):
        raise Lost


def _write(opened: Session, job: ProviderImport, plan: Plan) -> None:
    """Rows, record of the change and the end of the work in one transaction; then the file goes."""
    if not job.work(opened, now(), total=len(plan.report.rows), done=len(plan.report.rows)):
        raise Lost
    apply(opened, plan)
    note(opened, plan, job.staff_id, now())
    if not job.written(opened, now(), plan.report.counts):
        raise Lost
    opened.commit()
    opened.refresh(job)
    IMPORTS.drop(job.id)
