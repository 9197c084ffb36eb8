"""Train the bot's model when its inputs changed, and only then.

The model's file name is a hash of everything it is made of; `bot/trained/current.tar.gz` points at it, and its own
hash is noted beside it: see `ops.checked`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ops.checked import note, noted, sound
from ops.model import CURRENT, TRAINED

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "instance" / "logs" / "train.log"
INPUTS = (
    "bot/config.yml",
    "bot/domain",
    "bot/data",
    "bot/components",
    "bot/packs.py",
    "knowledge/reading",
    "requirements/bot.txt",
)
# What topics are told by. The sentences that answers are made of change no model.
OF_THE_PACK = (
    "policies",
    "benefits",
    "guides",
    "figures.yml",
    "topics.yml",
    "words.yml",
    "places.yml",
)
KEPT_MODELS = 3


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that goes into the model, in a fixed order."""
    pack = root / os.environ.get("PACK", "knowledge/lianyungang")
    for path in (*(root / name for name in INPUTS), *(pack / name for name in OF_THE_PACK)):
        found = [path] if path.is_file() else path.rglob("*")
        yield from sorted(p for p in found if p.suffix in (".yml", ".py", ".txt") and p.is_file())


def input_hash(root: Path = ROOT) -> str:
    digest = hashlib.sha256()
    for path in inputs(root):
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def train(root: Path = ROOT, *, force: bool = False) -> Path:
    """The model for today's inputs, trained if there is none; raises SystemExit with a readable reason."""
    subprocess.run([root / ".venv/bin/python", "-m", "bot.generating"], cwd=root, check=True)
    name = input_hash(root)
    model = TRAINED / f"{name}.tar.gz"
    if force or not sound(model):
        _run_rasa(root, name)
        note(model)
    _point_at(model)
    return model


def _run_rasa(root: Path, name: str) -> None:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    print("  正在训练问答模型（约一分钟）…", flush=True)
    started = time.monotonic()
    command = [
        str(root / ".venv-bot/bin/rasa"),
        *("train", "--config", "bot/config.yml", "--domain", "bot/domain", "--data", "bot/data"),
        *("--out", "bot/trained", "--fixed-model-name", name),
    ]
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command,
            cwd=root,
            env=environment(root),
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode or not (TRAINED / f"{name}.tar.gz").exists():
        tail = LOG.read_text(encoding="utf-8").splitlines()[-15:]
        sys.exit(
            "训练没有成功，最后几行：\n  "
            + "\n  ".join(tail)
            + f"\n完整记录：{LOG.relative_to(root)}"
        )
    print(f"  训练完成，用时 {time.monotonic() - started:.0f} 秒", flush=True)


def environment(root: Path = ROOT) -> dict[str, str]:
    """What Rasa needs to find our components and to keep quiet and at home."""
    return {
        **os.environ,
        "PYTHONPATH": str(root),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "PYTHONWARNINGS": "ignore",
    }


def _point_at(model: Path) -> None:
    pointer = CURRENT.with_suffix(".new")
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(model.name)
    pointer.replace(CURRENT)
    model.touch()
    models = [p for p in TRAINED.glob("*.tar.gz") if not p.is_symlink()]
    for old in sorted(models, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT_MODELS:]:
        noted(old).unlink(missing_ok=True)
        old.unlink()


if __name__ == "__main__":
    print(f"  模型：{train(force='--force' in sys.argv).name}")
