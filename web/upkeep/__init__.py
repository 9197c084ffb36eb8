"""Keeping the directory true: lists looked over before they are sent, corrections, reports, reviews. Shows no place."""

from web.upkeep import correcting, deciding, validating
from web.upkeep.door import bp

__all__ = ["bp", "correcting", "deciding", "validating"]
