"""The year's rules, from the usual ones to those in force, in a planner's hands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan, RuleSet
from tests.browser.people import choose_language, let_in, visitor

SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("language", ["bn", "en"])
def test_year_is_set_up_looked_at_and_put_in_force(
    browser: Browser, live_server: LiveServer, khulna: Plan, language: str
) -> None:
    with visitor(browser, live_server) as page:
        findings: list[str] = []

        def look() -> None:
            for width in (1366, 390):
                page.set_viewport_size({"width": width, "height": 900})
                sideways = "document.documentElement.scrollWidth > window.innerWidth"
                assert not page.evaluate(sideways), page.url
            findings.extend(
                f"{page.url}: {one['id']}"
                for one in Axe().run(page).response["violations"]
                if one["impact"] in SERIOUS
            )
            page.set_viewport_size({"width": 1366, "height": 900})

        let_in(page, "planner")
        page.goto("/rules/2023-24/")
        if language == "en":
            choose_language(page, language)
        page.locator(".rules-kind").first.locator("button").last.click()
        page.fill("[name=scheme_bn]", "সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি")
        page.fill("[name=scheme_en]", "Governance Performance Monitoring System")
        page.fill("[name=total]", "শত")
        page.locator("[name=save]").click()
        expect(page.locator(".field-error")).to_have_count(1)
        look()
        page.fill("[name=total]", "১০০")
        page.select_option("[name=interpolation]", "step")
        page.locator("[name=effect]").click()
        expect(page.locator(".rules-counts li").first).to_be_visible()
        look()
        page.fill("[name=reason]", "পরিপত্র ৭")
        page.locator("aside .btn-primary").click()
        named = page.locator(".rules-kind h2").first
        expect(named).to_contain_text("সরকারি" if language == "bn" else "Governance Performance")
        page.goto("/plans/khulna/2023-24/apa/")
        expect(page.locator("h1")).to_contain_text(
            "সরকারি কর্মসম্পাদন" if language == "bn" else "Governance Performance"
        )
    khulna.refresh_from_db()
    rules = RuleSet.objects.get(pk=khulna.rule_set_id)
    assert (rules.interpolation, rules.total, rules.reason) == ("step", Decimal(100), "পরিপত্র ৭")
    assert not findings
