"""Every page that can be opened with a plain link, with one real id for each place in an address."""

from __future__ import annotations

from apiflask import APIFlask
from flask import url_for
from werkzeug.routing import Rule

NO_PAGES = (
    "static",
    "openapi.spec",
    "findable.robots",
    "findable.sitemap",
    "offline.worker",
    "offline.manifest",
    "display.choose",
    "display.colour",
    "display.leave",
    "display.resize",
    "display.speak",
    "directory.code",
    "directory.compare_code",
    "upkeep.blank_list",
    "numbers.table",
    "stats.public_file",
    # Need a signed link; `tests/web/upkeep` walks those.
    "upkeep.report",
    "upkeep.reply",
    "directory.leaflet_file",
    "chat.since",
    "chat.transcript",
    # Pages of a check that has begun; `tests/web/test_check.py` walks those.
    "eligibility.following",
    "eligibility.question",
    "eligibility.consent",
    "eligibility.result",
    "eligibility.shared",
    # Needs a client's case; `tests/web/cases/test_rescreening.py` walks it.
    "watch.show",
)
# Behind the sign-in: `tests/web/staff/test_every_staff_page.py` walks those.
BEHIND_THE_SIGN_IN = ("/staff", "/counter")
NO_PAGE_UNDER = ("/api/", "/hsds", "/healthz", "/readyz", "/metrics", *BEHIND_THE_SIGN_IN)
ENTRIES = {
    "policies.policy": "eldercare-13",
    "policies.benefit": "childrearing_subsidy",
    "policies.guide": "guide-complaint",
    "policies.figure": "figure-elder-homes",
    "eligibility.remark": "old_age_allowance",
}
ASKED = (
    "/providers?kind=eldercare&district=海州区&max_fee=3000&with_vacancy=1",
    "/providers?kind=childcare&q=没有这一家",
    "/providers?kind=eldercare&near=板浦镇&radius_km=5&open_now=1&tag=meals",
    "/providers?kind=childcare&near=新浦街道&age_months=18",
    "/policies?q=水电&list=eldercare",
    "/policies?q=没有没有没有",
    "/search?q=养老院",
    "/search?q=zzzz",
    "/tariffs?reckon=1&utility=cable_tv&provider_kind=eldercare&provider_registered=yes&monthly_fee=25",
    "/tariffs?reckon=1&provider_kind=childcare&provider_registered=no&monthly_usage=5000",
)


def is_page(rule: Rule) -> bool:
    methods = rule.methods or set()
    plain = rule.endpoint not in NO_PAGES and not rule.rule.startswith(NO_PAGE_UNDER)
    return "GET" in methods and (plain or rule.endpoint == "docs.show")


def pages(app: APIFlask, provider_id: str) -> list[str]:
    """One address a rule; a rule with a place that nobody gave an id for fails loudly."""
    found = []
    with app.test_request_context():
        for rule in filter(is_page, app.url_map.iter_rules()):
            values = {name: _value(rule, name, provider_id) for name in rule.arguments}
            found.append(url_for(rule.endpoint, **values))
    one = f"id={provider_id}"
    asked = [*ASKED, f"/providers/compare?{one}", f"/providers/saved?add={provider_id}"]
    return sorted({*found, *asked})


def _value(rule: Rule, name: str, provider_id: str) -> str:
    if name == "provider_id":
        return provider_id
    return ENTRIES[rule.endpoint]
