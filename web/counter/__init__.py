"""The counter: one screen on which an advisor hears, shows and hands out what a person can get.

Keeps nothing about anybody: what was said travels in the form and is gone with the page.
"""

from web.counter import handing, views
from web.counter.door import bp

__all__ = ["bp", "handing", "views"]
