"""政策找人: a whole list of people screened in the background, for whom policy may have something. Decides nothing."""

from web.lists import cli

__all__ = ["cli"]
