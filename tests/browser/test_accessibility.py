from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from offices.models import User
from plans.models import Plan
from tests.browser.people import choose_language, sign_in, visitor

MONTH = "/plans/khulna/2023-24/apa/2024-06/"
PAGES = {
    "khulna": [
        "/",
        MONTH,
        f"{MONTH}check/",
        "/plans/khulna/2023-24/apa/",
        "/plans/",
        "/guide/",
        "/account/",
        "/history/?month=2024-06",
        "/roles/",
        "/hand-over/{person}/",
    ],
    "headoffice": ["/", "/dashboard/", "/review/", f"{MONTH}review/", "/offices/khulna/"],
}
WIDTHS = {1366: 768, 390: 844}
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_page_has_a_serious_accessibility_finding(
    browser: Browser, live_server: LiveServer, khulna: Plan, language: str, width: int
) -> None:
    findings = []
    for user, paths in PAGES.items():
        with visitor(
            browser, live_server, viewport={"width": width, "height": WIDTHS[width]}
        ) as page:
            sign_in(page, user)
            choose_language(page, language)
            person = User.objects.get(username=user).pk
            for path in paths:
                page.goto(path.format(person=person))
                findings += [
                    f"{path}: {found['id']}: {found['nodes'][0]['html'][:120]}"
                    for found in Axe().run(page).response["violations"]
                    if found["impact"] in SERIOUS
                ]
                overflow = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if overflow > 0:
                    findings.append(f"{path}: {overflow} px wider than the screen")

    assert not findings, "\n".join(findings)
