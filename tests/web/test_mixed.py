"""Chinese on a page in another language is marked as Chinese, and nothing is marked twice."""

from __future__ import annotations

import pytest

from web.mixed import mark

RUN = '<span lang="zh-Hans">{}</span>'


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Call 海州区民政局 today.</p>", f"<p>Call {RUN.format('海州区民政局')} today.</p>"),
        (
            "<p>Notice 〔民办函〔2025〕49号〕, article 3</p>",
            f"<p>Notice {RUN.format('〔民办函〔2025〕49号〕')}, article 3</p>",
        ),
        ("<p>such as 〔我 82 岁〕 (82)</p>", f"<p>such as {RUN.format('〔我 82 岁〕')} (82)</p>"),
        ('<p lang="zh-Hans">海州 <b>区</b> 民</p>区', f'<p lang="zh-Hans">海州 <b>区</b> 民</p>{RUN.format("区")}'),
        ('<li lang="zh-Hans"><ul><li>甲</li></ul>乙</li>', '<li lang="zh-Hans"><ul><li>甲</li></ul>乙</li>'),
        ('<html lang="en"><p>甲</p>', f'<html lang="en"><p>{RUN.format("甲")}</p>'),
        ('<option value="海州区">海州区</option>', '<option value="海州区" lang="zh-Hans">海州区</option>'),
        ('<option value="x">Haizhou</option>', '<option value="x">Haizhou</option>'),
        ("<textarea>海州</textarea>", "<textarea>海州</textarea>"),
        ('<script type="application/json">"海"</script>', '<script type="application/json">"海"</script>'),
        ('<svg><path d=""/><text>海</text></svg>州', f'<svg><path d=""/><text>海</text></svg>{RUN.format("州")}'),
        ('<input placeholder="海">', '<input placeholder="海">'),
        ("<!-- 海 --><p>sea</p>", "<!-- 海 --><p>sea</p>"),
    ],
)  # fmt: skip
def test_a_run_of_chinese_says_so(page: str, marked: str) -> None:
    assert mark(page) == marked
    assert mark(marked) == marked
