"""Pages on which somebody finds out what they can get: questions, results, sharing. Decides nothing itself."""

from web.eligibility import remarks, results, sharing, telling, views
from web.eligibility.door import bp

__all__ = ["bp", "remarks", "results", "sharing", "telling", "views"]
