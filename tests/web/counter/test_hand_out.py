"""The hand-out holds decisions and no facts, is one link however often it is asked for, and says when it has ended."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from apiflask import APIFlask
from fontTools.ttLib import TTFont
from pypdfium2 import PdfDocument, PdfTextObj
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import CareLevel, Provider, SharedResult
from tests.models.rows import a_provider
from tests.web.counter.screen import SENTENCE, buttons, say, text_of
from tests.web.inbox.desk import Advisor
from tests.web.lint import faults, parse
from web.clock import SHANGHAI, now, today
from web.config import BadSetting, Settings
from web.counter import printing
from web.counter.printing import A4

SAID = ("低保", "独居", "一个人住", "半失能", "要人帮", "82 岁", "82岁", "82 周岁")


@pytest.fixture
def heard(one: Advisor) -> str:
    page = say(one, one.open("/counter").text, SENTENCE).text
    return say(one, page, answer="p0-local_hukou=true").text


@pytest.fixture
def kept(one: Advisor, heard: str) -> TestResponse:
    return say(one, heard, to="/counter/hand-out", agreed="yes")


def paper_of(page: str) -> str:
    return text_of(page, "article")


def links(rows: Session) -> list[SharedResult]:
    rows.rollback()
    return list(rows.scalars(select(SharedResult)))


def test_the_sheet_says_what_where_with_what_from_where_and_when(kept: TestResponse) -> None:
    paper = paper_of(kept.text)

    assert "您能享受的" in paper
    assert "尊老金 " in paper
    assert "去哪办：户籍所在村（社区）或街道（乡镇）" in paper
    assert "要带：身份证、户口簿、本人银行卡或社保卡" in paper
    assert "还没定的：" in paper
    assert "还要弄清楚的" in paper
    assert "老人做过能力评估吗？评下来是哪一级？" in paper
    assert "12345 政务服务便民热线" in paper
    assert "依据：" in paper
    assert today().isoformat() in paper
    assert list(faults(kept.text)) == []


def test_the_sheet_tells_nothing_of_what_was_said(kept: TestResponse) -> None:
    paper = paper_of(kept.text)
    assert [word for word in SAID if word in paper] == []


def test_places_nearby_are_on_the_paper_and_not_behind_the_link(
    one: Advisor, heard: str, rows: Session, add_nearby: None
) -> None:
    one_more = "松鹤护理院 · 养老院 · 海州区收费 1800–2600 元/月；电话没有核到"
    page = say(one, heard, to="/counter/hand-out", agreed="yes").text
    pdf = say(one, heard, to="/counter/hand-out.pdf", agreed="yes", paper="80mm")
    (link,) = links(rows)

    assert f"附近的机构 {one_more}" in paper_of(page)
    assert "只收失能的" not in paper_of(page)
    assert one_more.replace(" ", "") in "".join(lines_of(PdfDocument(pdf.data))).replace(" ", "")
    assert [word for word in SAID if word in paper_of(page)] == []
    assert "松鹤" not in json.dumps(link.content, ensure_ascii=False)
    assert list(faults(page)) == []


def test_at_most_three_places_are_printed_and_all_is_one_page(
    one: Advisor, heard: str, add_nearby: None, rows: Session
) -> None:
    taken = {CareLevel.MILD, CareLevel.MODERATE}
    for name in ("一家", "二家", "三家", "四家"):
        rows.add(a_provider(name=name, district="海州区", care_levels=taken))
    rows.commit()
    paper = paper_of(say(one, heard, to="/counter/hand-out").text)
    pdf = PdfDocument(say(one, heard, to="/counter/hand-out.pdf", paper="a4").data)
    printed = "\n".join(lines_of(pdf))

    for names in (paper, printed):
        assert sum(name in names for name in ("松鹤", "一家", "二家", "三家", "四家")) == 3
    assert len(pdf) == 1


def test_what_a_voucher_takes_off_at_most_leaves_at_least(
    one: Advisor, add_nearby: None, rows: Session
) -> None:
    """A voucher pays two fifths and at most 800: nobody may read off the paper that all of it is theirs."""
    place = rows.scalars(select(Provider).where(Provider.name == "松鹤护理院")).one()
    place.care_levels = {*place.care_levels, CareLevel.SEVERE}
    rows.commit()
    screen = say(one, one.open("/counter").text, "82 海州户口 低保 评估为重度失能").text
    paper = paper_of(say(one, screen, to="/counter/hand-out").text)
    said = "若收消费券，最少自己付 1080–1800 元"

    assert said in text_of(screen)
    assert said in paper


def test_where_nothing_is_near_the_paper_leaves_it_out(one: Advisor, heard: str) -> None:
    assert "附近的机构" not in paper_of(say(one, heard, to="/counter/hand-out").text)


def test_only_known_numbers_are_printed(kept: TestResponse) -> None:
    phones = next(u for u in parse(kept.text).iter("ul") if u.get("class") == "phones")
    numbers = ["".join(each.itertext()).split()[0] for each in phones.iter("li")]

    assert numbers[0] == "12345"
    assert set(numbers) <= {"12345", "12393"}


def test_without_a_yes_nothing_is_kept_and_there_is_no_code(
    one: Advisor, heard: str, rows: Session
) -> None:
    page = say(one, heard, to="/counter/hand-out").text

    assert links(rows) == []
    assert "二维码" not in page
    assert "尊老金" in paper_of(page)


def test_the_link_holds_decisions_opens_for_anybody_and_ends(
    app: APIFlask, kept: TestResponse, rows: Session
) -> None:
    (link,) = links(rows)
    stranger = app.test_client()
    stranger.set_cookie("display", "elder")
    page = stranger.get(f"/check/shared/{link.id}")

    assert kept.text.count("<svg") >= 1
    assert (page.status_code, "尊老金" in page.text) == (200, True)
    assert link.expires_at - link.created_at == timedelta(days=7)
    assert not [w for w in SAID if w in json.dumps(link.content, ensure_ascii=False)]
    assert {key for each in link.content["results"] for key in each} == {
        "benefit_id", "title", "status", "amount", "certainty", "open", "apply", "sources",
    }  # fmt: skip

    rows.execute(update(SharedResult).values(expires_at=now() - timedelta(seconds=1)))
    rows.commit()
    ended = stranger.get(f"/check/shared/{link.id}")
    assert (ended.status_code, "尊老金" in text_of(ended.text)) == (410, False)
    assert "已经停用" in ended.text


def test_the_paper_names_the_last_day_as_the_city_counts_it(
    kept: TestResponse, rows: Session
) -> None:
    (link,) = links(rows)
    last = link.expires_at.astimezone(SHANGHAI).date()
    assert f"到 {last.isoformat()} 为止" in paper_of(kept.text)


def test_a_forged_link_shows_nothing(app: APIFlask, kept: TestResponse, rows: Session) -> None:
    (link,) = links(rows)
    forged = link.id[:-1] + ("0" if link.id[-1] != "0" else "1")
    answer = app.test_client().get(f"/check/shared/{forged}")

    assert (answer.status_code, "尊老金" in text_of(answer.text)) == (404, False)
    assert "没有这个链接" in answer.text


def test_pressed_twice_is_one_link_and_another_sheet_another(
    one: Advisor, heard: str, rows: Session
) -> None:
    first = say(one, heard, to="/counter/hand-out", agreed="yes").text
    say(one, heard, to="/counter/hand-out", agreed="yes")
    say(one, first, to="/counter/hand-out", paper="80mm")
    assert len(links(rows)) == 1

    say(one, heard, to="/counter/hand-out", agreed="yes", answer="p0-care_level=severe")
    assert len(links(rows)) == 2


def test_each_of_a_family_gets_a_sheet_and_a_link_of_their_own(one: Advisor, rows: Session) -> None:
    screen = say(one, one.open("/counter").text, "妈妈82岁海州户口，老大2岁").text
    mother = say(one, screen, to="/counter/hand-out", agreed="yes").text
    child = say(one, mother, to="/counter/hand-out", look=buttons(mother, "look")[0]).text

    assert "再出一张：老大" in mother
    assert ("尊老金" in paper_of(mother), "尊老金" in paper_of(child)) == (True, False)
    assert "您能享受的（老大）" in paper_of(child)
    assert len(links(rows)) == 2
    assert list(faults(child)) == []


def test_a_key_of_somebody_else_s_making_is_not_taken(
    one: Advisor, heard: str, rows: Session
) -> None:
    page = say(one, heard, to="/counter/hand-out", agreed="yes", slip="mine").text
    (link,) = links(rows)

    assert link.id != "mine"
    assert "mine" not in page


def test_a_link_taken_back_is_printed_no_more(
    one: Advisor, heard: str, rows: Session, kept: TestResponse
) -> None:
    rows.execute(update(SharedResult).values(content={}))
    rows.commit()
    page = say(one, heard, to="/counter/hand-out", agreed="yes").text

    assert "二维码" not in page
    assert "尊老金" in paper_of(page)


def test_a_sheet_of_nobody_is_refused_and_what_was_typed_stays(one: Advisor) -> None:
    empty = one.open("/counter").text
    answer = say(one, empty, "托育怎么收费", to="/counter/hand-out", agreed="yes")

    assert answer.status_code == 422
    assert 'value="托育怎么收费"' in answer.text
    assert "出不了单子" in answer.text
    assert list(faults(answer.text)) == []


def test_back_on_the_screen_all_is_as_it_was(one: Advisor, heard: str, kept: TestResponse) -> None:
    again = say(one, kept.text).text
    work = [next(e for e in parse(p).iter("div") if e.get("id") == "work") for p in (again, heard)]
    said = ["".join(each.itertext()).split() for each in work]

    assert said[0] == said[1]


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_a_receipt_is_set_for_its_roll(one: Advisor, heard: str, paper: str) -> None:
    page = say(one, heard, to="/counter/hand-out", paper=paper).text

    assert ("css/receipt.css" in page) is (paper == "80mm")
    assert list(faults(page)) == []


@pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("80mm", 80)])
def test_the_pdf_reads_like_the_sheet(one: Advisor, heard: str, paper: str, width: int) -> None:
    answer = say(one, heard, to="/counter/hand-out.pdf", agreed="yes", paper=paper)
    document = PdfDocument(answer.data)
    said = "".join(lines_of(document))

    assert answer.mimetype == "application/pdf"
    assert len(document) == 1
    assert round(document[0].get_width() / 72 * 25.4) == width
    assert "尊老金" in said
    assert "要带：身份证、户口簿、本人银行卡或社保卡" in said
    assert "12345 政务服务便民热线" in said
    assert [word for word in SAID if word in said] == []


def test_no_line_of_the_pdf_begins_with_a_comma(one: Advisor, heard: str) -> None:
    answer = say(one, heard, to="/counter/hand-out.pdf", paper="80mm")
    lines = lines_of(PdfDocument(answer.data))

    assert len(lines) > 30
    assert [line for line in lines if line[0] in "、，。；：？）" or line[-1] in "（《"] == []


def lines_of(document: PdfDocument) -> list[str]:
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def test_where_the_machine_has_no_letters_the_page_says_so_and_prints(
    one: Advisor, heard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "fonts", lambda: None)
    page = say(one, heard, to="/counter/hand-out").text
    refused = say(one, heard, to="/counter/hand-out.pdf")

    assert "没有找到中文字体" in page
    assert "尊老金" in paper_of(page)
    assert refused.status_code == 404


def test_the_fonts_named_hold_the_letters(app: APIFlask) -> None:
    with app.app_context():
        found = printing.fonts()
    assert found is not None
    for font in (found.plain, found.strong):
        letters = TTFont(font.path, fontNumber=font.number).getBestCmap()
        assert {ord(c) for c in "尊老金连云港，。（）0"} <= set(letters)


def test_a_font_that_is_not_there_stops_the_start() -> None:
    with pytest.raises(BadSetting, match="PRINT_FONT"):
        Settings("k" * 40, PRINT_FONT="/no/such/font.ttf")


def test_a_long_sheet_has_smaller_letters_before_a_second_page(app: APIFlask) -> None:
    with app.test_request_context():
        short, long, longest = (pages_and_letters(count) for count in (3, 9, 60))

    assert short == (1, A4.letters[0])
    assert long[0] == 1
    assert A4.letters[-1] <= long[1] < A4.letters[0]
    assert longest[0] > 1
    assert longest[1] == A4.letters[-1]


def pages_and_letters(decisions: int) -> tuple[int, float]:
    how = {"where": "所在村（社区）", "online": None, "documents": ["身份证", "户口簿"]}
    one = {
        "title": "一项待遇", "amount": None, "certainty": "stated", "open": [], "apply": how,
        "sources": [{"locator": "附表1 第1项"}], "missing": [],
    }  # fmt: skip
    results = {"eligible": [one] * decisions, "likely": [], "unknown": []}
    sheet = printing.Sheet("", results, [], [], [], today(), "", "", "说明")
    fonts = printing.fonts()
    assert fonts is not None
    document = PdfDocument(printing.printed(sheet, fonts, slim=False))
    letters = next(o for o in document[0].get_objects() if isinstance(o, PdfTextObj))
    return len(document), round(letters.get_font_size() / 1.6, 1)
