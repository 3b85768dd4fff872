"""A step for many returns: the reason stays typed until it is confirmed, and no longer."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from indicators.returns.models import MonthlyReturn, State
from numerals import Month
from plans.models import Plan
from presentation.figures import day_in_digits
from tests.browser.people import let_in
from tests.browser.test_typed_anywhere import DRAFTS, WORDS

MANY = "/review/many/?month=2024-06"


def test_words_outlive_a_look_at_what_would_happen_and_end_with_it(
    khulna: Plan, page: Page
) -> None:
    returns = MonthlyReturn.objects.filter(plan=khulna, month=Month(2024, 6))
    returns.update(state=State.OPEN)
    let_in(page, "headoffice")
    page.goto(MANY)
    page.fill("[name=reason]", WORDS)
    page.fill("[name=until]", day_in_digits(timezone.localdate() + timedelta(days=9)))
    page.locator("[name=step][value=extend]").check()
    page.locator(f"#plan-{khulna.pk}").check()
    page.locator(".many-returns .btn-primary").click()
    expect(page.locator("[name=confirm]")).to_be_visible()

    page.goto(MANY)
    expect(page.locator("[name=reason]")).to_have_value(WORDS)
    page.locator("[name=step][value=extend]").check()
    page.locator(f"#plan-{khulna.pk}").check()
    page.locator(".many-returns .btn-primary").click()
    expect(page.locator(".form-drafts")).to_have_count(0)
    page.locator("[name=confirm]").click()

    expect(page.locator("[data-arrived]")).to_be_attached()
    page.wait_for_load_state()
    assert page.evaluate(DRAFTS) == 0
