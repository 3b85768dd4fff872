"""Coming back to the form: it shows what is stored, and nobody is in conflict with themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from indicators.returns.cells.services import save_return
from offices.models import User
from plans.models import Plan
from tests.browser.lines import Held
from tests.browser.people import let_in
from tests.browser.test_drafts import (
    ADDRESS,
    JUNE,
    cell,
    colleague_of_khulna,
    drafts,
    in_june,
    number,
    says,
    stored,
)
from tests.cast import change

SAVES = f"**{ADDRESS}cells/"
RETURN_FROM_STANDSTILL = (
    "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
)


@pytest.fixture
def form(page: Page, khulna: Plan) -> Page:
    let_in(page, "khulna")
    page.goto(ADDRESS)
    says(page, "saved")
    return page


def test_back_shows_what_was_typed_and_typing_again_is_no_conflict(form: Page) -> None:
    form.fill(cell("1.4.1"), "১২")
    says(form, "saved")
    form.goto("/")

    form.go_back()

    expect(form.locator(cell("1.4.1"))).to_have_value("১২")
    says(form, "saved")
    form.fill(cell("1.4.1"), "১৩")
    says(form, "saved")
    assert stored("1.4.1") == "13"
    assert drafts(form) == 0


def stored_meanwhile(plan: Plan, row: str, figure: int, *, by: User) -> None:
    cells = {number(row): change(figure, base=in_june(row).version)}
    save_return(plan, JUNE, cells=cells, by=by)


def test_typed_before_the_answer_goes_over_ones_own_figure(form: Page, khulna: Plan) -> None:
    form.goto("/")
    held = Held(form, SAVES)
    form.go_back()
    form.fill(cell("1.4.1"), "১৩")
    says(form, "asking")
    # As if the page were the browser's own of before.
    for row, figure in (("1.4.1", 12), ("1.5.1", 21)):
        stored_meanwhile(khulna, row, figure, by=User.objects.get(username="khulna"))

    held.let_go()

    says(form, "saved")
    expect(form.locator(cell("1.5.1"))).to_have_value("২১")
    assert (stored("1.4.1"), stored("1.5.1")) == ("13", "21")


def test_typed_before_the_answer_over_a_colleagues_figure_is_a_choice(
    form: Page, khulna: Plan
) -> None:
    form.goto("/")
    held = Held(form, SAVES)
    form.go_back()
    form.fill(cell("1.4.1"), "১৩")
    stored_meanwhile(khulna, "1.4.1", 15, by=colleague_of_khulna(khulna))

    held.let_go()

    says(form, "problem")
    expect(form.locator(f"#cell-state-{number('1.4.1')} button")).to_have_count(3)
    assert stored("1.4.1") == "15"


def test_page_that_stood_still_shows_what_a_colleague_stored(form: Page, khulna: Plan) -> None:
    stored_meanwhile(khulna, "1.4.1", 15, by=colleague_of_khulna(khulna))

    form.evaluate(RETURN_FROM_STANDSTILL)

    expect(form.locator(cell("1.4.1"))).to_have_value("১৫")
    says(form, "saved")


def test_nothing_is_said_of_a_page_from_before_while_the_line_is_lost(
    form: Page, context: BrowserContext
) -> None:
    context.set_offline(True)

    form.evaluate(RETURN_FROM_STANDSTILL)
    says(form, "asking")
    form.fill(cell("1.4.1"), "১৩")
    says(form, "waiting")

    context.set_offline(False)
    says(form, "saved")
    assert stored("1.4.1") == "13"


def test_answer_lost_on_the_way_is_no_conflict_with_oneself(form: Page) -> None:
    def swallow(route: Route) -> None:
        route.fetch()
        route.abort()

    form.route(SAVES, swallow, times=1)
    form.fill(cell("1.4.1"), "১২")
    says(form, "waiting")
    form.fill(cell("1.4.1"), "১২৩")

    says(form, "saved")
    expect(form.locator(cell("1.4.1"))).to_have_value("১২৩")
    assert stored("1.4.1") == "123"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"status": 500, "content_type": "text/html", "body": "<h1>500</h1>"}, "waiting"),
        ({"status": 503}, "waiting"),
        ({"status": 413, "content_type": "text/html", "body": "too large"}, "problem"),
        ({"status": 200, "content_type": "text/html", "body": "<h1>sign in</h1>"}, "waiting"),
        ({"status": 200, "content_type": "application/json", "body": '{"cells'}, "waiting"),
        ({"status": 200, "content_type": "application/json", "body": "{}"}, "waiting"),
        ({"status": 302, "headers": {"Location": "/sign-in/"}}, "signed-out"),
    ],
)
def test_no_other_answer_counts_as_saved(form: Page, answer: dict[str, object], state: str) -> None:
    form.route(SAVES, lambda route: route.fulfill(**answer), times=1)

    form.fill(cell("1.4.1"), "১২")
    says(form, state)
    assert drafts(form) == 1

    form.evaluate("window.dispatchEvent(new Event('online'))")
    says(form, "saved")
    assert stored("1.4.1") == "12"


def test_word_that_is_being_composed_is_not_sent_by_halves(page: Page, khulna: Plan) -> None:
    page.clock.install()
    let_in(page, "khulna")
    page.goto(ADDRESS)
    page.fill(cell("1.4.1"), "")
    keyboard = page.context.new_cdp_session(page)
    composing = {"text": "১", "selectionStart": 1, "selectionEnd": 1}
    keyboard.send("Input.imeSetComposition", composing)
    page.clock.run_for(5000)
    says(page, "saving")
    assert stored("1.4.1") == "2"

    keyboard.send("Input.insertText", {"text": "১২"})
    page.clock.run_for(5000)

    says(page, "saved")
    assert stored("1.4.1") == "12"


def test_emptied_or_refused_cell_has_no_tick(form: Page) -> None:
    mark = form.locator(f"#cell-mark-{number('1.4.1')}")
    expect(mark).to_contain_text("✓")

    form.fill(cell("1.4.1"), "১,৫")
    expect(mark).to_contain_text("!")
    form.fill(cell("1.4.1"), "")

    says(form, "saved")
    expect(mark).to_be_empty()
    assert in_june("1.4.1").figure is None
    form.reload()
    expect(mark).to_be_empty()
    form.fill(cell("1.4.1"), "০")
    says(form, "saved")
    expect(mark).to_contain_text("✓")
