"""The public JSON contract, version 1: one blueprint a subject, described by an OpenAPI document.

Knows no page. What it answers is decided in `knowledge`, `models` and `web.chat`, never here.
"""

from web.api import (
    benefits,
    conversations,
    feedback,
    health,
    policies,
    providers,
    questions,
    screenings,
    tariffs,
)
from web.api.refusing import check_body

BLUEPRINTS = (
    health.bp,
    policies.bp,
    benefits.bp,
    questions.bp,
    screenings.bp,
    tariffs.bp,
    providers.bp,
    conversations.bp,
    feedback.bp,
)
for each in BLUEPRINTS:
    each.before_request(check_body)

__all__ = ["BLUEPRINTS"]
