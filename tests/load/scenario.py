"""Who uses the service in an ordinary busy hour, for locust: families, older residents, advisors, each at their pace.

A resident does one thing every ten seconds, an advisor every three; everybody has an address of their own, so the
limits are in force. An answer that is no success, or a page that is cut short, is an error.
"""

from __future__ import annotations

import os
import random
import re
from itertools import count
from typing import Any

from locust import HttpUser, constant_pacing, task

ADVISORS = int(os.environ.get("LOAD_ADVISORS", "20"))
PASSWORD = os.environ.get("LOAD_PASSWORD", "")
DISTRICTS = ("海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县")
ASKED = (
    "尊老金多少钱",
    "养老院用电按什么价",
    "育儿补贴怎么申请",
    "海州有没有托育",
    "80岁能领什么",
    "护理补贴要什么材料",
    "那孩子呢",
    "家里老人瘫了有人上门吗",
    "办托育要备案吗",
)
TOLD = (
    "我妈82，海州区户口，一个人住",
    "我爸78，低保，走路要人扶",
    "孩子两岁半，灌南的",
    "82 海州 低保 独居 半失能",
)
FACTS: tuple[dict[str, Any], ...] = (
    {"applicant": "resident", "age": 82, "local_hukou": True, "living": "alone"},
    {"applicant": "resident", "age": 78, "income_status": "low_income_allowance"},
    {"applicant": "child", "child_age_months": 30, "local_hukou": True},
)
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PLACE = re.compile(r'href="(/providers/[0-9a-f-]{36})"')
_visitors = count(1)


class Visitor(HttpUser):
    """Somebody with an address and a browser of their own; knows no journey."""

    abstract = True

    def on_start(self) -> None:
        number = next(_visitors)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.client.headers["X-Forwarded-For"] = address
        self.chance = random.Random(number)
        self.last_page = ""

    def page(self, path: str, name: str = "", **given: Any) -> str:
        with self.client.get(path, name=name or path, catch_response=True, **given) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            elif not answer.text.rstrip().endswith("</html>"):
                answer.failure("cut short")
            self.last_page = answer.text or ""
        return self.last_page

    def send(self, path: str, **fields: str) -> str:
        """A form of the page that was looked at last, with its token."""
        found = TOKEN.search(self.last_page)
        given = {"csrf_token": found.group(1) if found else "", **fields}
        with self.client.post(path, given, name=f"{path} sent", catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            self.last_page = answer.text or ""
        return self.last_page

    def ask(self, message: str, talk: str | None) -> str | None:
        body = {"message": message} | ({"conversation_id": talk} if talk else {})
        with self.client.post("/api/v1/chat", json=body, name="chat", catch_response=True) as told:
            if told.status_code != 200:
                told.failure(f"{told.status_code}")
                return talk
            return str(told.json()["conversation_id"])


class Family(Visitor):
    """Looks for childcare on a phone."""

    fixed_count = int(os.environ.get("LOAD_FAMILIES", "100"))
    wait_time = constant_pacing(10)

    @task(3)
    def look_for_a_place(self) -> None:
        district = self.chance.choice(DISTRICTS)
        self.page(f"/providers?kind=childcare&district={district}", "list")

    @task(2)
    def open_a_place(self) -> None:
        places = PLACE.findall(self.last_page)
        if places:
            self.page(self.chance.choice(places), "provider")
        else:
            self.page("/providers?kind=childcare", "list")

    @task(1)
    def type_a_word(self) -> None:
        self.page(
            f"/search?q={self.chance.choice(('托育', '松鹤', 'etyey', '育儿补贴'))}", "search"
        )

    @task(1)
    def begin_again(self) -> None:
        self.page("/")


class Resident(Visitor):
    """An older resident, who asks, reads, and goes through the check."""

    fixed_count = int(os.environ.get("LOAD_RESIDENTS", "100"))
    wait_time = constant_pacing(10)
    talk: str | None = None

    def on_start(self) -> None:
        super().on_start()
        self.client.cookies.set("display", "elder")

    @task(4)
    def say_something(self) -> None:
        self.talk = self.ask(self.chance.choice(ASKED), self.talk)

    @task(2)
    def be_checked(self) -> None:
        body = {"facts": self.chance.choice(FACTS)}
        self.client.post("/api/v1/screenings", json=body, name="screening")

    @task(1)
    def tell_the_page(self) -> None:
        self.page("/check")
        self.send("/check/tell", text=self.chance.choice(TOLD))

    @task(1)
    def read(self) -> None:
        self.page(
            self.chance.choice(("/benefits", "/policies", "/benefits/old_age_allowance", "/"))
        )


class Advisor(Visitor):
    """At a desk, signed in, with the inbox open and somebody in front of them."""

    fixed_count = ADVISORS
    wait_time = constant_pacing(3)

    def on_start(self) -> None:
        super().on_start()
        self.page("/staff/sign-in")
        name = f"load-{next(_advisors)}"
        self.send("/staff/sign-in", name=name, password=PASSWORD)

    @task(4)
    def type_what_is_said(self) -> None:
        if not TOKEN.search(self.last_page):
            self.page("/counter")
        self.send("/counter", text=self.chance.choice(TOLD))

    @task(3)
    def look_who_waits(self) -> None:
        self.client.get("/counter/inbox/news", name="inbox news")

    @task(1)
    def look_at_cases(self) -> None:
        self.page("/counter/cases")

    @task(1)
    def search(self) -> None:
        self.page(f"/search?q={self.chance.choice(TOLD[:2])}", "search")


_advisors = count(1)
