"""The page on which the staff see what works: it tells what is so, and what to do where something is not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from ops.model import model_name
from tests.staff_client import sign_in
from tests.web.fake_rasa import running
from tests.web.inbox.desk import there, waiting
from web import create_app
from web.clock import now
from web.config import Settings
from web.pack import plain_pack

PAGE = "/counter/status"


def told(app: APIFlask, role: str = "advisor") -> dict[str, str]:
    """What stands beside each name on the page."""
    client = app.test_client()
    sign_in(client, role)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", answer.text)
    return {name: re.sub(r"<[^>]+>", " ", value).strip() for name, value in pairs}


def test_a_part_that_is_down_says_what_that_means_for_people(app: APIFlask) -> None:
    found = told(app)

    assert found["数据库"] == "正常"
    assert found["问答"].startswith("停了")
    assert "搜索" in found["问答"]


def test_a_part_that_is_up_says_no_more(settings: Settings) -> None:
    with running() as rasa:
        found = told(create_app(replace(settings, RASA_URL=rasa.url, ACTIONS_URL=rasa.url)))

    assert (found["问答"], found["问答的动作服务"]) == ("正常", "正常")


def test_who_waits_and_how_long(app: APIFlask, rows: Session) -> None:
    talk = waiting(rows)
    waiting(rows)
    talk.handoff_asked_at = now() - timedelta(minutes=12)
    there(rows, "甲")
    found = told(app)

    assert (found["等人接的"], found["在线的顾问"]) == ("2", "1")
    assert found["最早的等了"].startswith("12 分钟")
    assert "转人工" in found["最早的等了"]


def test_the_versions_are_those_in_use(app: APIFlask) -> None:
    found = told(app)

    assert found["问答模型"] == model_name()
    with app.app_context():
        assert found["知识包"] == plain_pack().version
    assert found["本地数字"]


def test_a_backup_and_a_purge_are_seen_when_they_were_done(app: APIFlask, tmp_path: Path) -> None:
    assert told(app)["上次备份"].startswith("这台机器上没有做过")
    run = app.test_cli_runner().invoke
    assert run(args=["backup", str(tmp_path / "b")]).exit_code == 0
    assert run(args=["purge"]).exit_code == 0
    found = told(app)

    day = now().date().isoformat()
    assert re.fullmatch(rf"{day} \d\d:\d\d", found["上次备份"])
    assert re.fullmatch(rf"{day} \d\d:\d\d", found["上次删除到期的"])
    assert found["磁盘还剩"].split(" ")[1] == "GB"


@pytest.mark.parametrize("name", ["backup", "purge"])
def test_what_was_done_too_long_ago_is_marked(app: APIFlask, settings: Settings, name: str) -> None:
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    long_ago = {"at": (now() - timedelta(days=2)).isoformat()}
    (settings.instance_path / f"last_{name}.json").write_text(json.dumps(long_ago))
    label = {"backup": "上次备份", "purge": "上次删除到期的"}[name]

    assert "太久了" in told(app)[label]


def test_a_note_that_is_damaged_is_no_note(app: APIFlask, settings: Settings) -> None:
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    (settings.instance_path / "last_backup.json").write_text("{")

    assert told(app)["上次备份"].startswith("这台机器上没有做过")


def test_it_is_for_every_role_of_the_staff_and_nobody_else(app: APIFlask) -> None:
    for role in ("advisor", "editor", "admin"):
        assert told(app, role)
    assert app.test_client().get(PAGE).status_code == 303
