"""The page on which an institution reckons its bill; the sums are `knowledge`'s."""

from web.tariffs.views import bp

__all__ = ["bp"]
