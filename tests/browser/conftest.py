"""A real Chromium before a real server: nothing is simulated, and no complaint is overlooked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import Final

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from config.demo.loading import load_demo
from plans.models import Plan
from plans.selectors import plan_by_address
from tests.browser.chromium import CHROMIUM, FLAGS
from tests.database.copy import Copy
from tests.days import IN_JULY

PATIENCE: Final = 20_000
"""Milliseconds that a page may take on a busy machine before it counts as broken."""

DEMO: Final = Copy(partial(load_demo, districts=1, today=IN_JULY, only_real=True))

expect.set_options(timeout=PATIENCE)

# Playwright keeps an event loop in the thread of the tests; Django would refuse to query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def khulna(transactional_db: None) -> Plan:
    """The demo with its real documents alone: Khulna's agreement of 2023-24, June open."""
    DEMO.put(connection)
    return plan_by_address("khulna/2023-24/apa")


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """One visitor: cookies of their own, Bengali, a small office screen."""
    context = browser.new_context(
        base_url=live_server.url, locale="bn-BD", viewport={"width": 1366, "height": 768}
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab; the test fails if a script fails in it or the policy stops something."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # What the server refused is a test's own matter; everything else is a fault.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(f"{error}"))
    yield page
    assert not complaints
