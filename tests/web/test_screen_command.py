"""Screening a list at the prompt: rows kept in order, faults told, reasons for the rows asked about."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from apiflask import APIFlask
from click.testing import Result

HEADING = "编号,applicant,age,local_hukou\n"
GOOD = "甲,resident,82,是\n"
BAD = "乙,resident,八十,也许\n"


def run(app: APIFlask, path: Path, text: str | bytes, *words: str) -> Result:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    output = str(path.with_suffix(".out.csv"))
    day = ["--as-of", "2026-11-24"]
    return app.test_cli_runner().invoke(
        args=["screen", str(path), "--output", output, *day, *words]
    )


def written(path: Path) -> list[dict[str, str]]:
    with path.with_suffix(".out.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_good_list_comes_back_with_statuses(app: APIFlask, tmp_path: Path) -> None:
    done = run(app, tmp_path / "people.csv", HEADING + GOOD)
    (row,) = written(tmp_path / "people.csv")

    assert (done.exit_code, row["row"], row["id"]) == (0, "2", "甲")
    assert (row["old_age_allowance"], row["childrearing_subsidy"], row["problem"]) == (
        "eligible",
        "",
        "",
    )


def test_a_bad_row_is_kept_in_its_place_with_its_faults(app: APIFlask, tmp_path: Path) -> None:
    done = run(app, tmp_path / "people.csv", HEADING + BAD + GOOD)
    first, second = written(tmp_path / "people.csv")

    assert (done.exit_code, "有问题的 1 行" in done.output) == (1, True)
    assert (first["problem"], first["old_age_allowance"]) == (
        "age：要填整数；local_hukou：要填 是 或 否",
        "",
    )
    assert second["old_age_allowance"] == "eligible"
    assert "八十" not in done.output


def test_reasons_are_told_for_the_row_asked_about(app: APIFlask, tmp_path: Path) -> None:
    text = HEADING + GOOD + "丙,resident,79,是\n"
    done = run(app, tmp_path / "people.csv", text, "--reasons", "3")

    assert "第 3 行" in done.output
    assert "第 2 行" not in done.output
    assert (
        "尊老金：不符合条件。年满 80 周岁（不符合）；本市户籍（符合）；不到一年就满 80 周岁"
        in done.output
    )


def test_a_spreadsheet_opens_the_result_and_calculates_nothing(
    app: APIFlask, tmp_path: Path
) -> None:
    run(app, tmp_path / "people.csv", HEADING + GOOD.replace("甲", "=1+1"))
    raw = (tmp_path / "people.out.csv").read_bytes()

    assert raw.startswith("\ufeff".encode())
    assert written(tmp_path / "people.csv")[0]["id"] == "'=1+1"


def test_a_list_in_gb18030_is_read(app: APIFlask, tmp_path: Path) -> None:
    done = run(app, tmp_path / "people.csv", (HEADING + GOOD).encode("gb18030"))

    assert (done.exit_code, written(tmp_path / "people.csv")[0]["id"]) == (0, "甲")


@pytest.mark.parametrize(
    ("text", "encoding", "says"),
    [("姓名\n某\n", "utf-8", "列名"), ("ÿÿÿ\n", "latin-1", "UTF-8"), ("", "utf-8", "列名")],
)
def test_a_file_that_is_no_list_is_refused_with_the_fix(
    app: APIFlask, tmp_path: Path, text: str, encoding: str, says: str
) -> None:
    done = run(app, tmp_path / "people.csv", text.encode(encoding))

    assert (done.exit_code, says in done.output) == (1, True)
