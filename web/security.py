"""What every answer carries and every request must pass; knows nothing of what a page says.

No page has an inline script, style or handler, so the policy below needs neither nonces nor exceptions.
"""

from __future__ import annotations

from io import BytesIO

from flask import Flask, Response, abort, current_app, request
from flask_wtf.csrf import CSRFProtect
from gunicorn.http.errors import ParseException
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Settings

MEBIBYTE = 1024 * 1024
OPEN_DOORS = ("/api", "/hsds")  # no cookie opens anything there, so there is nothing to forge
CONTENT_POLICY = {
    "default-src": "'self'",
    "img-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "; ".join(f"{k} {v}" for k, v in CONTENT_POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR_SECONDS = 365 * 24 * 3600
csrf = CSRFProtect()


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.SECRET_KEY,
        MAX_CONTENT_LENGTH=10 * MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=MEBIBYTE // 2,
        MAX_FORM_PARTS=500,
        SESSION_COOKIE_NAME="session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.HTTPS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: an old person fills in slowly
        WTF_CSRF_SSL_STRICT=settings.HTTPS,
    )
    app.before_request(_take_in_pieces)
    csrf.init_app(app)
    app.after_request(_add_headers)
    if settings.TRUSTED_PROXIES:
        hops = settings.TRUSTED_PROXIES
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def exempt_open_doors(app: Flask) -> None:
    """The JSON contract asks for no login and no cookie; its forms would have no token to send."""
    for blueprint in app.blueprints.values():
        if (blueprint.url_prefix or "").startswith(OPEN_DOORS):
            csrf.exempt(blueprint)


def read_form(most_bytes: int) -> None:
    """Read a form larger than the general limit, and check its token. Raises RequestEntityTooLarge.

    For a view exempt from the check before every view, which would read the form under the general limit.
    """
    request.max_content_length = most_bytes
    if current_app.config.get("WTF_CSRF_ENABLED", True):
        csrf.protect()
    request.files  # noqa: B018 - read here, so that what is too large is known before anything else


def _take_in_pieces() -> None:
    """What is sent in pieces and tells no size is taken up to the limit, and from then on is like any other.

    Left to whoever reads a form it would be cut at the limit without a word, and half of it kept.
    """
    sent = request.environ
    if "HTTP_TRANSFER_ENCODING" not in sent:
        return
    most = int(current_app.config["MAX_CONTENT_LENGTH"])
    try:
        body = sent["wsgi.input"].read(most + 1)
    except (OSError, ParseException):  # a piece that is not as long as it says
        abort(400)
    if len(body) > most:
        abort(413)
    del sent["HTTP_TRANSFER_ENCODING"]
    sent.update({"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))})


def admit_images(response: Response, host: str) -> None:
    """Let this one page show pictures of another host."""
    images = f"img-src {CONTENT_POLICY['img-src']}"
    response.headers[POLICY] = HEADERS[POLICY].replace(images, f"{images} {host}")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}"
    return response
