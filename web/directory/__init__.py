"""Pages over who gives care: a list to narrow down, and one page a provider."""

from web.directory.views import bp

__all__ = ["bp"]
