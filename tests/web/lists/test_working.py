"""Lists are screened in the background: every row comes back, nothing private stays, a broken start is mended."""

from __future__ import annotations

import stat
import time
from datetime import date, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from models import ListState, PeopleScreening
from models.worked import TRIES
from tests.web.lists.listing import hand_in, result, workbook
from web.clock import now
from web.lists import files, working

GOOD = "编号,年龄,本市户籍\n甲,82,是\n乙,八十,是\n丙,40,否\n"


def work(app: APIFlask) -> str:
    done = app.test_cli_runner().invoke(args=["lists", "work"])
    assert done.exit_code == 0, done.output
    return done.output


def job(rows: Session, key: str) -> PeopleScreening:
    return rows.get_one(PeopleScreening, key, populate_existing=True)


def files_of(app: APIFlask, key: str) -> list[str]:
    with app.app_context():
        place = files.folder() / key
        return sorted(each.name for each in place.iterdir()) if place.exists() else []


def test_every_row_comes_back_with_what_and_why(app: APIFlask, rows: Session) -> None:
    key = hand_in(app, rows, GOOD.encode())
    assert "1 份" in work(app)
    found = result(app, key)

    allowance = next(r for r in found if r["编号"] == "甲" and r["待遇"] == "尊老金")
    assert (allowance["行号"], allowance["判断"]) == ("2", "符合条件")
    assert "年满 80 周岁" in allowance["为什么"]
    assert allowance["依据"]
    (bad,) = [r for r in found if r["编号"] == "乙"]
    assert (bad["行号"], bad["判断"]) == ("3", "没有读懂，没有算")
    assert "年龄：要填整数" in bad["这一行要改的"]
    assert {r["行号"] for r in found} == {"2", "3", "4"}
    done = job(rows, key)
    assert (done.state, done.total, done.done, done.faulty) == (ListState.DONE, 3, 3, 1)


def test_the_list_goes_as_soon_as_it_is_screened_and_only_we_may_read_the_result(
    app: APIFlask, rows: Session
) -> None:
    key = hand_in(app, rows, GOOD.encode())
    assert files_of(app, key) == ["list.csv"]
    work(app)

    assert files_of(app, key) == ["result.csv"]
    with app.app_context():
        assert stat.S_IMODE(files.result_of(key).stat().st_mode) == 0o600
        assert stat.S_IMODE((files.folder() / key).stat().st_mode) == 0o700


def test_a_workbook_is_read_with_a_title_above_and_real_dates(app: APIFlask, rows: Session) -> None:
    sheet = workbook(["高龄老人名单"], ["姓名", "出生日期"], ["某某", date(1940, 3, 5)])
    key = hand_in(app, rows, sheet, ".xlsx")
    work(app)

    assert any(r["待遇"] == "尊老金" and r["行号"] == "3" for r in result(app, key))
    assert job(rows, key).says == "没有读的列：姓名"


@pytest.mark.parametrize("number", ["320705194003050011", "32070519400305001X", "13812345678"])
def test_a_number_that_identifies_somebody_is_not_handed_on(
    app: APIFlask, rows: Session, number: str
) -> None:
    key = hand_in(app, rows, f"编号,年龄\n{number},82\n".encode())
    work(app)

    with app.app_context():
        assert number not in files.result_of(key).read_text()


def test_no_cell_of_the_result_is_calculated(app: APIFlask, rows: Session) -> None:
    key = hand_in(app, rows, "编号,年龄\n=1+1,82\n@x,83\n".encode())
    work(app)

    assert {r["编号"] for r in result(app, key)} == {"'=1+1", "'@x"}


@pytest.mark.parametrize(
    ("upload", "kind", "says"),
    [
        (b"a,b\n1,2\n", ".csv", "列名"),
        (b"", ".csv", "列名"),
        (b"\xff\xfe\x00\x01\x00", ".csv", "编码"),
        (b"no workbook", ".xlsx", "xlsx"),
        ("年龄\n".encode() + b'"82\n', ".csv", "引号"),
    ],
    ids=["no columns", "empty", "binary", "no workbook", "open quote"],
)
def test_what_is_no_list_is_refused_in_words_and_deleted(
    app: APIFlask, rows: Session, upload: bytes, kind: str, says: str
) -> None:
    key = hand_in(app, rows, upload, kind)
    work(app)
    failed = job(rows, key)

    assert failed.state is ListState.FAILED
    assert says in str(failed.says)
    assert files_of(app, key) == []


def test_one_list_after_another_and_one_process_at_a_time(app: APIFlask, rows: Session) -> None:
    keys = [hand_in(app, rows, GOOD.encode()) for _ in range(3)]
    with app.app_context(), files.alone() as mine:
        assert mine
        assert "0 份" in work(app)
    assert "3 份" in work(app)

    assert {job(rows, key).state for key in keys} == {ListState.DONE}


def test_a_list_whose_process_died_is_begun_anew_by_the_next(app: APIFlask, rows: Session) -> None:
    key = hand_in(app, rows, GOOD.encode())
    died = job(rows, key)
    died.claim(rows, now() - timedelta(minutes=5))
    assert died.interrupted(now())
    work(app)

    assert (job(rows, key).state, job(rows, key).tries) == (ListState.DONE, 2)


def test_a_list_that_kills_whoever_takes_it_is_given_up(app: APIFlask, rows: Session) -> None:
    key = hand_in(app, rows, GOOD.encode(), tries=TRIES)
    work(app)

    assert job(rows, key).state is ListState.FAILED
    assert "没有算完" in str(job(rows, key).says)


def test_a_fault_of_ours_is_told_and_not_hidden(
    app: APIFlask, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    key = hand_in(app, rows, GOOD.encode())
    monkeypatch.setattr(working.judging, "rows", broken)
    done = app.test_cli_runner().invoke(args=["lists", "work"])

    assert isinstance(done.exception, ZeroDivisionError)
    assert job(rows, key).state is ListState.FAILED
    assert files_of(app, key) == []


def test_work_that_was_taken_away_leaves_no_result(
    app: APIFlask, rows: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = hand_in(app, rows, GOOD.encode())
    real = working.judging.rows

    def deleted_meanwhile(*given: Any) -> Any:
        with app.extensions["sessions"].begin() as other:
            other.get_one(PeopleScreening, key).deleted_at = now()
        return real(*given)

    monkeypatch.setattr(working.judging, "rows", deleted_meanwhile)
    work(app)

    assert job(rows, key).state is not ListState.DONE


def test_what_has_had_its_time_is_deleted_and_its_record_stays(
    app: APIFlask, rows: Session
) -> None:
    key = hand_in(app, rows, GOOD.encode(), delete_at=now() - timedelta(seconds=1))
    fresh = hand_in(app, rows, GOOD.encode())
    done = app.test_cli_runner().invoke(args=["purge"])

    assert "1 份" in done.output
    assert (files_of(app, key), files_of(app, fresh)) == ([], ["list.csv"])
    assert job(rows, key).deleted_at
    assert job(rows, key).purpose


def test_the_site_starts_a_process_of_its_own_that_ends_with_the_work(
    app: APIFlask, rows: Session
) -> None:
    key = hand_in(app, rows, GOOD.encode())
    with app.app_context():
        files.LISTS.see_to_it(rows)
    deadline = time.monotonic() + 60
    while job(rows, key).state is not ListState.DONE and time.monotonic() < deadline:
        rows.rollback()
        time.sleep(0.2)

    assert job(rows, key).state is ListState.DONE
    assert result(app, key)
