"""A real list of providers, as an office keeps it in a spreadsheet, into rows with source and day.

All or nothing, repeatable, and a report that names row, field and fix without repeating what the cells say.
Knows nothing of uploads and pages: it gets a path and a session, and leaves the commit to the caller.
"""

from models.importing.report import Action, Problem, Report, RowResult
from models.importing.run import import_file

__all__ = ["Action", "Problem", "Report", "RowResult", "import_file"]
