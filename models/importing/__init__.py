"""A real list of providers, as an office keeps it in a spreadsheet, into rows with source and day.

All or nothing, repeatable, and a report that names row, field and fix without repeating what the cells say.
Knows nothing of uploads and pages: it gets a path and a session, and leaves the commit to the caller.
"""

from models.importing.checking import Checked, check
from models.importing.kept import ProviderList
from models.importing.report import Action, Problem, Report, RowResult
from models.importing.row import LABELS, Locality, Setting
from models.importing.run import Plan, apply, import_file, note, preview
from models.importing.zips import Limits

__all__ = [
    "LABELS",
    "Action",
    "Checked",
    "Limits",
    "Locality",
    "Plan",
    "Problem",
    "ProviderList",
    "Report",
    "RowResult",
    "Setting",
    "apply",
    "check",
    "import_file",
    "note",
    "preview",
]
