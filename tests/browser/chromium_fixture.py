"""A real browser for the tests that look at pages; skipped by name where there is none, but never by CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.chromium import CHROMIUM, opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is not installed")
        pytest.skip(f"needs {CHROMIUM}")
    with opened() as browser:
        yield browser
