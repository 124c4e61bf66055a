"""Serving the page: on loopback unless told otherwise, and to nobody else.

The page is mounted in an application of our own, so that every response says what the browser may
load (only from here) and that routes which Footnote does not use answer 404.
"""

from __future__ import annotations

import socket
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI, Response
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from gradio.routes import mount_gradio_app

from index.loopback import is_loopback
from ui.handlers import Answering
from ui.page import STYLE, build_page, theme

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        # gradio starts from an inline script and compiles its templates in the browser.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="#96321d"/>'
    '<path d="M8 24h9M8 18h9M8 12h5M20 13l4-4v11" fill="none" stroke="#fff" stroke-width="2.4" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
CLOSED = ("/gradio_api/upload", "/gradio_api/proxy=", "/gradio_api/monitoring")
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]


class Guard:
    """ASGI middleware: our headers on every response, and closed routes closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await send_guarded({"type": "http.response.start", "status": 404, "headers": []})
            await send_guarded({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_guarded)


def build_app(answering: Answering, host: str = "127.0.0.1") -> FastAPI:
    """The web application that serves the page for `answering` at "/"."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.get("/favicon.ico", include_in_schema=False)(_icon)
    mounted: FastAPI = mount_gradio_app(
        app,
        build_page(answering),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        head=f"<style>{STYLE}</style>",
    )
    mounted.add_middleware(Guard)
    if is_loopback(host):
        # A page elsewhere must not reach this one through a name that it points at 127.0.0.1.
        mounted.add_middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES)
    return mounted


def _icon() -> Response:
    return Response(ICON, media_type="image/svg+xml")


def build_server(app: FastAPI) -> uvicorn.Server:
    """The web server; setting its `should_exit` ends it."""
    # Open pages keep a connection for as long as they are open; do not wait for them at the end.
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))


def serve(app: FastAPI, listener: socket.socket) -> None:
    """Serve until interrupted; raises KeyboardInterrupt then."""
    build_server(app).run(sockets=[listener])
