"""`python -m ops.process web`: one process of the Procfile in the place of this one, for systemd and containers.

The commands stand in the Procfile and nowhere else; restarting and order are the caller's.
"""

from __future__ import annotations

import os
import sys

from ops.supervising import processes
from ops.train import ROOT, environment


def main(name: str = "") -> None:
    commands = processes((ROOT / "Procfile").read_text(encoding="utf-8"))
    if name not in commands:
        sys.exit(f"没有叫“{name}”的进程，只有：{'、'.join(commands)}")
    os.chdir(ROOT)
    # A shell of its own only for what is more than one command: signals go to the process itself.
    command = commands[name] if "&&" in commands[name] else f"exec {commands[name]}"
    os.execve("/bin/sh", ["/bin/sh", "-c", command], environment())  # noqa: S606 - the Procfile's


if __name__ == "__main__":
    main(*sys.argv[1:2])
