"""What can be wrong with a pack or with a person's facts, said so that it can be mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of a pack: the file, its line (1-based, 0 unknown), what is wrong and what to do."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.says}"


class PackError(ValueError):
    """The pack cannot be used; `problems` lists every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class FactError(ValueError):
    """A fact that cannot be: names the fact and says what would do."""

    def __init__(self, fact: str, says: str) -> None:
        self.fact = fact
        self.says = says
        super().__init__(f"{fact}: {says}")
