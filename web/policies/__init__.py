"""Pages over what is true: the policy lists, benefits, guides and figures of the pack."""

from web.policies.views import bp

__all__ = ["bp"]
