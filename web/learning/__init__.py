"""What the bot did not know or did not say well: looked at by editors, proposed as examples, tried before it is taught."""

from web.learning import cli, proposal, views
from web.learning.door import bp

__all__ = ["bp", "cli", "proposal", "views"]
