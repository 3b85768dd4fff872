from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import MonthlyReturn, State
from ledger.models import Change
from numerals import Month
from offices.models import Office, Posting, Role, User
from plans.models import Indicator, Plan
from tests.browser.hands import Finger, Hands, Keyboard, paste, take_the_paste
from tests.browser.password import PASSWORD
from tests.browser.people import visitor
from tests.cast import LONG_AGO
from tests.indicators.returns.evidence.files import pdf
from tests.unguarded import unguarded

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"
HISTORY: Final = "/history/?office=khulna&year=2023&kind=apa&month=2024-06"
WAYS: Final[dict[str, tuple[Hands, dict[str, Any]]]] = {
    "desktop by keyboard": (Keyboard(), {"viewport": {"width": 1366, "height": 768}}),
    "phone": (
        Finger(),
        {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    ),
}


@dataclass(frozen=True)
class Someone:
    """A person of the story at a browser of their own, who reads Bengali."""

    page: Page
    hands: Hands

    def sign_in(self, username: str) -> None:
        self.page.goto("/sign-in/")
        self.write("[name=username]", username)
        self.write("[name=password]", PASSWORD)
        self.press(".sign-in .btn-primary")
        self.page.wait_for_url("**/")

    def open(self, address: str) -> None:
        self.page.goto(address)
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(width) <= 0, f"{address} scrolls sideways"

    def sees(self, selector: str, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator(selector).first).to_contain_text(text)

    def press(self, what: str | Locator) -> None:
        self.hands.press(self.page.locator(what) if isinstance(what, str) else what)

    def press_button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def write(self, selector: str, text: str) -> None:
        self.hands.write(self.page.locator(selector), text)

    def paste_at(self, selector: str, block: str) -> None:
        self.hands.go_to(self.page.locator(selector))
        paste(self.page, block)
        take_the_paste(self.page)

    def waits_until_saved(self) -> None:
        expect(self.page.locator("#save-state")).to_have_attribute("data-state", "saved")


@dataclass(frozen=True)
class People:
    """The four of the story."""

    officer: Someone
    head: Someone
    reviewer: Someone
    auditor: Someone


@pytest.fixture(params=WAYS)
def people(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, khulna: Plan
) -> Iterator[People]:
    posted("head", Role.HEAD, khulna.office)
    hands, screen = WAYS[request.param]
    with ExitStack() as stack:

        def someone(username: str) -> Someone:
            one = Someone(stack.enter_context(visitor(browser, live_server, **screen)), hands)
            one.sign_in(username)
            return one

        yield People(*map(someone, ("khulna", "head", "headoffice", "auditor")))


def posted(username: str, role: Role, office: Office) -> None:
    user = User.objects.create_user(
        username=username, password=PASSWORD, name_bn=username, name_en=username
    )
    Posting.objects.create(user=user, office=office, role=role, starts=LONG_AGO)


def number(row: str) -> int:
    return Indicator.objects.get(plan__kind="apa", row=row).pk


def cell(row: str) -> str:
    return f"#cell-{number(row)}"


def test_month_goes_from_the_first_figure_to_the_auditor(people: People) -> None:
    officer, head = people.officer, people.head
    reviewer, auditor = people.reviewer, people.auditor
    with unguarded(Indicator):
        Indicator.objects.filter(pk=number("1.4.1")).update(evidence_required=True)
    proved, wrong = number("1.4.1"), number("2.5.2")

    # The officer writes, pastes, and adds the evidence that the check asks for.
    officer.press(f"a.task-name[href='{JUNE}']")
    officer.paste_at(cell("1.1.1"), "১\r\n২\r\n৩\tমেলায় বিতরণ\r\n")
    officer.write(cell("1.4.1"), "১২")
    officer.waits_until_saved()
    officer.press("#go-check")
    officer.sees(".columns", "আবশ্যক প্রমাণক নেই যেসব অর্জনের")
    officer.press(f".columns a[href$='evidence/{proved}/']")
    with officer.page.expect_file_chooser() as chooser:
        officer.press("#files-input")
    minutes = FilePayload(name="কার্যবিবরণী.pdf", mimeType="application/pdf", buffer=pdf(2))
    chooser.value.set_files([minutes])
    officer.press_button("আপলোড করুন")
    officer.sees(".evidence-file", "কার্যবিবরণী.pdf")
    officer.open(f"{JUNE}check/")
    expect(officer.page.get_by_role("button", name="প্রতিবেদন জমা দিন")).to_have_count(0)

    # The head of the office hands it in.
    head.open(f"{JUNE}check/")
    head.press_button("প্রতিবেদন জমা দিন")
    head.sees(".notice-success", "জমা")

    # The reviewer looks, and gives two cells back with reasons.
    reviewer.open("/")
    reviewer.press(f"a.task-name[href='{JUNE}review/']")
    reviewer.sees(f"#row-{proved}", "কার্যবিবরণী.pdf")
    for pk, note in ((wrong, "৪৪ ও ১৫ মিলিয়ে ৫৯ হয়"), (proved, "মে মাসের চেয়ে বেশি কেন?")):
        reviewer.press(f"#row-{pk} summary")
        reviewer.write(f"[name=note-{pk}]", note)
    reviewer.write("[name=reason]", "দুটি ঘর দেখুন")
    reviewer.press("button[name=return]")
    reviewer.sees(".notice-success", "ফেরত")

    # The officer sees just these and corrects one; the head answers for the other.
    officer.open(JUNE)
    officer.sees(".returned", "দুটি ঘর দেখুন")
    expect(officer.page.locator("tr.is-noted")).to_have_count(2)
    officer.sees(f"#row-{wrong}", "৪৪ ও ১৫ মিলিয়ে ৫৯ হয়")
    officer.write(cell("2.5.2"), "১৬")
    officer.waits_until_saved()
    head.open(f"{JUNE}check/")
    head.press_button("প্রতিবেদন জমা দিন")
    head.sees("[role=alert]", "আগের মতোই আছে")
    head.write(f"[name=answer-{proved}]", "জুনে মেলা হয়েছে")
    head.press_button("প্রতিবেদন জমা দিন")
    head.sees(".notice-success", "জমা")

    # The reviewer sees what changed and accepts; the return is locked.
    reviewer.open(f"{JUNE}review/")
    reviewer.sees("aside .panel:has-text('→')", "১৫ → ১৬")
    reviewer.sees(f"#row-{proved}", "জুনে মেলা হয়েছে")
    reviewer.press("button[name=accept]")
    reviewer.sees(".notice-success", "গৃহীত")
    officer.open(JUNE)
    expect(officer.page.locator(".cell-input")).to_have_count(0)

    # It is opened again until tonight, corrected, handed in and accepted once more.
    today = timezone.localdate()
    reviewer.open(f"{JUNE}review/")
    reviewer.write("[name=why]", "২.৫.২ আবার দেখুন")
    reviewer.write("[name=until]", f"{today.day}/{today.month}/{today.year}")
    reviewer.press("button[name=reopen]")
    reviewer.sees(".notice-success", "পুনরায় খোলা")
    officer.open(JUNE)
    officer.write(cell("2.5.2"), "১৭")
    officer.waits_until_saved()
    head.open(f"{JUNE}check/")
    head.press_button("প্রতিবেদন জমা দিন")
    head.sees(".notice-success", "জমা")
    reviewer.open(f"{JUNE}review/")
    reviewer.press("button[name=accept]")
    reviewer.sees(".notice-success", "গৃহীত")
    assert MonthlyReturn.objects.get(plan__kind="apa", month=Month(2024, 6)).state == State.ACCEPTED

    # A year later the auditor reads all of it.
    auditor.open(f"{HISTORY}&row=2.5.2")
    auditor.sees("main table", re.compile("১৬.*১৭.*১৫.*১৬", re.DOTALL))
    auditor.open(HISTORY)
    for told in ("দুটি ঘর দেখুন", "২.৫.২ আবার দেখুন", "কার্যবিবরণী.pdf"):
        auditor.sees("main table", told)
    states = Change.objects.filter(field="state", monthly_return__month=Month(2024, 6)).order_by(
        "pk"
    )
    assert list(states.values_list("after", flat=True)) == [
        "submitted",
        "returned",
        "resubmitted",
        "accepted",
        "reopened",
        "resubmitted",
        "accepted",
    ]
