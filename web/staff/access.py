"""Who may open a view: `@requires("editor")` beneath the route. What a view does is not known here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import Role, Staff
from web.errors import problem
from web.i18n import gettext
from web.staff import held
from web.staff.door import to
from web.staff.keeping import current_session, current_staff, ended_staff_id, touch

__all__ = ["current_staff", "may", "passive", "requires", "the_staff"]
F = TypeVar("F", bound=Callable[..., Any])
FRAGMENT = "X-Fragment"  # sent by our scripts, which show the refusal in their own place


def requires(*roles: str) -> Callable[[F], F]:
    """Only for staff of one of the roles, of any role when none is named; an admin may everything."""
    unknown = set(roles) - set(Role)
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")

    def guard(view: F) -> F:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            kept, staff = current_session(), current_staff()
            if kept is None or staff is None:
                return _turned_away()
            if staff.change_by is not None:
                return to("password")
            if not may(staff, roles):
                return render_template("staff/forbidden.html"), 403
            if not getattr(view, "passive", False):
                touch(kept)
            return view(*args, **values)

        return cast(F, guarded)

    return guard


def passive(view: F) -> F:
    """A view that a page asks by itself: it does not count as somebody being there. Beneath `requires`."""
    view.passive = True  # type: ignore[attr-defined]
    return view


def the_staff() -> Staff:
    """Who is signed in, inside a view that `requires` somebody."""
    return current_staff() or abort(401)


def may(staff: Staff, roles: tuple[str, ...]) -> bool:
    """An admin may everything, and everybody where no role is named."""
    return staff.role is Role.ADMIN or not roles or staff.role in roles


def _turned_away() -> ResponseReturnValue:
    """To the sign-in; what an ended session had just sent is carried along and nothing typed is lost."""
    ended = ended_staff_id()
    if FRAGMENT in request.headers:
        return problem(401, gettext("登录已经结束，请重新登录"))
    if request.method == "GET":
        back = request.full_path.rstrip("?")
        return redirect(url_for("staff.sign_in", next=back, idle=1 if ended else None), 303)
    kept = held.pack(ended) if ended else ""
    return render_template("staff/sign_in.html", idle_ended=bool(ended), held=kept, name=""), 401
