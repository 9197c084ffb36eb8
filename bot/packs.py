"""Which knowledge pack the bot speaks for: the one that `PACK` names, as for the site."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from knowledge.loading import DEFAULT, load_pack
from knowledge.pack import Pack

ROOT = Path(__file__).resolve().parents[1]


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """A relative path counts from the repository."""
    return ROOT / environ.get("PACK", DEFAULT)


def named_pack(environ: Mapping[str, str] = os.environ) -> Pack:
    return load_pack(folder(environ))
