"""The desk's side of a handoff: who waits, one conversation, who is there, numbers to call back.

What the resident sees of it is `web.chat`'s.
"""

from web.inbox import callbacks, talk, views
from web.inbox.door import bp

__all__ = ["bp", "callbacks", "talk", "views"]
