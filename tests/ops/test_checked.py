"""A model is started only if it is the file that was trained here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ops.checked import note, sound

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The link that Rasa is started with, to a model whose hash was noted."""
    made = tmp_path / "a1b2.tar.gz"
    made.write_bytes(b"weights")
    note(made)
    link = tmp_path / "current.tar.gz"
    link.symlink_to(made.name)
    return link


def start(model: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ops.checked", str(model), "/bin/echo", "started"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_model_that_was_trained_is_started(model: Path) -> None:
    assert start(model).stdout == "started\n"


@pytest.mark.parametrize("harm", ["exchanged", "not noted", "gone"])
def test_any_other_model_is_refused_with_a_way_out(model: Path, harm: str) -> None:
    made = model.resolve()
    if harm == "exchanged":
        made.write_bytes(b"weight")
    else:
        (made if harm == "gone" else made.with_suffix(".sha256")).unlink()
    done = start(model)

    assert not sound(model)
    assert done.returncode == 1
    assert "started" not in done.stdout
    assert "make train" in done.stderr
