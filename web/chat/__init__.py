"""The conversation as the public sees it: one turn, used by page and JSON alike, and the page.

What is understood and said is decided behind it, by Rasa and `knowledge`; danger is answered here, first.
"""

from web.chat import rating  # noqa: F401 - gives the blueprint its last pages
from web.chat.views import bp

__all__ = ["bp"]
