"""Addresses and keys as hashes that only this installation can make, for limits and logs. Knows not whose."""

from __future__ import annotations

import hmac

from flask import current_app


def hashed(value: str) -> str:
    """32 hexadecimal digits; the same for the same value as long as the installation keeps its key."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, value.encode(), "sha256").hexdigest()[:32]
