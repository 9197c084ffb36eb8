"""Pages on which somebody finds out what they can get: questions, results, sharing. Decides nothing itself."""

from web.eligibility import cli, remarks, results, sharing, telling, views
from web.eligibility.door import bp

__all__ = ["bp", "cli", "remarks", "results", "sharing", "telling", "views"]
