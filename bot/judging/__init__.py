"""Judges ways to understand on questions that took no part in making them, and writes docs/nlu.md."""
