"""政策找人: a whole list of people screened in the background, for whom policy may have something. Decides nothing."""

from web.lists import cli, views
from web.lists.views import bp

__all__ = ["bp", "cli", "views"]
