from __future__ import annotations

from playwright.sync_api import Page

FONTS = "document.fonts.load('15px \"Lokkho Sans\"', '{}').then(fonts => fonts.map(f => f.status))"


def test_sign_in_page_opens_in_bengali(page: Page) -> None:
    page.goto("/")

    assert page.url.endswith("/sign-in/?next=/")
    assert page.locator("html").get_attribute("lang") == "bn"


def test_both_scripts_have_their_face(page: Page) -> None:
    page.goto("/sign-in/")

    assert page.evaluate(FONTS.format("জুন")) == ["loaded"]
    assert page.evaluate(FONTS.format("June")) == ["loaded"]
