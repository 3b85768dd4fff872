"""PostgreSQL ends a connection at any write of a step: the step is not done, and is done later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import psycopg2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from config.backup.databases import rows
from indicators.audit.proof import unexplained
from indicators.returns.models import MonthlyReturn
from numerals import FiscalYearSpan
from offices.models import User
from plans.agreements.selectors import agreement_of
from plans.agreements.services import propose
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.models import Plan
from plans.workshop.models import Draft
from plans.workshop.services.beginning import begun
from tests.cast import JUNE, MAY, Cast, agreement, client_of, make_cast
from tests.faults.serving import database_url
from tests.plans.agreements.signing import let_errors_stand, planner_of
from tests.plans.cascade.books import book_of
from tests.plans.cascade.test_pages import hidden

pytestmark = pytest.mark.postgresql

WRITES: Final = ("INSERT", "UPDATE", "DELETE")
FIRST: Final = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
"""At which write the connection ends; what has fewer is done."""

Request = tuple[User, str, dict[str, Any]]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@contextmanager
def ended_at(write: int) -> Iterator[list[int]]:
    """The connection is ended by the server as it is about to write so often."""
    written: list[int] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(WRITES):
            written.append(1)
            if len(written) == write:
                end_connection()
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield written


def end_connection() -> None:
    pid = connection.connection.info.backend_pid
    other = psycopg2.connect(database_url())
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()


def proposal(cast: Cast) -> Request:
    let_errors_stand(cast)
    return cast.officer, "/plans/khulna/2023-24/apa/agreement/", {"propose": "1", "seen": "0"}


def signature(cast: Cast) -> Request:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    seen = str(agreement_of(cast.plan).version)
    return cast.superior, "/plans/khulna/2023-24/apa/agreement/", {"agree": "1", "seen": seen}


def template_sent(cast: Cast) -> Request:
    planner = planner_of(cast)
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2024))
    template = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    Draft.objects.filter(pk=template.pk).update(is_template=True)
    book = SimpleUploadedFile("a.xlsx", book_of(template, "khulna", "jashore"))
    page = client_of(planner).post(f"/templates/{template.pk}/bring/", {"file": book}).text
    sent = {name: hidden(page, name) for name in ("file_name", "shown")}
    return planner, f"/templates/{template.pk}/send/", sent


STEPS: Final = {
    "a plan proposed": proposal,
    "an agreement signed": signature,
    "a template sent to its offices": template_sent,
}


@pytest.mark.parametrize("step", STEPS)
def test_step_is_not_done_by_halves_and_is_done_afterwards(cast: Cast, step: str) -> None:
    who, address, form = STEPS[step](cast)
    client = client_of(who)
    client.raise_request_exception = False
    client.get("/healthz")
    before, met = rows(connection), 0

    for write in FIRST:
        with ended_at(write) as written:
            answer = client.post(address, form)
        if len(written) < write:
            break
        met += 1
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert rows(connection) == before

    assert met
    assert answer.status_code == 302
    assert rows(connection) != before
    for plan in Plan.objects.select_related("office"):
        assert list(unexplained(plan)) == []


def test_returns_accepted_together_are_each_accepted_or_not(cast: Cast) -> None:
    cast.submit(MAY)
    cast.submit(JUNE)
    MonthlyReturn.objects.update(odd_indicators=0)
    waiting = [cast.monthly_return(month) for month in (MAY, JUNE)]
    form = {"return": [f"{one.pk}:{one.version}" for one in waiting]}
    client = client_of(cast.reviewer)
    client.raise_request_exception = False
    seen = set()

    for write in FIRST:
        with ended_at(write) as written:
            answer = client.post("/review/accept/", form)
        if len(written) < write:
            break
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        seen.add(tuple(cast.monthly_return(month).state for month in (MAY, JUNE)))
        assert list(unexplained(Plan.objects.select_related("office").get(pk=cast.plan.pk))) == []

    assert answer.status_code == 302
    assert {cast.monthly_return(month).state for month in (MAY, JUNE)} == {"accepted"}
    assert ("submitted", "submitted") in seen
    assert list(unexplained(Plan.objects.select_related("office").get(pk=cast.plan.pk))) == []
