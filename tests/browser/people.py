"""Who sits before the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from offices.models import User
from tests.browser.password import PASSWORD


@contextmanager
def visitor(browser: Browser, live_server: LiveServer, **options: Any) -> Iterator[Page]:
    """A tab of someone else, with cookies of their own."""
    options.setdefault("viewport", {"width": 1366, "height": 768})
    context = browser.new_context(base_url=live_server.url, locale="bn-BD", **options)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def let_in(page: Page, username: str) -> None:
    """Be signed in as one of the demo's people, where how one gets in is not the story."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    page.goto("/healthz")
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": page.url}])


def sign_in(page: Page, username: str) -> None:
    """Sign in as one of the demo's people, by their password."""
    page.goto("/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator(".sign-in .btn-primary").click()
    page.wait_for_url("**/")


def choose_language(page: Page, language: str) -> None:
    """Read everything in ``bn`` or ``en`` from now on."""
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").click()
        page.wait_for_selector(f"html[lang={language}]")
