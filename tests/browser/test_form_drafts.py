"""Reasons, comments and answers: kept on the device until the server has them."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from indicators.periods.feedback.services import FeedbackWords, give_feedback
from indicators.returns.comments.models import Comment
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import submit_return
from numerals import Month
from offices.accounts.models import Session
from offices.models import User
from plans.models import Plan
from tests.browser.password import PASSWORD
from tests.browser.people import sign_in

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"
REASON: Final = "জুনের প্রমাণক দিন।\nবাকি সব ঠিক আছে।"
DRAFTS: Final = "Object.keys(localStorage).filter(key => key.startsWith('lokkho.draft.')).length"


@pytest.fixture
def submitted(khulna: Plan) -> MonthlyReturn:
    monthly_return = MonthlyReturn.objects.get(plan=khulna, month=Month(2024, 6))
    submit_return(monthly_return, by=User.objects.get(username="khulna"), blanks_confirmed=True)
    return monthly_return


def test_reason_outlives_a_sign_in_that_ran_out(page: Page, submitted: MonthlyReturn) -> None:
    sign_in(page, "khulna-region")
    page.goto(f"{JUNE}review/")
    page.fill("[name=reason]", REASON)
    Session.objects.all().delete()

    page.locator("[name=return]").click()
    page.wait_for_url("**/sign-in/**")
    page.fill("[name=username]", "khulna-region")
    page.fill("[name=password]", PASSWORD)
    page.locator(".sign-in .btn-primary").click()

    expect(page.locator("[name=reason]")).to_have_value(REASON)
    expect(page.locator(".form-drafts")).to_contain_text("যথাস্থানে বসানো হয়েছে")
    assert MonthlyReturn.objects.get(pk=submitted.pk).state == State.SUBMITTED
    page.locator("[name=return]").click()
    expect(page.locator(".notices")).to_be_visible()
    assert MonthlyReturn.objects.get(pk=submitted.pk).state == State.RETURNED
    assert page.evaluate(DRAFTS) == 0


def test_comment_outlives_a_lost_line_and_is_kept_once(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    sign_in(page, "khulna")
    page.goto(f"{JUNE}comments/")
    page.fill("[name=text]", "মেলা জুলাইয়ে হবে")
    context.set_offline(True)
    page.goto("about:blank")
    context.set_offline(False)

    page.goto(f"{JUNE}comments/")
    expect(page.locator("[name=text]")).to_have_value("মেলা জুলাইয়ে হবে")
    page.locator(".thread-form .btn-primary").click()

    expect(page.locator(".thread-line")).to_have_count(1)
    expect(page.locator("[name=text]")).to_have_value("")
    assert page.evaluate(DRAFTS) == 0
    assert Comment.objects.count() == 1


def test_comment_beside_the_form_is_there_again_when_the_panel_was_closed(
    page: Page, khulna: Plan
) -> None:
    sign_in(page, "khulna")
    page.goto(JUNE)
    page.locator(".cell-input").first.focus()
    page.keyboard.press("Shift+F2")
    page.locator("#talk textarea").fill("কেন কমল?")
    page.keyboard.press("Escape")
    expect(page.locator("#talk")).to_be_hidden()

    page.locator(".cell-input").first.focus()
    page.keyboard.press("Shift+F2")
    expect(page.locator("#talk textarea")).to_have_value("কেন কমল?")
    page.locator("#talk .thread-form .btn-primary").click()

    expect(page.locator("#talk .thread-line")).to_have_count(1)
    assert page.evaluate(DRAFTS) == 0


def test_words_are_thrown_away_when_one_says_so_and_shown_to_nobody_else(
    page: Page, khulna: Plan
) -> None:
    sign_in(page, "khulna")
    page.goto(f"{JUNE}comments/")
    page.fill("[name=text]", "মেলা জুলাইয়ে হবে")
    Session.objects.all().delete()

    sign_in(page, "khulna-region")
    page.goto(f"{JUNE}comments/")
    expect(page.locator("[name=text]")).to_have_value("")

    Session.objects.all().delete()
    sign_in(page, "khulna")
    page.goto(f"{JUNE}comments/")
    page.get_by_role("button", name="লেখাটি বাদ দিন").click()
    expect(page.locator("[name=text]")).to_have_value("")
    expect(page.locator("[name=text]")).to_be_focused()
    page.reload()
    expect(page.locator(".form-drafts")).to_have_count(0)
    assert page.evaluate(DRAFTS) == 0


def test_what_another_wrote_meanwhile_is_not_covered(page: Page, khulna: Plan) -> None:
    address = "/plans/khulna/2023-24/apa/half-year/"
    sign_in(page, "khulna-region")
    page.goto(address)
    page.fill("[name=text]", "আমার মতামত")
    headoffice = User.objects.get(username="headoffice")
    give_feedback(khulna, words=FeedbackWords("অন্যের মতামত"), version=0, by=headoffice)

    page.goto(address)

    expect(page.locator("[name=text]")).to_have_value("অন্যের মতামত")
    expect(page.locator(".form-drafts blockquote")).to_have_text("আমার মতামত")


def test_words_typed_in_two_tabs_are_both_kept(page: Page, khulna: Plan) -> None:
    address = "/plans/khulna/2023-24/apa/2024-06/comments/"
    sign_in(page, "khulna")
    tabs = [page.context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(address)
    for tab, words in zip(tabs, ("এক ট্যাবের কথা", "আরেক ট্যাবের কথা"), strict=True):
        tab.locator("[name=text]").press_sequentially(words)
    for tab in tabs:
        tab.close()

    page.goto(address)

    expect(page.locator("[name=text]")).to_have_value("আরেক ট্যাবের কথা")
    expect(page.locator(".form-drafts blockquote")).to_have_text("এক ট্যাবের কথা")
