"""Which trained model is in use, by its name, which is a hash of what it was made of. Knows not how it is trained."""

from __future__ import annotations

from pathlib import Path

TRAINED = Path(__file__).resolve().parent.parent / "bot" / "trained"
CURRENT = TRAINED / "current.tar.gz"
UNKNOWN = "none"


def model_name(current: Path = CURRENT) -> str:
    """The hash of the model that Rasa is told to load; `none` where there is none."""
    return current.resolve().name.removesuffix(".tar.gz") if current.exists() else UNKNOWN
