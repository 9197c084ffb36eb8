"""An answer as the custom message that the site reads. Knows nothing of what it says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from knowledge.replies import Answer


def plain(answer: Answer) -> dict[str, Any]:
    return {
        "replies": [
            {
                "text": reply.text,
                "buttons": [asdict(button) for button in reply.buttons],
                "cards": [asdict(card) for card in reply.cards],
            }
            for reply in answer.replies
        ],
        "refs": list(answer.refs),
        "outcome": answer.outcome,
    }
