"""``digest preview``: the workbench in a browser."""

from __future__ import annotations

import secrets
import socket
from typing import Annotated

import typer

from digest.cli.chosen import CONFIG, ConfigPath, Name, plan_named
from digest.errors import ConfigError


def preview(
    config: ConfigPath = CONFIG,
    digest: Name = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """A page on this machine: an edition live, weights as sliders, saved back to config.toml."""
    from digest.cli import screen
    from digest.config import load_config
    from digest.store import read_store
    from digest.world import SystemClock

    try:
        import uvicorn

        from digest.tune.preview.app import preview_app
    except ModuleNotFoundError as missing:
        if missing.name not in ("starlette", "uvicorn"):
            raise
        hint = "pip install 'market-digest[preview]'"
        raise ConfigError("preview", f"{missing.name} is not installed", hint) from None
    from digest.tune.preview.workbench import Workbench

    settings = load_config(config)
    plan = plan_named(settings, digest)
    with read_store(settings.state) as store:
        bench = Workbench(config.resolve(), plan.name, store, SystemClock())
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind(("127.0.0.1", port))
                listening.listen()
            except OSError as fault:
                raise ConfigError("--port", f"{port}: {(fault.strerror or '').lower()}", "try 0") from None
            port = listening.getsockname()[1]
            token = secrets.token_urlsafe(16)
            address = f"http://127.0.0.1:{port}/{token}/"
            screen.say(f"{address}   Ctrl-C ends it; who has this address can change {config}")
            if browser:
                typer.launch(address)
            server = uvicorn.Server(
                uvicorn.Config(
                    preview_app(bench, token, port),
                    log_level="error",
                    access_log=False,
                    server_header=False,
                    timeout_graceful_shutdown=1,
                )
            )
            server.run(sockets=[listening])
