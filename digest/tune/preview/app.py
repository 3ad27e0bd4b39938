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
from collections.abc import AsyncIterator, Callable
from datetime import date
from importlib.resources import files
from threading import Lock
from typing import Any

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
    lock = Lock()

    def guarded(answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def asked(request: Request) -> Response:
            if not secrets.compare_digest(request.path_params["token"], token):
                return PlainTextResponse("not found", 404)
            made: Response = await answer(request)
            return made

        return asked

    async def with_bench(act: Callable[[], Any]) -> Any:
        def locked() -> Any:
            with lock:
                return act()

        return await run_in_threadpool(locked)

    async def page(request: Request) -> Response:
        return _asset("preview.html", "text/html", {"content-security-policy": _POLICY})

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("not found", 404)
        return _asset(name, _ASSETS[name], {})

    async def state(request: Request) -> Response:
        return JSONResponse(await with_bench(lambda: told(bench)))

    async def edition(request: Request) -> Response:
        wanted = request.path_params["format"]
        if wanted not in FORMATS:
            return PlainTextResponse("not found", 404)
        try:
            made = await with_bench(lambda: bench.rendition(wanted))
        except DigestError as fault:
            return PlainTextResponse(str(fault), 500, {"content-security-policy": _EDITION})
        kind = "text/html" if made.media_type == "text/html" else "text/plain"
        return Response(
            made.content, media_type=f"{kind}; charset=utf-8", headers={"content-security-policy": _EDITION}
        )

    async def change(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("not understood", 400)
        try:
            await with_bench(lambda: _act(bench, body))
        except DigestError as fault:
            return JSONResponse({**await with_bench(lambda: told(bench)), "refused": str(fault)}, 409)
        return JSONResponse(await with_bench(lambda: told(bench)))

    async def changes(request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            yield ": listening\n\n"
            while not await request.is_disconnected():
                if await with_bench(bench.look_again):
                    yield f"data: {bench.revision}\n\n"
                await asyncio.sleep(LOOK_EVERY)

        return StreamingResponse(stream(), media_type="text/event-stream")

    app = Starlette(
        routes=[
            Route("/{token}/", guarded(page)),
            Route("/{token}/state", guarded(state)),
            Route("/{token}/changes", guarded(changes)),
            Route("/{token}/edition/{format}", guarded(edition)),
            Route("/{token}/change", guarded(change), methods=["POST"]),
            Route("/{token}/{name}", guarded(asset)),
        ],
        middleware=[Middleware(Gate, port=port)],
    )
    app.router.redirect_slashes = False  # an address that is not ours is not found, whatever its end
    return app


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
