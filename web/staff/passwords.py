"""Passwords and codes: hashed, checked, made. Knows no account and keeps nothing.

argon2-cffi's own parameters (RFC 9106) are used, and a hash made with older ones is renewed at the next sign-in.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from functools import cache
from hashlib import sha256

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from web.i18n import gettext

HASHER = PasswordHasher()
SHORTEST, LONGEST = 10, 200
# Without what is mistaken for something else when read out or copied by hand: 0 o, 1 l i, u v.
LETTERS = "23456789abcdefghjkmnpqrstwxyz"
ISSUER = "连云港一老一小"
RECOVERY_CODES = 8
STEP_SECONDS = 30


def hashed(password: str) -> str:
    return HASHER.hash(password)


def right(kept: str | None, password: str) -> bool:
    """Whether it is the password; takes as long where there is no account as where there is one."""
    try:
        matches = HASHER.verify(kept or _of_nobody(), password[:LONGEST])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return matches and kept is not None


@cache
def _of_nobody() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))


def outdated(kept: str) -> bool:
    return HASHER.check_needs_rehash(kept)


def fault(password: str, name: str) -> str:
    """Why it may not be chosen; empty for one that may."""
    if not SHORTEST <= len(password) <= LONGEST:
        return gettext("新密码要 %(least)s 到 %(most)s 个字", least=SHORTEST, most=LONGEST)
    if name.lower() in password.lower():
        return gettext("新密码里不要写自己的用户名")
    if len(set(password)) < 5:
        return gettext("新密码太单调，至少用 5 种不同的字")
    return ""


def one_time() -> str:
    """A password for somebody else to change: about 77 bits, in groups that can be read out."""
    return _groups(4)


def _groups(count: int) -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(count))


def recovery_codes() -> list[str]:
    return [_groups(3) for _ in range(RECOVERY_CODES)]


def code_hash(staff_id: int, code: str) -> str:
    """A plain hash is enough: 58 random bits cannot be guessed, and are tried five times at most."""
    clean = "".join(each for each in code.lower() if each in LETTERS)
    return sha256(f"{staff_id}:{clean}".encode()).hexdigest()


def new_secret() -> str:
    return pyotp.random_base32()


def totp_address(secret: str, name: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def totp_step(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The step a code belongs to, one late or early allowed; None for a wrong or used one."""
    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    clean = code.replace(" ", "").encode()
    for step in (now - 1, now, now + 1):
        same = hmac.compare_digest(totp.generate_otp(step).encode(), clean)
        if same and step > after:
            return step
    return None
