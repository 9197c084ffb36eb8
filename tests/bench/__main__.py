"""`make bench`: everything that has to reach a figure, measured in one run and printed as one table."""

from __future__ import annotations

import importlib
import sys

MODULES = ("clone", "engine", "screening", "importing", "finding", "serving")


def main() -> int:
    wanted = sys.argv[1:] or MODULES
    print(f"| {'what':<58} | {'measured':>14} | {'target':>16} |")
    print(f"| {'-' * 58} | {'-' * 13}: | {'-' * 15}: |", flush=True)
    for name in wanted:
        for what, measured, target in importlib.import_module(f"tests.bench.{name}").rows():
            print(f"| {what:<58} | {measured:>14} | {target:>16} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
