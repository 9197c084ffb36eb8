"""Starts Rasa with the model that `ops.train` made and with no other: `python -m ops.checked MODEL COMMAND…`.

A model is unpacked into running code, so a file that was exchanged or cut short must not be loaded.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path


def digest(model: Path) -> str:
    """The SHA-256 of a model file, in hexadecimal."""
    with model.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def noted(model: Path) -> Path:
    """Where the digest of a model is kept; a link counts as what it points at."""
    return model.resolve().with_suffix(".sha256")


def note(model: Path) -> None:
    noted(model).write_text(digest(model) + "\n", encoding="utf-8")


def sound(model: Path) -> bool:
    """Whether a model is the file that was trained here."""
    kept = noted(model)
    if not model.exists() or not kept.exists():
        return False
    return kept.read_text(encoding="utf-8").strip() == digest(model)


def main(model: str, *command: str) -> None:
    if not sound(Path(model)):
        sys.exit(f"问答模型 {model} 和训练时记下的不一样，不能用。请重新训练：make train")
    os.execv(command[0], command)  # noqa: S606 - the command is the Procfile's


if __name__ == "__main__":
    main(*sys.argv[1:])
