"""Pages over many offices: names that are code, questions without end, the same asked at once."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, ReturnStep, State
from ledger.models import Change
from offices.models import Office
from plans.models import Indicator, Plan
from reports.batch.models import Batch, BatchFormat
from reports.batch.requests import MOST_UNDER_WAY, TooManyBatches, request_batch
from tests.attacks.test_inert_words import WORDS, is_inert
from tests.cast import JUNE, MAY, Cast, client_of, make_cast
from tests.faults.test_repeats import all_at_once, answers
from tests.test_access import PLAN

AT_ONCE: Final = 12
ASKED: Final[dict[str, Any]] = {
    "kind": "apa",
    "form": "progress",
    "made_as": BatchFormat.ZIP_XLSX,
    "language": "en",
}


@pytest.fixture
def poisoned(cast: Cast) -> Cast:
    Office.objects.update(name_bn=WORDS, name_en=WORDS, short_bn=WORDS, short_en=WORDS)
    Plan.objects.update(title=WORDS)
    Indicator.objects.filter(plan=cast.plan).update(title=WORDS)
    cast.officer.name_bn = cast.officer.name_en = cast.officer.designation_en = WORDS
    cast.officer.save()
    return cast


def wide_pages(cast: Cast) -> list[str]:
    row = {**PLAN, "indicator": cast.indicator("1.1.1").pk}
    return [
        reverse("reports:district-map"),
        reverse("reports:trend"),
        reverse("reports:dashboard"),
        f"{reverse('reports:find')}?q=alert",
        f"{reverse('reports:find')}?q={'%3Cscript%3Ealert(1)%3C/script%3E'}",
        reverse("reports:office-years", kwargs={"code": "khulna"}),
        reverse("reports:side-by-side", kwargs={"code": "khulna"}),
        reverse("reports:indicator", kwargs=row),
        reverse("reports:batches"),
        reverse("indicators:accept-many"),
        reverse("indicators:compare"),
    ]


@pytest.mark.once
def test_names_and_questions_stay_words(poisoned: Cast) -> None:
    poisoned.submit(JUNE)
    client = client_of(poisoned.reviewer)

    for address in wide_pages(poisoned):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert is_inert(answer.text), address
        assert "no-store" in answer.headers["Cache-Control"], address


@pytest.mark.once
def test_papers_of_such_names_are_words_in_files_of_ours(poisoned: Cast) -> None:
    batch = request_batch(
        Batch(
            office=poisoned.head_office,
            fiscal_year=poisoned.plan.fiscal_year,
            month="2024-06",
            **ASKED,
        ),
        by=poisoned.reviewer,
    )
    call_command("work", once=True)
    batch.refresh_from_db()

    with batch.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as papers:
        names = papers.namelist()
        books = [zipfile.ZipFile(io.BytesIO(papers.read(name))) for name in names]
    assert all(name.isascii() and "/" not in name and ".." not in name for name in names)
    for book in books:
        sheets = [book.read(name).decode() for name in book.namelist() if "/sheets/" in name]
        assert all("<f>" not in sheet and is_inert(sheet) for sheet in sheets)


@pytest.mark.once
@pytest.mark.parametrize("question", ["ক" * 440, "a " * 2_000, "%_%" * 60, "\\" * 200])
def test_search_takes_as_much_as_it_looks_for(
    cast: Cast, question: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A line of a request has 4,094 bytes at most."""
    client = client_of(cast.reviewer)

    with django_assert_max_num_queries(20):
        answer = client.get(reverse("reports:find"), {"q": question})

    assert answer.status_code == 200
    assert len(answer.content) < 60_000


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    return make_cast()


def test_returns_accepted_together_by_many_at_once_take_one_step_each(crowd: Cast) -> None:
    for month in (MAY, JUNE):
        crowd.submit(month)
    MonthlyReturn.objects.update(odd_indicators=0)
    waiting = [crowd.monthly_return(month) for month in (MAY, JUNE)]
    form = {"return": [f"{one.pk}:{one.version}" for one in waiting]}
    clients = [client_of(crowd.reviewer) for _ in range(AT_ONCE)]

    told = all_at_once(lambda number: clients[number].post("/review/accept/", form), times=AT_ONCE)

    assert answers(told) == {302: AT_ONCE}
    assert ReturnStep.objects.filter(to_state=State.ACCEPTED).count() == len(waiting)
    lines = Change.objects.filter(field=Change.Field.STATE, after=State.ACCEPTED)
    assert lines.count() == len(waiting)


def test_foreign_return_is_not_accepted(cast: Cast) -> None:
    cast.submit(JUNE)
    MonthlyReturn.objects.update(odd_indicators=0)
    one = cast.monthly_return(JUNE)

    answer = client_of(cast.other_region).post(
        "/review/accept/", {"return": f"{one.pk}:{one.version}"}
    )

    assert answer.status_code == 302
    assert cast.monthly_return(JUNE).state == State.SUBMITTED


@pytest.mark.parametrize("months", [1, AT_ONCE])
def test_papers_asked_for_by_many_at_once_are_few(crowd: Cast, months: int) -> None:
    def ask(number: int) -> bool:
        month = f"20{23 + number % months // 6}-{1 + number % months % 6:02}"
        wanted = Batch(
            office=crowd.head_office, fiscal_year=crowd.plan.fiscal_year, month=month, **ASKED
        )
        try:
            request_batch(wanted, by=crowd.reviewer)
        except TooManyBatches:
            return False
        return True

    done = all_at_once(ask, times=AT_ONCE)

    assert Batch.objects.count() == min(months, MOST_UNDER_WAY)
    assert sum(done) == (AT_ONCE if months == 1 else MOST_UNDER_WAY)
