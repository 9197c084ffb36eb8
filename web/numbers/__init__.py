"""`/data`: the plan's figures and targets beside what the directory counts today. Decides nothing about anybody."""

from web.numbers import desk
from web.numbers.views import bp

__all__ = ["bp", "desk"]
