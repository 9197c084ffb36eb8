"""Pages over who gives care: a list to narrow down, one page a provider, a comparison and a short list."""

from web.directory import comparing, listing, mapping, page, saved
from web.directory.door import bp

__all__ = ["bp", "comparing", "listing", "mapping", "page", "saved"]
