"""The second factor: enrol an authenticator by QR, show a code, or use up a recovery code.

An admin cannot do without; others may. What a code is worth is `passwords`'.
"""

from __future__ import annotations

import segno
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models import RecoveryCode, SignInFailures, Staff, StaffSession
from models.audit import record
from web.clock import now
from web.db import session
from web.i18n import gettext
from web.staff import keeping, passwords
from web.staff.door import bp, to
from web.staff.views import failed, failures_limited, keyed, let_in


@bp.post("/second")
@failures_limited
def second() -> ResponseReturnValue:
    kept = keeping.current_session()
    if kept is None or kept.confirmed or kept.staff.totp_secret is None:
        return to("sign_in")
    staff = kept.staff
    locked = SignInFailures.locked(session(), keyed(staff.name), now())
    if locked or not _shown(staff, request.form.get("code", "")):
        failed(staff.name, staff, locked)
        wrong = gettext("验证码不对，或已经用过。请等下一个再输；连着错 5 次会停 15 分钟")
        carried = request.form.get("held", "")
        return render_template("staff/second.html", wrong=wrong, held=carried), 422
    return let_in(staff)


def _shown(staff: Staff, code: str) -> bool:
    step = passwords.totp_step(staff.totp_secret or "", code, now(), staff.totp_step)
    if step is not None:
        staff.totp_step = step
        return True
    wanted = passwords.code_hash(staff.id, code)
    unused = session().scalars(RecoveryCode.unused(staff))
    found = next((each for each in unused if each.code_hash == wanted), None)
    if found is None:
        return False
    found.used_at = now()
    _record(staff, "staff.recovery_used")
    return True


@bp.get("/second")
def enrol() -> ResponseReturnValue:
    """The secret as a QR and in letters, offered until a code proves that it has arrived."""
    kept = keeping.current_session()
    if kept is None or (kept.staff.totp_secret and not kept.confirmed):
        return to("sign_in")
    if kept.staff.change_by is not None and kept.confirmed:
        return to("password")
    if kept.offered_secret is None:
        kept.offered_secret = passwords.new_secret()
        session().commit()
    return _offer(kept)


def _offer(kept: StaffSession, wrong: str = "") -> str:
    secret = kept.offered_secret or ""
    address = passwords.totp_address(secret, kept.staff.name)
    drawn = segno.make(address, error="m").svg_inline(scale=5, light="white", title=gettext("绑定"))
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    code = Markup(drawn)  # noqa: S704 - segno's own markup around our own address
    return render_template("staff/enrol.html", code=code, secret=grouped, wrong=wrong, kept=kept)


@bp.post("/second/enrol")
@failures_limited
def prove() -> ResponseReturnValue:
    kept = keeping.current_session()
    if kept is None or kept.offered_secret is None:
        return to("sign_in")
    staff, secret = kept.staff, kept.offered_secret
    # An unattended desk must not be able to move the factor to another phone.
    if kept.confirmed and not passwords.right(staff.password_hash, request.form.get("current", "")):
        return _offer(kept, gettext("现在的密码不对")), 422
    step = passwords.totp_step(secret, request.form.get("code", ""), now(), 0)
    if step is None:
        return _offer(kept, gettext("验证码不对。看一眼手机上现在的 6 位数，再输一次")), 422
    staff.totp_secret, staff.totp_step, kept.offered_secret = secret, step, None
    codes = passwords.recovery_codes()
    hashes = [passwords.code_hash(staff.id, each) for each in codes]
    RecoveryCode.replace(session(), staff, hashes)
    _record(staff, "staff.second_factor_enrolled")
    # Whoever is signed in without it elsewhere is asked for it there.
    StaffSession.end_all(session(), staff, but=kept.id)
    if not kept.confirmed:
        let_in(staff)
    session().commit()
    return render_template("staff/recovery.html", codes=codes, going_to=_next(staff))


def _next(staff: Staff) -> str:
    return url_for("staff.password") if staff.change_by else url_for("staff.sign_in")


def _record(staff: Staff, action: str) -> None:
    record(
        session(), staff_id=staff.id, action=action, target=f"staff:{staff.name}",
        before=None, after=None, at=now(),
    )  # fmt: skip
