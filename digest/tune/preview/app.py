"""
The preview's web side: a few addresses on the loopback, behind a token.

Nobody but the page it serves may speak to it: the token stands in every address, the Host must be the
loopback (a name that was made to point there is refused), and what changes anything must come from the
page's own origin as JSON of a bounded size. No path from outside ever becomes a path on the disk.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from importlib.resources import files
from threading import Lock
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.errors import DigestError
from digest.tune.preview.told import told
from digest.tune.preview.workbench import FORMATS, Workbench

Answering = Callable[[Request], Awaitable[Response]]
Asked = TypeVar("Asked")
NOT_FOUND = PlainTextResponse("not found", 404)
LARGEST = 16_384
"""Bytes that a request may have."""
LOOK_EVERY = 0.5
"""Seconds between looks at config.toml and the templates."""
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_EDITION = (
    "sandbox allow-same-origin allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_ASSETS = {"preview.js": "text/javascript", "preview.css": "text/css"}


class Gate:
    """Lets nobody in but the page itself."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._origins = {f"http://{host}:{port}" for host in _HOSTS}
        self._hosts = {f"{host}:{port}" for host in _HOSTS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a foreign Host with 421, a foreign origin with 403; no answer is to be kept."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [
                    (b"cache-control", b"no-store"),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                    (b"cross-origin-resource-policy", b"same-origin"),
                ]
            await send(message)

        await self._app(scope, receive, sent)

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("this is not the address of the preview", 421)
        if request.method not in ("GET", "HEAD"):
            json_sent = request.headers.get("content-type", "").split(";")[0] == "application/json"
            if request.headers.get("origin", "").lower() not in self._origins or not json_sent:
                return PlainTextResponse("only the preview itself may change anything", 403)
        return None


def preview_app(bench: Workbench, token: str, port: int) -> Starlette:
    """The application; every address begins with ``/TOKEN/``, any other is not found."""
    desk = _Desk(bench, token)
    app = Starlette(
        routes=[
            Route("/{token}/", desk.guarded(desk.page)),
            Route("/{token}/state", desk.guarded(desk.state)),
            Route("/{token}/changes", desk.guarded(desk.changes)),
            Route("/{token}/edition/{format}", desk.guarded(desk.edition)),
            Route("/{token}/change", desk.guarded(desk.change), methods=["POST"]),
            Route("/{token}/{name}", desk.guarded(desk.asset)),
        ],
        middleware=[Middleware(Gate, port=port)],
    )
    app.router.redirect_slashes = False  # an address that is not ours is not found, whatever its end
    return app


class _Desk:
    """The answers; the workbench is asked by one at a time, outside the loop."""

    def __init__(self, bench: Workbench, token: str) -> None:
        self._bench = bench
        self._token = token
        self._lock = Lock()

    def guarded(self, answer: Answering) -> Answering:
        """The answer for those who know the token."""

        async def asked(request: Request) -> Response:
            if not secrets.compare_digest(request.path_params["token"], self._token):
                return NOT_FOUND
            return await answer(request)

        return asked

    async def page(self, request: Request) -> Response:
        return _asset("preview.html", "text/html", {"content-security-policy": _POLICY})

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        return _asset(name, _ASSETS[name], {}) if name in _ASSETS else NOT_FOUND

    async def state(self, request: Request) -> Response:
        return JSONResponse(await self._asked(told))

    async def edition(self, request: Request) -> Response:
        wanted = request.path_params["format"]
        if wanted not in FORMATS:
            return NOT_FOUND
        policy = {"content-security-policy": _EDITION}
        try:
            made = await self._asked(lambda bench: bench.rendition(wanted))
        except DigestError as fault:
            return PlainTextResponse(str(fault), 500, policy)
        kind = "text/html" if made.media_type == "text/html" else "text/plain"
        return Response(made.content, media_type=f"{kind}; charset=utf-8", headers=policy)

    async def change(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("not understood", 400)
        try:
            await self._asked(lambda bench: _act(bench, body))
        except DigestError as fault:
            return JSONResponse({**await self._asked(told), "refused": str(fault)}, 409)
        return await self.state(request)

    async def changes(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            yield ": listening\n\n"
            while not await request.is_disconnected():
                if await self._asked(Workbench.look_again):
                    yield f"data: {self._bench.revision}\n\n"
                await asyncio.sleep(LOOK_EVERY)

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def _asked(self, ask: Callable[[Workbench], Asked]) -> Asked:
        def locked() -> Asked:
            with self._lock:
                return ask(self._bench)

        return await run_in_threadpool(locked)


def _asset(name: str, kind: str, headers: dict[str, str]) -> Response:
    content = files("digest.tune.preview").joinpath(name).read_bytes()
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)


async def _body(request: Request) -> dict[str, Any] | None:
    """The JSON object of a request, or None for what is none or too large."""
    parts: list[bytes] = []
    async for part in request.stream():
        parts.append(part)
        if sum(map(len, parts)) > LARGEST:
            return None
    try:
        data = json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _act(bench: Workbench, asked: dict[str, Any]) -> None:
    """Do what the page asks; raises DigestError for what cannot be done."""
    match asked:
        case {"set": [str(table), str(name), str(key)], "to": bool() | int() | float() | None as value}:
            bench.change((table, name, key), value)
        case {"day": str(day)}:
            try:
                bench.choose(date.fromisoformat(day))
            except ValueError:
                raise DigestError("day", f"{day!r} is no day") from None
        case {"theme": str(theme)}:
            bench.dress(theme)
        case {"rate": str(story), "mark": -1 | 0 | 1 as mark}:
            bench.rate(story, mark)
        case {"save": True}:
            bench.save()
        case {"take back": True}:
            bench.take_back()
        case _:
            raise DigestError("change", "not understood")
