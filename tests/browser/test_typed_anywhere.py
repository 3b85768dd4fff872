"""What is typed into forms of agreements, rules, templates, calendars, the inbox: never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from numerals import FiscalYearSpan
from offices.accounts.models import Session
from offices.models import Posting, User
from plans.agreements.selectors import agreement_of
from plans.agreements.services import propose, return_agreement
from plans.amending.models import Amendment
from plans.amending.services import begin_amendment, explain, propose_amendment
from plans.calendar.services import grant_extension
from plans.calendar.terms import PeriodKind, reported_periods
from plans.cascade.services import cascade, make_template
from plans.cascade.shares import divisible_rows
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.document.draft.document import document_of
from plans.models import Plan
from plans.rules.services import begin_draft
from plans.workshop.models import Draft
from plans.workshop.services import address_draft, begin_from_plan
from presentation.figures import day_in_digits
from tests.alerts import alert_of
from tests.amendments import change_row, keys
from tests.browser.lines import Held
from tests.browser.password import PASSWORD
from tests.browser.people import let_in
from tests.browser.test_agreement import next_year_of

DRAFTS: Final = "Object.keys(localStorage).filter(key => key.startsWith('lokkho.draft.')).length"
ARRIVED: Final = ".notices, .title-note .tag, [data-arrived], #save-state"
"""What only the page shows that follows what was done."""
WORDS: Final = "বন্যায় কাজ বন্ধ ছিল;\nপরিপত্র ৭ দেখুন।"


@dataclass(frozen=True)
class Story:
    """Who types what into which field, what else is chosen there, and what sends it."""

    who: str
    path: str
    field: str
    button: str
    text: str = WORDS
    chosen: str = ""
    also: tuple[str, str] | None = None


def proposed(khulna: Plan) -> Plan:
    plan = next_year_of(khulna)
    propose(agreement_of(plan), by=User.objects.get(username="khulna"))
    return plan


def agreement(khulna: Plan) -> Story:
    plan = proposed(khulna)
    return Story(
        "khulna-region",
        f"/plans/{plan.address}/agreement/",
        "[name=reason]",
        "button[name=return]",
    )


def amended(khulna: Plan) -> Amendment:
    """An amendment of one row, not proposed yet."""
    [period] = reported_periods(khulna.span, PeriodKind.AMENDMENT)
    superior = User.objects.get(username="khulna-region")
    grant_extension(khulna.office, period, until=date(2099, 9, 30), reason="বন্যা", by=superior)
    officer = User.objects.get(username="khulna")
    held = begin_amendment(khulna, by=officer)
    change_row(held, "2.1.1", by=officer, t100="503")
    return Amendment.objects.get(pk=held.pk)


def amendment(khulna: Plan) -> Story:
    amended(khulna)
    return Story(
        "khulna",
        f"/plans/{khulna.address}/amendment/",
        ".amendment-words textarea",
        "button[value=save]",
    )


def decision(khulna: Plan) -> Story:
    held, officer = amended(khulna), User.objects.get(username="khulna")
    explain(held, dict.fromkeys(keys(held), "বন্যা"), by=officer)
    propose_amendment(Amendment.objects.get(pk=held.pk), by=officer)
    return Story(
        "khulna-region",
        f"/plans/{khulna.address}/amendment/",
        "textarea[name^=note-]",
        "button[value=decide]",
        chosen="input[value=returned]",
    )


def inbox(khulna: Plan) -> Story:
    path = f"/attention/{alert_of(khulna).pk}/"
    return Story("headoffice", path, "[name=words]", "button[value=comment]")


def dismissal(khulna: Plan) -> Story:
    until = day_in_digits(timezone.localdate() + timedelta(days=40))
    return replace(inbox(khulna), button="button[value=dismiss]", also=("[name=until]", until))


def planning(khulna: Plan) -> Story:
    plan = proposed(khulna)
    path = f"/planning/?year={plan.span.start}&ticked=all"
    return Story("planner", path, "#bulk [name=reason]", "#bulk button[value=return]")


def rolled(khulna: Plan) -> Story:
    planner = User.objects.get(username="planner")
    draft = begin_from_plan(khulna, way="copy", by=planner)
    region = khulna.office.parent
    assert region
    address_draft(draft.pk, office=region, year=khulna.span, kind=Kind.APA, by=planner)
    key = document_of(Draft.objects.get(pk=draft.pk).value).keys["2.1.1"]
    return Story(
        "planner",
        f"/workshop/{draft.pk}/offices/{key}/",
        "[name=weight-khulna]",
        ".content .btn-primary",
        text="৩",
    )


def person(_khulna: Plan) -> Story:
    path = f"/manage/people/{User.objects.get(username='khulna').pk}/edit/"
    return Story(
        "admin",
        path,
        "[name=designation_bn]",
        ".form-page .btn-primary",
        text="উপ-মহাব্যবস্থাপক",
        also=("[name=email]", "officer@example.gov.bd"),
    )


def posting(_khulna: Plan) -> Story:
    path = f"/manage/postings/{Posting.objects.get(user__username='khulna').pk}/end/"
    return Story("admin", path, "[name=last_day]", ".form-page .btn-primary", text="৩১-১২-২০৩৯")


def rules(khulna: Plan) -> Story:
    begin_draft(
        khulna.fiscal_year, Kind.APA, source=khulna.fiscal_year.rule_sets.get(kind=Kind.APA)
    )
    return Story(
        "planner",
        "/rules/2023-24/apa/",
        "[name=scheme_short_bn]",
        "button[name=save]",
        text="জিপিএমএস",
    )


def rules_in_force(khulna: Plan) -> Story:
    begin_draft(
        khulna.fiscal_year, Kind.APA, source=khulna.fiscal_year.rule_sets.get(kind=Kind.APA)
    )
    path = "/rules/2023-24/apa/effect/"
    return Story("planner", path, "[name=reason]", "aside .btn-primary")


def shares(khulna: Plan) -> Story:
    planner = User.objects.get(username="planner")
    draft = begin_from_plan(khulna, way="copy", by=planner)
    at, year = planner.postings.get().office, FiscalYearSpan(2024)
    address_draft(draft.pk, office=at, year=year, kind=Kind.APA, by=planner)
    template = make_template(draft.pk, by=planner)
    value = template_of(template)
    cascade(template.pk, {"khulna": {one.key: one.numbers for one in value.rows}}, by=planner)
    path = f"/templates/{template.pk}/shares/{divisible_rows(value)[0].key}/"
    return Story(
        "planner",
        path,
        "[name=part-khulna]",
        "button[value=save]",
        text="৬০",
        also=("#total", "৬০"),
    )


def calendar(_khulna: Plan) -> Story:
    path = "/calendar/2023-24/rules/?level=department"
    return Story("admin", path, "[name$=due_day]", "button[name=set]", text="৭")


def office(_khulna: Plan) -> Story:
    path = "/manage/offices/khulna/edit/"
    return Story("admin", path, "[name=name_en]", ".form-page .btn-primary", text="Khulna Sadar")


STORIES: Final = (
    agreement,
    amendment,
    decision,
    inbox,
    dismissal,
    planning,
    rolled,
    person,
    posting,
    rules,
    rules_in_force,
    shares,
    calendar,
    office,
)


@pytest.fixture(params=STORIES, ids=lambda one: one.__name__)
def story(request: pytest.FixtureRequest, khulna: Plan) -> Story:
    make: Callable[[Plan], Story] = request.param
    return make(khulna)


def type_it(page: Page, story: Story, *, wait_until: Literal["commit", "load"] = "load") -> None:
    page.goto(story.path, wait_until=wait_until)
    page.locator(story.field).first.fill(story.text)
    if story.also:
        page.fill(*story.also)
    if story.chosen:
        page.locator(story.chosen).check()


def is_there(page: Page, story: Story) -> None:
    expect(page.locator(story.field).first).to_have_value(story.text)
    if story.also:
        field, text = story.also
        expect(page.locator(field)).to_have_value(text)
    if story.chosen:
        expect(page.locator(story.chosen)).to_be_checked()


def test_outlives_a_sign_in_that_ran_out_and_is_sent_once(page: Page, story: Story) -> None:
    let_in(page, story.who)
    type_it(page, story)
    Session.objects.all().delete()
    page.locator(story.button).first.click()
    page.wait_for_url("**/sign-in/**")
    page.fill("[name=username]", story.who)
    page.fill("[name=password]", PASSWORD)
    page.locator(".sign-in .btn-primary").click()

    is_there(page, story)
    expect(page.locator(".form-drafts")).to_have_count(1)
    page.locator(story.button).first.click()
    if page.locator("button[name=confirm]").count():
        page.fill("[name=reason]", "পরিপত্র")
        page.locator("button[name=confirm]").click()
    expect(page.locator(ARRIVED).first).to_be_attached()
    page.wait_for_load_state()
    expect(page.locator(".form-drafts")).to_have_count(0)
    assert page.evaluate(DRAFTS) == 0

    page.goto("/guide/")
    page.go_back()
    page.goto(story.path)
    expect(page.locator(".form-drafts")).to_have_count(0)
    assert page.evaluate(DRAFTS) == 0


SENT_BEFORE = """() => {
    const sent = JSON.parse(sessionStorage.getItem("lokkho.sent"));
    sessionStorage.setItem("lokkho.sent", JSON.stringify({ ...sent, at: sent.at - 5_100 }));
}"""
"""Have what was sent been sent so long ago that no page is the answer to it."""


def test_outlives_a_busy_answer(page: Page, story: Story) -> None:
    def busy(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, headers={"Retry-After": "5"}, body="busy")
        else:
            route.continue_()

    let_in(page, story.who)
    type_it(page, story)
    page.route("**/*", busy)
    page.locator(story.button).first.click()
    expect(page.locator("body")).to_have_text("busy")
    page.unroute("**/*")

    # An address that leads on, long after: this is not the answer to what was sent.
    page.evaluate(SENT_BEFORE)
    page.goto("/accounts/../calendar")
    page.goto(story.path)

    is_there(page, story)
    expect(page.locator(".form-drafts")).to_have_count(1)


def test_typed_before_the_script_is_kept(page: Page, story: Story) -> None:
    let_in(page, story.who)
    held = Held(page, "**/form-fields*.js")
    page.goto(story.path, wait_until="commit")
    page.locator(story.field).first.fill(story.text)
    held.let_go()
    page.wait_for_function(
        "() => Object.keys(localStorage).some(key => key.startsWith('lokkho.draft.'))"
    )

    page.goto("/guide/")
    page.goto(story.path)

    expect(page.locator(story.field).first).to_have_value(story.text)
    expect(page.locator(".form-drafts")).to_have_count(1)


def test_back_shows_what_was_typed(page: Page, story: Story) -> None:
    let_in(page, story.who)
    type_it(page, story)
    page.goto("/guide/")

    page.go_back()

    is_there(page, story)


def test_pressed_twice_is_done_once(page: Page, story: Story) -> None:
    let_in(page, story.who)
    type_it(page, story)

    page.locator(story.button).first.dblclick()

    page.wait_for_load_state()
    expect(page.locator(".notice-error, .field-error")).to_have_count(0)


def test_what_was_typed_into_a_form_that_is_gone_is_shown(page: Page, khulna: Plan) -> None:
    plan = proposed(khulna)
    path = f"/plans/{plan.address}/agreement/"
    let_in(page, "khulna-region")
    page.goto(path)
    page.fill("[name=reason]", WORDS)
    headoffice = User.objects.get(username="headoffice")
    return_agreement(agreement_of(plan), reason="লক্ষ্যমাত্রা কম", notes={}, by=headoffice)

    page.locator("button[name=return]").click()

    expect(page.locator(".form-drafts blockquote")).to_have_text(WORDS)
    page.locator(".form-drafts button").click()
    page.reload()
    expect(page.locator(".form-drafts")).to_have_count(0)
