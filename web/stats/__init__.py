"""`/stats` and `/counter/stats`: how the service is used, month by month, in numbers that lead to nobody."""

from web.stats.views import bp

__all__ = ["bp"]
