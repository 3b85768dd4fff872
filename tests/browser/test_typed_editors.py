"""The editors that save by themselves, a draft's and an agreement's text: nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from offices.accounts.models import Session
from plans.models import Plan
from plans.parts.selectors import agreement_text
from plans.workshop.models import Draft
from tests.browser.lines import Held
from tests.browser.people import let_in, sign_in
from tests.browser.test_agreement import next_year_of
from tests.browser.test_workshop import bring

SAVED: Final = "#save-state.is-saved"


def stored(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


@dataclass(frozen=True)
class Editor:
    """Where one types, which script must come for it, and whether the server has a text."""

    who: str
    path: str
    field: str
    script: str
    saves: str
    has: Callable[[str], bool]


@pytest.fixture(params=["draft", "text"])
def editor(request: pytest.FixtureRequest, khulna: Plan, page: Page) -> Editor:
    if request.param == "text":
        plan = next_year_of(khulna)
        let_in(page, "khulna")
        return Editor(
            "khulna",
            f"/plans/{plan.address}/parts/",
            "textarea[name=vision]",
            "**/parts*.js",
            "**/parts/save/",
            lambda text: text in str(agreement_text(plan).said),
        )
    bring(page)
    draft = Draft.objects.get()
    return Editor(
        "planner",
        f"/workshop/{draft.pk}/",
        ".is-indicator .f-title textarea",
        "**/workshop*/saving*.js",
        "**/changes/",
        lambda text: any(one.said("title") == text for one in stored(draft).value.rows),
    )


def open_it(page: Page, editor: Editor) -> None:
    page.goto(editor.path)
    expect(page.locator(SAVED)).to_be_visible()


def test_sign_in_that_ran_out_while_typing(
    page: Page, context: BrowserContext, editor: Editor
) -> None:
    open_it(page, editor)
    Session.objects.all().delete()
    page.locator(editor.field).first.fill("নদীভাঙন")
    expect(page.locator("#save-state[data-state=signed-out]")).to_be_visible()
    assert not editor.has("নদীভাঙন")

    other = context.new_page()
    sign_in(other, editor.who)
    page.bring_to_front()
    page.locator(editor.field).first.focus()
    page.reload()

    expect(page.locator(editor.field).first).to_have_value("নদীভাঙন")
    expect(page.locator(SAVED)).to_be_visible()
    assert editor.has("নদীভাঙন")


def test_busy_answer_is_asked_again(page: Page, editor: Editor) -> None:
    def busy(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "5"}, body="busy")

    open_it(page, editor)
    page.route(editor.saves, busy)
    page.locator(editor.field).first.fill("নদীভাঙন")
    expect(page.locator("#save-state[data-state=waiting]")).to_be_visible()
    page.unroute(editor.saves)

    expect(page.locator(SAVED)).to_be_visible()
    assert editor.has("নদীভাঙন")


def test_back_shows_what_is_stored(page: Page, editor: Editor) -> None:
    open_it(page, editor)
    page.locator(editor.field).first.fill("নদীভাঙন")
    expect(page.locator(SAVED)).to_be_visible()
    page.goto("/guide/")

    page.go_back()

    expect(page.locator(editor.field).first).to_have_value("নদীভাঙন")
    expect(page.locator(SAVED)).to_be_visible()
    page.locator(editor.field).first.fill("নদীভাঙন ২")
    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator(".choice, .part-choice")).to_have_count(0)
    assert editor.has("নদীভাঙন ২")


def test_typed_before_the_script_is_saved_when_it_comes(page: Page, editor: Editor) -> None:
    held = Held(page, editor.script)
    page.goto(editor.path, wait_until="commit")
    page.locator(editor.field).first.fill("নদীভাঙন")
    held.let_go()

    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator(editor.field).first).to_have_value("নদীভাঙন")
    assert editor.has("নদীভাঙন")
