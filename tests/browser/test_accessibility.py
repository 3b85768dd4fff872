from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, ViewportSize
from pytest_django.live_server_helper import LiveServer

from indicators.exceptions.models import StandingAlert
from indicators.returns.evidence.services import add_evidence
from indicators.returns.importing import import_document
from numerals import FiscalYearSpan, Month
from offices.accounts.invitations.models import InvitationWay
from offices.accounts.invitations.services import begin_round
from offices.accounts.passwords.links import path_of_link
from offices.models import Office, User
from plans.cascade.services import make_template
from plans.cascade.shares import divisible_rows
from plans.cascade.template import template_of as template_value
from plans.document.defaults import Kind
from plans.document.rolling_up import Source
from plans.models import Indicator, Plan
from plans.workshop.models import Bringing, Draft
from plans.workshop.services import address_draft, begin_from_plan, bring_files
from tests.alerts import alert_of
from tests.browser.people import choose_language, sign_in, visitor
from tests.cast import FIXTURES
from tests.indicators.returns.evidence.files import pdf
from tests.indicators.returns.scores.test_rolled_up import ROW, rolled_document
from tests.test_access import MONTH, NOTHING, OFFICE, PERIOD, PLAN, READING

NOBODY: Final = ""
"""Someone who has not signed in."""

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "offices:sign-in": (NOBODY, NOTHING),
    "offices:forgotten": (NOBODY, NOTHING),
    "offices:set-password": (NOBODY, NOTHING),
    "home": ("khulna", NOTHING),
    "guide": ("khulna", NOTHING),
    "plans:list": ("khulna", NOTHING),
    "plans:calendar": ("khulna", NOTHING),
    "plans:parts": ("khulna", PLAN),
    "plans:parts-bring": ("khulna", PLAN),
    "plans:workshop": ("planner", NOTHING),
    "plans:templates": ("planner", NOTHING),
    "plans:template": ("planner", NOTHING),
    "plans:template-differences": ("planner", NOTHING),
    "plans:template-shares": ("planner", NOTHING),
    "reports:tree": ("planner", NOTHING),
    "plans:workshop-bring": ("planner", NOTHING),
    "plans:same-rows": ("planner", NOTHING),
    "plans:wordings": ("planner", NOTHING),
    "plans:workshop-places": ("planner", NOTHING),
    "plans:workshop-reading": ("planner", NOTHING),
    "plans:workshop-new": ("planner", NOTHING),
    "plans:workshop-draft": ("planner", NOTHING),
    "plans:workshop-offices": ("planner", NOTHING),
    "plans:workshop-source": ("planner", NOTHING),
    "plans:workshop-address": ("planner", NOTHING),
    "plans:workshop-keep": ("planner", NOTHING),
    "plans:workshop-discard": ("planner", NOTHING),
    "indicators:office-calendar": ("headoffice", OFFICE),
    "indicators:calendar-rules": ("admin", {"year": "2023-24"}),
    "plans:year-rules": ("admin", {"year": "2023-24"}),
    "plans:agreement": ("khulna", PLAN),
    "indicators:plan": ("khulna", PLAN),
    "indicators:targets": ("khulna", PLAN),
    "indicators:targets-overview": ("planner", NOTHING),
    "indicators:draft-targets": ("planner", NOTHING),
    "indicators:entry": ("khulna", MONTH),
    "indicators:check": ("khulna", MONTH),
    "indicators:bring": ("khulna", MONTH),
    "indicators:months": ("khulna", NOTHING),
    "indicators:evidence": ("khulna", MONTH),
    "indicators:comments": ("khulna", MONTH),
    "indicators:cell-comments": ("khulna", MONTH),
    "indicators:quarter": ("khulna", PERIOD),
    "indicators:half-year": ("headoffice", PLAN),
    "indicators:evaluation": ("khulna", PLAN),
    "indicators:notices": ("khulna", NOTHING),
    "indicators:compare": ("khulna", NOTHING),
    "indicators:amendment": ("khulna", PLAN),
    "indicators:roles": ("khulna", NOTHING),
    "indicators:hand-over": ("khulna", NOTHING),
    "offices:account": ("khulna", NOTHING),
    "offices:second-factor": ("khulna", NOTHING),
    "indicators:history": ("headoffice", NOTHING),
    "indicators:checks": ("auditor", NOTHING),
    "offices:journal": ("auditor", NOTHING),
    "plans:rules": ("auditor", NOTHING),
    "indicators:review-queue": ("headoffice", NOTHING),
    "indicators:accept-many": ("headoffice", NOTHING),
    "indicators:many-returns": ("headoffice", NOTHING),
    "indicators:review": ("headoffice", MONTH),
    "indicators:planning": ("headoffice", NOTHING),
    "indicators:attention": ("headoffice", NOTHING),
    "indicators:alert": ("headoffice", NOTHING),
    "indicators:rolled": ("headoffice", {**MONTH, "office": "khulna-region"}),
    "reports:find": ("khulna", NOTHING),
    "reports:dashboard": ("headoffice", NOTHING),
    "reports:district-map": ("headoffice", NOTHING),
    "reports:trend": ("headoffice", NOTHING),
    "reports:office": ("headoffice", OFFICE),
    "reports:office-years": ("headoffice", OFFICE),
    "reports:side-by-side": ("khulna", OFFICE),
    "reports:indicator": ("khulna", PLAN),
    "reports:objective": ("khulna", PLAN),
    "reports:section": ("khulna", {**PLAN, "section": "strategic"}),
    "reports:whole-year": ("khulna", PLAN),
    "reports:batches": ("headoffice", NOTHING),
    "reports:list-indicators": ("headoffice", NOTHING),
    "reports:list-evidence": ("headoffice", NOTHING),
    "reports:list-unproved": ("headoffice", NOTHING),
    "reports:packet": ("headoffice", {**PLAN, "quarter": 4}),
    "offices:office-list": ("admin", NOTHING),
    "offices:office": ("admin", OFFICE),
    "offices:office-new": ("admin", NOTHING),
    "offices:office-edit": ("admin", OFFICE),
    "offices:office-move": ("admin", OFFICE),
    "offices:office-close": ("admin", OFFICE),
    "offices:person-list": ("admin", NOTHING),
    "offices:person": ("admin", NOTHING),
    "offices:person-new": ("admin", NOTHING),
    "offices:person-edit": ("admin", NOTHING),
    "offices:person-phone": ("admin", NOTHING),
    "offices:person-transfer": ("admin", NOTHING),
    "offices:posting-new": ("admin", NOTHING),
    "offices:posting-edit": ("admin", NOTHING),
    "offices:posting-end": ("admin", NOTHING),
    "offices:import": ("admin", NOTHING),
    "offices:set-up-links": ("admin", NOTHING),
    "offices:set-up-round": ("admin", NOTHING),
    "offices:set-up-slips": ("admin", NOTHING),
    "admin:index": ("admin", NOTHING),
}
"""Every page, with someone who sees it and what its address names beside ids."""

STORIES: Final = {
    "offices:code",
    "offices:password",
    "offices:recovery-codes",
    "offices:remove-second-factor",
    "offices:new-recovery-codes",
    "plans:rules-draft",
    "indicators:rules-effect",
}
"""Pages that come up in a story alone; its own test looks at them: test_second_factor,
test_year_rules.
"""

NO_PAGES: Final = {
    "healthz",
    "plans:parts-copy",
    "plans:parts-fill",
    "plans:parts-save",
    "plans:parts-take",
    "plans:template-bring",
    "plans:template-give-up",
    "plans:template-send",
    "plans:template-workbook",
    "plans:same-rows-take-back",
    "plans:workshop-changes",
    "plans:workshop-reopen",
    "plans:workshop-restore",
    "plans:workshop-redo",
    "plans:workshop-undo",
    "indicators:evidence-file",
    "indicators:evidence-judge",
    "indicators:evidence-remove",
    "indicators:attention-look",
    "indicators:notice",
    "indicators:month-workbook",
    "indicators:months-workbook",
    "indicators:quarter-workbook",
    "offices:list-view",
    "indicators:save-cells",
    "offices:import-template",
    "offices:language",
    "offices:office-reopen",
    "offices:person-close",
    "offices:person-link",
    "offices:person-reopen",
    "offices:posting-withdraw",
    "offices:recovery-text",
    "offices:set-up-go-on",
    "offices:sign-out",
    "offices:sign-out-elsewhere",
    "reports:batch-cancel",
    "reports:batch-file",
    "reports:fact-sheet",
    "reports:month-in-brief",
    "reports:packet-file",
    "reports:ranking",
    "reports:paper",
    "reports:whole-agreement",
    "reports:whole-year-file",
}
"""Addresses that answer with a file, that lead on, or that are only written to."""

JUNE: Final = Month(2024, 6)
SIGN_IN: Final = "/sign-in/"
PROVED: Final = "1.4.1"
SLIPS: Final = {"pk": UUID(int=1)}
"""A round of first passwords on paper."""
ERRORS: Final = (400, 403, 500, 503)
SCREENS: Final[tuple[ViewportSize, ...]] = (
    {"width": 1366, "height": 768},
    {"width": 390, "height": 844},
)
LOOKED_AT: Final = {"bn": SCREENS, "en": SCREENS[:1]}
"""The screens on which axe looks; on all others it is still asked whether the page fits."""
COLOURS: Final = "color-contrast"
"""Asked about once: English words stand in the colours of the Bengali ones."""
ASKED: Final[dict[str, dict[str, Any]]] = {
    "bn": {"resultTypes": ["violations"]},
    "en": {"resultTypes": ["violations"], "rules": {COLOURS: {"enabled": False}}},
}
"""What axe is asked in each language."""
SERIOUS: Final = {"serious", "critical"}
OVERFLOW: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_no_page_is_left_out() -> None:
    assert {name for name, _, _ in READING} == PAGES.keys() | STORIES | NO_PAGES


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("who", dict.fromkeys(who for who, _ in PAGES.values()))
def test_no_page_has_a_serious_accessibility_finding(
    browser: Browser, live_server: LiveServer, khulna: Plan, who: str, language: str
) -> None:
    officer = User.objects.get(username="khulna")
    User.objects.filter(username="khulna-region").update(second_factor_since=timezone.now())
    add_evidence(khulna.indicators.get(row=PROVED), JUNE, name="a.pdf", data=pdf(), by=officer)
    print_slips(User.objects.create(username="newcomer", password=make_password(None)))
    findings: list[str] = []
    with visitor(browser, live_server) as page:
        note_complaints(page, findings)
        page.goto(SIGN_IN)
        choose_language(page, language)
        if who:
            sign_in(page, who)
            choose_language(page, language)
        for address in addresses_of(who, khulna):
            shown = page.goto(address)
            is_led_away = SIGN_IN in page.url and address != SIGN_IN
            if not shown or shown.status != HTTPStatus.OK or is_led_away:
                findings.append(f"{address} is not shown, but {page.url}")
            findings += found_on(page, address, language)
        if not who:
            findings += found_on_errors(page, language)

    assert not findings, "\n".join(findings)


def print_slips(newcomer: User) -> None:
    people = User.objects.filter(pk=newcomer.pk)
    by = User.objects.get(username="admin")
    begin_round(people, pk=SLIPS["pk"], way=InvitationWay.PAPER, chosen="", by=by)


def addresses_of(who: str, plan: Plan) -> Iterator[str]:
    officer = User.objects.get(username="khulna")
    reviewer = User.objects.get(username="khulna-region")
    person, posting = {"pk": officer.pk}, {"pk": officer.postings.get().pk}
    cell = {"indicator": plan.indicators.get(row=PROVED).pk}
    ids: dict[str, dict[str, Any]] = {
        "indicators:cell-comments": cell,
        "indicators:evidence": cell,
        "reports:indicator": cell,
        "reports:objective": {"objective": plan.objectives.order_by("position")[0].pk},
        "indicators:hand-over": {"person": officer.pk},
        "offices:person": person,
        "offices:person-edit": person,
        "offices:person-phone": {"pk": reviewer.pk},
        "offices:person-transfer": person,
        "offices:posting-new": person,
        "offices:posting-edit": posting,
        "offices:posting-end": posting,
        "offices:set-up-round": SLIPS,
        "offices:set-up-slips": SLIPS,
    }
    if who == "headoffice":
        ids["indicators:alert"] = {"pk": equal_run(plan).pk}
        ids["indicators:rolled"] = {"indicator": rolled_row().pk}
    if who == "planner":
        planner = User.objects.get(username=who)
        form = FIXTURES / "innovation-plan-2020-21.txt"
        [draft] = bring_files([(form.name, form.read_bytes())], by=planner).drafts
        ids |= {
            f"plans:workshop-{page}": {"pk": draft.pk}
            for page in ("draft", "source", "address", "keep", "discard")
        }
        ids["indicators:draft-targets"] = {"pk": draft.pk}
        template = {"pk": template_of(plan, planner).pk}
        for name in ("plans:template", "plans:template-differences", "reports:tree"):
            ids[name] = template
        ids["plans:workshop-offices"] = template | {"key": divisible_key(template["pk"])}
        ids["plans:template-shares"] = template | {"key": divisible_key(template["pk"])}
        ids["plans:workshop-reading"] = {"pk": Bringing.objects.create(by=planner).pk}
    for name, (sees, named) in PAGES.items():
        if sees == who and name == "offices:set-password":
            yield path_of_link(officer)
        elif sees == who:
            yield reverse(name, kwargs=named | ids.get(name, {}))


def template_of(plan: Plan, planner: User) -> Draft:
    """A template of the planner's office, a copy of the plan."""
    draft = begin_from_plan(plan, way="copy", by=planner)
    at = planner.postings.get().office
    address_draft(draft.pk, office=at, year=FiscalYearSpan(2024), kind=Kind.APA, by=planner)
    return make_template(draft.pk, by=planner)


def equal_run(plan: Plan) -> StandingAlert:
    """Something to look at in the plan."""
    return alert_of(
        plan,
        rule="equal-run",
        row="1.1.1",
        weight=4,
        sentence_bn="জুন ২০২৪: পরপর চার মাস একই সংখ্যা।",
        sentence_en="June 2024: four equal months in a row.",
        rests_on=4,
    )


def rolled_row() -> Indicator:
    """A row of the region's own agreement that is made of Khulna's."""
    region = Office.objects.get(code="khulna-region")
    above = import_document(rolled_document(Source("khulna", ROW)), office=region, kind="apa")
    return above.indicators.get(row=ROW)


def divisible_key(template: int) -> int:
    """A row of the template whose targets add up."""
    return divisible_rows(template_value(Draft.objects.get(pk=template)))[0].key


def note_complaints(page: Page, findings: list[str]) -> None:
    """Whatever the browser complains of; what a page's own status says is not among it."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            findings.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: findings.append(f"{page.url}: {error}"))


def found_on_errors(page: Page, language: str) -> Iterator[str]:
    page.goto("/no/such/page/")
    yield from found_on(page, "404", language)
    for status in ERRORS:
        with translation.override(language):
            html = render_to_string(f"{status}.html")
        page.route(f"**/error/{status}/", partial(answer, status=status, html=html))
        page.goto(f"/error/{status}/")
        yield from found_on(page, str(status), language)


def answer(route: Route, *, status: int, html: str) -> None:
    route.fulfill(status=status, content_type="text/html; charset=utf-8", body=html)


def found_on(page: Page, address: str, language: str) -> Iterator[str]:
    """What is wrong with a page at both widths."""
    for screen in SCREENS:
        page.set_viewport_size(screen)
        place = f"{address} at {screen['width']} px"
        looks = screen in LOOKED_AT[language]
        options = ASKED[language]
        for found in Axe().run(page, options=options).response["violations"] if looks else ():
            if found["impact"] in SERIOUS:
                yield f"{place}: {found['id']}: {found['nodes'][0]['html'][:160]}"
        overflow = page.evaluate(OVERFLOW)
        if overflow > 0:
            yield f"{place}: {overflow} px wider than the screen"
