"""Where an operator screens a whole list of people: at a prompt. How it is decided is `knowledge`'s."""

from web.population.commands import screen

__all__ = ["screen"]
