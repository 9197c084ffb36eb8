"""The search for providers: read into arrays once, asked many times, the same on every database.

`current` is the index of a session's database, `ask` a search over it. Knows nothing of pages and of policy.
"""

from models.finding.asking import Found, ask
from models.finding.keeping import current
from models.finding.paging import BadCursor, Page, page

__all__ = ["BadCursor", "Found", "Page", "ask", "current", "page"]
