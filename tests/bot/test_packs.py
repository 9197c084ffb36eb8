"""The bot speaks for the pack that the site was started with."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from bot.packs import named_pack
from knowledge.loading import DEFAULT


def test_the_named_pack_is_read(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(DEFAULT, other)
    meta = yaml.safe_load((other / "pack.yml").read_text(encoding="utf-8"))
    (other / "pack.yml").write_text(yaml.safe_dump({**meta, "id": "other"}), encoding="utf-8")

    assert named_pack({"PACK": str(other)}).id == "other"
    assert named_pack({}).id == meta["id"]
