"""`make experience`: measure the pages with Lighthouse, take their pictures, write both into docs/.

`python -m tests.experience journeys` takes only the three people's ways again, for which nobody needs Node.
"""

from __future__ import annotations

import os
import sys
from datetime import date

from playwright.sync_api import sync_playwright

from tests.browser import CHINESE, executable
from tests.experience import lighthouse, pictures
from tests.experience.site import ROOT, running

REPORT = ROOT / "docs/experience.md"
HEAD = """# 页面好不好用：量出来的

`make experience` 重新量、重新拍，写进这一页和 `docs/screenshots/`。{day}，{cores} 核的机器，Lighthouse 的手机档（慢网络、慢处理器）。

目标：性能 ≥ 95，无障碍、最佳实践 100；能被搜索的页 SEO 100（名单里只有示例、结果和对话不给搜索，SEO 一栏写 –）。

| 页 | 性能 | 无障碍 | 最佳实践 | SEO | 没过的 |
| --- | ---: | ---: | ---: | ---: | --- |
"""


def main() -> int:
    rows, missed = [], 0
    with running() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox", CHINESE]
        )
        if sys.argv[1:] == ["journeys"]:
            pictures.take_journeys(browser, site)
            browser.close()
            return 0
        result, cookie = pictures.session_with_result(browser, site)
        for score in lighthouse.scores(site, result, cookie):
            rows.append(_row(score))
            missed += _misses(score)
            print(rows[-1], flush=True)
        pictures.take_all(browser, site, ("zh-Hans", "en"))
        browser.close()
    head = HEAD.format(day=date.today(), cores=os.cpu_count())  # noqa: DTZ011 - the reader's day
    REPORT.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{missed} 项没到目标" if missed else "都到了目标")
    return 1 if missed else 0


def _row(score: lighthouse.Score) -> str:
    points = [str(score.points[part]) for part in lighthouse.PARTS]
    if not score.indexable:
        points[-1] = "–"
    return f"| {score.page} | {' | '.join(points)} | {'、'.join(score.wrong)} |"


def _misses(score: lighthouse.Score) -> int:
    counted = [p for p in lighthouse.PARTS if p != "seo" or score.indexable]
    return sum(score.points[part] < lighthouse.TARGETS[part] for part in counted)


if __name__ == "__main__":
    sys.exit(main())
