"""Garbage in every part of a request, to every address: the answer is never a failure of ours.

The values go round: each address takes its share in every kind of place, from someone who may see
what is there, so that all values are tried in all kinds of places and no run takes long. What is
sent in parameters and fields is halved between the two databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar
from urllib.parse import quote, unquote

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from indicators.exceptions.models import StandingAlert
from numerals import FiscalYearSpan
from offices.models import Role, User
from plans.agreements.services import agree_outright
from plans.amending.services import begin_amendment
from plans.calendar.services import grant_extension
from plans.calendar.terms import PeriodKind, reported_periods
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.models import Plan
from plans.rules.services import begin_draft
from plans.workshop.models import Draft
from plans.workshop.services import bring_files
from plans.workshop.services.beginning import begun
from tests.alerts import alert_of
from tests.attacks.addresses import Address, Reads, all_addresses, first_of
from tests.attacks.forms import forms_of, twisted
from tests.attacks.garbage import BODIES, COOKIES, HEADERS, SHARP, VALUES
from tests.cast import FIXTURES, Cast, agreement, client_of, person

FORM: Final = "application/x-www-form-urlencoded"
FILES: Final = "multipart/form-data; boundary=x"
BODY_TYPES: Final = (FORM, FILES, "application/json")
WHOSE: Final = (
    ("superuser", re.compile("admin/(?!login)|manage/|calendar/")),
    ("planner", re.compile("templates/|planning/|rules/|targets/|workshop/(same|word)|compare/")),
    ("sibling", re.compile(".*/(amendment|whole)")),
    ("visitor", re.compile("sign-in/|password/|language/|healthz|admin/login|$")),
    ("reviewer", re.compile("review/|dashboard/|attention/|.*/(review|half-year|evaluation)/")),
    ("officer", re.compile("")),
)
"""Who tries an address: the first whose pattern it begins with. A new one is the officer's."""

One = TypeVar("One")


@dataclass
class Attacker:
    """Someone in a browser of their own; what their requests change is undone after each."""

    cast: Cast
    who: User | None

    def __post_init__(self) -> None:
        browser = client_of(self.who)
        self.cookies = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
        self.failures: list[str] = []

    @cached_property
    def template(self) -> Draft:
        """The head office's template of the year after, begun from Khulna's agreement."""
        document = replace(agreement(), fiscal_year=FiscalYearSpan(2024))
        value = copied(document, kind=Kind.APA)
        assert self.who is not None
        draft = begun(value, office=self.cast.head_office, by=self.who)
        Draft.objects.filter(pk=draft.pk).update(is_template=True)
        return draft

    @cached_property
    def draft(self) -> Draft:
        """A form that the office's own people brought."""
        name = "apa-progress-khulna-2024-q4.txt"
        content = (FIXTURES / name).read_bytes()
        [draft] = bring_files([(name, content)], by=self.cast.officer).drafts
        Draft.objects.filter(pk=draft.pk).update(office=self.cast.khulna)
        return draft

    @cached_property
    def alert(self) -> StandingAlert:
        """Something that needs attention in Khulna's plan."""
        return alert_of(self.cast.plan)

    def ask(self, method: str, path: str, *, form: str = "", cookie: str = "", **more: Any) -> int:
        """The status of the answer; a failure of ours is noted."""
        client = Client(raise_request_exception=False)
        sent: dict[str, Any] = {"HTTP_COOKIE": "; ".join(filter(None, (self.cookies, cookie)))}
        if form:
            sent |= {"data": form.encode(), "content_type": FORM}
        # Refused attempts are remembered, and would be all that the next ones are told.
        cache.clear()
        with transaction.atomic():
            answer: Any = client.generic(method, path, **{**sent, **more})
            for let_go in answer._resource_closers if answer.streaming else ():
                let_go()
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            what = ascii({"form": form, "cookie": cookie, **more})
            self.failures.append(f"{answer.status_code} {method} {path[:200]} {what[:200]}")
        return int(answer.status_code)

    def page(self, path: str) -> str:
        """The page at the address; an empty one where there is none."""
        answer = Client(raise_request_exception=False).get(path, HTTP_COOKIE=self.cookies)
        is_page = not answer.streaming and "text/html" in answer.get("Content-Type", "")
        return answer.text if is_page and answer.content else "<html></html>"

    def here(self, address: Address) -> dict[str, str]:
        """Values of an address's parts that lead to something, where there is something."""
        posting = self.cast.officer.postings.get()
        found = {
            "office": "khulna",
            "code": "khulna",
            "year": "2023-24",
            "kind": "apa",
            "month": "2024-06",
            "form": "plan",
            "number": "4",
            "quarter": "4",
            "indicator": str(self.cast.indicator("1.1.1").pk),
            "person": str(self.cast.officer.pk),
            "pk": str(posting.pk if "posting" in address.route else self.cast.officer.pk),
            "app_label": "plans",
        }
        if address.route.startswith("workshop/"):
            found["pk"] = str(self.draft.pk)
        if address.route.startswith("attention/"):
            found["pk"] = str(self.alert.pk)
        if address.route.startswith("templates/"):
            found["pk"] = str(self.template.pk)
        if self.who == self.cast.sibling:
            found["office"] = "jashore"
        if address.route.startswith("rules/"):
            begin_draft(self.cast.plan.fiscal_year, Kind.APA, source=None)
        if "<uuid:" in address.route:
            found["pk"] = "00000000-0000-0000-0000-000000000000"
        if "object_id" in address.parts and "content_type_id" not in address.parts:
            found["object_id"] = first_of(address)
        # Of a part that is new here, any value will do.
        return dict.fromkeys(address.parts, "1") | found


@pytest.fixture(params=[who for who, _ in WHOSE])
def attacker(cast: Cast, request: pytest.FixtureRequest) -> Attacker:
    if request.param == "planner":
        return Attacker(cast, person("planner", Role.PLANNER, cast.head_office))
    if request.param == "sibling":
        amended(cast)
    if request.param == "superuser":
        superuser = person("superuser")
        superuser.is_superuser = True
        superuser.save()
        return Attacker(cast, superuser)
    return Attacker(cast, getattr(cast, request.param, None))


def amended(cast: Cast) -> None:
    """Jashore's plan is agreed, and its people have begun an amendment."""
    plan = cast.sibling_plan
    agree_outright(plan, by_office=cast.sibling, by_superior=cast.superior)
    [period] = reported_periods(plan.span, PeriodKind.AMENDMENT)
    grant_extension(cast.jashore, period, until=date(2099, 9, 30), reason="বন্যা", by=cast.superior)
    begin_amendment(Plan.objects.get(pk=plan.pk), by=cast.sibling)


@pytest.fixture
def addresses(request: pytest.FixtureRequest) -> list[Address]:
    """Those that the attacker tries."""
    who = request.node.callspec.params["attacker"]
    return [
        address
        for address in all_addresses()
        if who == next(one for one, pattern in WHOSE if pattern.match(address.route))
    ]


@pytest.fixture(autouse=True)
def no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
    for name in ("django", "django.request", "django.security"):
        caplog.set_level("CRITICAL", name)


def test_every_part_of_an_address_takes_garbage(
    attacker: Attacker, addresses: list[Address]
) -> None:
    for place, address in enumerate(addresses):
        here = attacker.here(address)
        for part in address.parts:
            garbage = share(VALUES, 3, place) + share(SHARP, 2, place)
            paths = {address.path({**here, part: bad}) for bad in garbage}
            for path in sorted(filter(leads_somewhere, paths)):
                attacker.ask("GET", path)

    assert attacker.failures == []


# Unknown columns to sort by, which the library is about to read otherwise.
@pytest.mark.filterwarnings("ignore:Use .__. to separate path components:DeprecationWarning")
def test_every_parameter_and_field_takes_garbage(
    attacker: Attacker, addresses: list[Address], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Reads)
    monkeypatch.setattr("django.http.request.QueryDict", Reads)

    for place, address in enumerate(addresses):
        path = address.path(attacker.here(address))
        for method in ("GET", "POST"):
            Reads.asked = set()
            attacker.ask(method, path)
            names = sorted(Reads.asked)
            for sent in (all_alike(names, place), alone(names, place)) if names else ():
                if method == "GET":
                    attacker.ask("GET", f"{path}?{sent}")
                else:
                    attacker.ask("POST", path, form=sent)

    assert attacker.failures == []


def test_every_form_of_a_page_takes_garbage(attacker: Attacker, addresses: list[Address]) -> None:
    seen = set()
    for place, address in enumerate(addresses):
        path = address.path(attacker.here(address))
        for form in forms_of(attacker.page(path), path):
            if form.kind in seen:
                continue
            seen.add(form.kind)
            [bad] = share(VALUES, 1, place + 5 * len(seen))
            for body in twisted(form, bad, place + len(seen)):
                attacker.ask("POST", form.action, form=body)

    assert attacker.failures == []
    assert seen or attacker.who is None


def test_every_address_takes_garbage_in_headers_cookies_and_bodies(
    attacker: Attacker, addresses: list[Address]
) -> None:
    bodies = [(body, kind) for kind in BODY_TYPES for body in BODIES]
    for place, address in enumerate(addresses):
        path = address.path(attacker.here(address))
        [header], [cookie] = share(HEADERS, 1, place), share(COOKIES, 1, place)
        [(body, kind)] = share(bodies, 1, place)
        attacker.ask("GET", path, cookie=cookie, **environ_of(header))
        attacker.ask("POST", path, data=body, content_type=kind)

    assert attacker.failures == []


def test_page_takes_all_garbage_in_headers_cookies_and_bodies(cast: Cast) -> None:
    attacker, path = Attacker(cast, cast.officer), "/notices/"

    for header in HEADERS:
        attacker.ask("GET", path, **environ_of(header))
        attacker.ask("POST", path, data=b"a=b", **environ_of(header))
    for cookie in COOKIES:
        attacker.ask("GET", path, cookie=cookie)
        attacker.ask("GET", path, HTTP_COOKIE=cookie)
    for body in BODIES:
        for kind in BODY_TYPES:
            attacker.ask("POST", path, data=body, content_type=kind)

    assert attacker.failures == []


def share(values: Sequence[One], count: int, place: int) -> list[One]:
    """The values that are an address's turn."""
    return [values[(place * count + number) % len(values)] for number in range(count)]


def all_alike(names: Iterable[str], place: int) -> str:
    [bad] = share(SHARP, 1, half(place))
    return "&".join(f"{quote(name)}={bad}" for name in names)


def alone(names: Sequence[str], place: int) -> str:
    """A name with a value that is its turn, and nothing beside it that would hide it."""
    [name], [bad] = share(names, 1, half(place)), share(VALUES, 1, 7 * place + half(place))
    return f"{quote(name)}={bad}"


def half(place: int) -> int:
    """Whose turn it is in a round of which this database takes every other one."""
    return 2 * place + (connection.vendor == "postgresql")


def environ_of(header: dict[str, str]) -> dict[str, str]:
    names = ((name.upper().replace("-", "_"), value) for name, value in header.items())
    return {
        name if name.startswith("CONTENT_T") or name == "CONTENT_LENGTH" else f"HTTP_{name}": value
        for name, value in names
    }


def leads_somewhere(path: str) -> bool:
    try:
        resolve(unquote(path.partition("?")[0]))
    except Resolver404:
        return False
    return True
