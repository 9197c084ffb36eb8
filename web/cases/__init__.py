"""Clients an advisor looks after, with their consent: facts, decisions, what is to be done, and what rules changed.

What somebody may get is decided by `knowledge`, how a case is kept by `models`.
"""

from web.cases import changing, cli, exporting, looking, opening, tasks, watching
from web.cases.door import bp

__all__ = ["bp", "changing", "cli", "exporting", "looking", "opening", "tasks", "watching"]
