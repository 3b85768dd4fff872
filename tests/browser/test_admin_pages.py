from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from offices.models import User


@pytest.fixture
def administrator(context: BrowserContext, live_server: LiveServer) -> User:
    user = User.objects.create_superuser("tester", password="of-the-tests-only")
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    return user


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    "address",
    [
        "",
        "offices/office/",
        "offices/office/import/",
        "offices/office/export/",
    ],
)
def test_admin_page_keeps_to_the_content_security_policy(page: Page, address: str) -> None:
    response = page.goto(f"/admin/{address}")

    assert response
    assert response.status == 200
    assert "script-src 'self'" in response.headers["content-security-policy"]
