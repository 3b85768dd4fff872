"""A return is reviewed by keys, its evidence seen in place; clean ones are accepted together."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from indicators.exceptions.looking import look_over
from indicators.exceptions.models import StandingAlert
from indicators.returns.evidence.services import add_evidence
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import submit_return
from numerals import Month
from offices.models import User
from plans.models import Indicator, Plan
from tests.alerts import alert_of
from tests.browser.people import let_in
from tests.indicators.returns.evidence.files import pdf, photo_with_place

JUNE: Final = Month(2024, 6)
ADDRESS: Final = "/plans/khulna/2023-24/apa/2024-06/review/"


@pytest.fixture
def submitted(khulna: Plan) -> MonthlyReturn:
    """Khulna's June with two files at one cell, handed in."""
    officer = User.objects.get(username="khulna")
    row = khulna.indicators.get(row="1.4.1")
    add_evidence(row, JUNE, name="সভা.jpg", data=photo_with_place(), by=officer)
    add_evidence(row, JUNE, name="কার্যবিবরণী.pdf", data=pdf(2), by=officer)
    june = MonthlyReturn.objects.get(plan=khulna, month=JUNE)
    submit_return(june, by=officer, blanks_confirmed=True)
    return june


@pytest.fixture
def review(page: Page, submitted: MonthlyReturn) -> Page:
    let_in(page, "headoffice")
    page.goto(ADDRESS)
    return page


def state() -> str:
    return MonthlyReturn.objects.get(plan__kind="apa", month=JUNE).state


def test_findings_are_gone_through_by_keys_and_round_again(review: Page) -> None:
    findings = review.locator("[data-finding]")
    number = findings.count()
    assert number >= 2

    review.keyboard.press("F9")
    expect(findings.first).to_be_focused()
    review.keyboard.press("F9")
    expect(findings.nth(1)).to_be_focused()
    review.keyboard.press("Shift+F9")
    expect(findings.first).to_be_focused()
    review.keyboard.press("Shift+F9")
    expect(findings.last).to_be_focused()


def test_return_is_accepted_by_two_keys(review: Page) -> None:
    review.keyboard.press("Control+Enter")
    expect(review.locator("[data-accept]")).to_be_focused()
    assert state() == State.SUBMITTED

    review.keyboard.press("Enter")

    expect(review.locator(".notice-success")).to_be_visible()
    assert state() == State.ACCEPTED


def test_return_is_given_back_with_a_note_by_keys_alone(review: Page) -> None:
    review.keyboard.press("F9")
    review.keyboard.press("F9")
    row = Indicator.objects.get(plan__kind="apa", row="2.4.1").pk
    review.locator(f"#row-{row} .code").focus()
    review.keyboard.press("F2")
    expect(review.locator(f"[name=note-{row}]")).to_be_focused()
    review.keyboard.type("?/ যোগ নয়, গড়")
    expect(review.locator("dialog[open]")).to_have_count(0)
    review.keyboard.press("Escape")
    expect(review.locator(f"#row-{row} details summary")).to_be_focused()

    review.keyboard.press("Control+Shift+Enter")
    expect(review.locator("[name=reason]")).to_be_focused()
    review.keyboard.type("পদ্ধতি দেখুন")
    review.keyboard.press("Tab")
    review.keyboard.press("Enter")

    expect(review.locator(".notice-success")).to_be_visible()
    assert state() == State.RETURNED


def test_evidence_is_seen_in_place_and_the_row_has_the_focus_again(review: Page) -> None:
    row = review.locator(f"#row-{Indicator.objects.get(plan__kind='apa', row='1.4.1').pk}")
    row.locator(".code").focus()

    review.keyboard.press("F4")

    proof = review.locator("#proof")
    expect(proof.locator("h2")).to_have_text("সভা.jpg")
    expect(proof.locator("img")).to_be_visible()
    assert proof.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    proof.locator("[data-later-file]").click()
    expect(proof.locator("h2")).to_have_text("কার্যবিবরণী.pdf")
    expect(proof.locator("img")).to_be_hidden()
    expect(proof.locator("[data-whole]")).to_be_visible()
    review.keyboard.press("Escape")
    expect(row.locator("a[data-proof]").last).to_be_focused()


def test_keys_are_shown_by_button_and_key_and_not_while_typing(review: Page) -> None:
    review.locator("[data-keys]").click()
    expect(review.locator("#keys")).to_be_visible()
    review.keyboard.press("Escape")
    review.locator("h1").click()
    review.keyboard.press("?")
    expect(review.locator("#keys")).to_be_visible()
    review.keyboard.press("Escape")

    review.locator("[name=reason]").fill("")
    review.keyboard.type("?")

    expect(review.locator("#keys")).to_be_hidden()
    expect(review.locator("[name=reason]")).to_have_value("?")


def test_clean_returns_take_two_clicks_and_what_has_a_finding_is_not_among_them(
    page: Page, submitted: MonthlyReturn
) -> None:
    months = {Month(2024, 4), Month(2024, 5)}
    clean = MonthlyReturn.objects.filter(plan=submitted.plan, month__in=months)
    clean.update(state=State.SUBMITTED, submitted_at=submitted.submitted_at, odd_indicators=0)
    let_in(page, "headoffice")
    page.goto("/review/")

    page.locator("a[href^='/review/accept/']").click()
    expect(page.locator("input[name=return]")).to_have_count(2)
    expect(page.locator(".doubtful li")).to_have_count(1)
    expect(page.locator(".doubtful")).to_contain_text("জুন ২০২৪")
    page.locator(".accept-bar .btn-primary").click()

    expect(page.locator(".notice-success")).to_be_visible()
    assert set(clean.values_list("state", flat=True)) == {State.ACCEPTED}
    assert state() == State.SUBMITTED


def test_alert_is_dismissed_until_a_day_and_back_when_the_day_or_the_figure_goes(
    page: Page, khulna: Plan
) -> None:
    alert = alert_of(khulna)
    let_in(page, "headoffice")
    page.goto("/attention/")
    page.locator(f"a[href$='/attention/{alert.pk}/']").first.click()
    last = timezone.localdate() + timedelta(10)
    form = page.locator("form", has=page.locator("[name=until]"))
    form.locator("[name=words]").fill("মন্তব্যে কারণ আছে")
    form.locator("[name=until]").fill(f"{last:%d-%m-%Y}")
    form.locator("button.btn-primary, button[value=dismiss]").first.click()
    expect(page.locator(".notice-success")).to_be_visible()
    page.goto("/attention/")
    expect(page.locator(f"a[href$='/attention/{alert.pk}/']")).to_have_count(0)
    page.goto("/attention/?show=dismissed")
    expect(page.locator(f"a[href$='/attention/{alert.pk}/']").first).to_be_visible()

    StandingAlert.objects.filter(pk=alert.pk).update(
        dismissed_until=timezone.localdate() - timedelta(1)
    )
    page.goto("/attention/")
    expect(page.locator(f"a[href$='/attention/{alert.pk}/']").first).to_be_visible()

    StandingAlert.objects.filter(pk=alert.pk).update(dismissed_until=last)
    look_over(Plan.objects.filter(pk=khulna.pk), months=[JUNE], today=timezone.localdate())
    page.goto("/attention/")
    expect(page.locator("table.alerts")).to_contain_text("২.৫.২")
