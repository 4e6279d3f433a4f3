"""The guard of the review's server: who may ask it, and what its pages may do.

A page of another site can make a browser ask this server. It cannot read this server's token, so
every answer with data wants it in a header; it cannot hide where it comes from either, so a
foreign Origin is refused even with the right token; and a name that was made to point at this
machine is no name of this server.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "X-Soat-Token"  # noqa: S105 - the header's name
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """Refuses what does not come from the review's own page."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], token: str) -> None:
        """Take the application, the hosts it is known by ('127.0.0.1:8123'), and its token."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        if refusal is not None:
            await PlainTextResponse(refusal, 403)(scope, receive, answer)
        else:
            await self._app(scope, receive, answer)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return "wrong host"
        origins = headers.getlist("origin")
        if any(origin not in self._origins for origin in origins):
            return "foreign origin"
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "foreign site"
        if scope["path"].startswith("/api/"):
            given = headers.get(TOKEN, "")
            if not secrets.compare_digest(given.encode(), self._token.encode()):
                return "wrong token"
        return None
