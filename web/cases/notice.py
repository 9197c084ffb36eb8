"""The notice a client agrees to before anything is kept: its version is kept with the case.

Whoever changes a word of `cases/notice.html` gives it a new version; a test holds both together.
"""

VERSION = "2026-11-26"
