"""A template cascades to 64 offices by its workbook, as ``manage.py cascade`` does it."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Change, ChangedField
from numerals import FiscalYearSpan
from offices.models import Level, Role
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.models import Plan
from plans.workshop.services.beginning import begun
from tests.benchmarks.timing import say
from tests.cast import Cast, agreement, office, person
from tests.plans.cascade.books import book_of

_OFFICES = 64
_GOAL = 10


@pytest.mark.benchmark
@pytest.mark.django_db
def test_64_offices_get_their_plans_within_10_seconds(cast: Cast, tmp_path: Path) -> None:
    counts = (1, 2, 8, _OFFICES)
    codes = [f"office-{number}" for number in range(sum(counts))]
    for code in codes:
        office(code, Level.DISTRICT, cast.region)
    waiting = iter(codes)
    planner = person("planner", Role.PLANNER, cast.head_office)
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2024), title="এপিএ ২০২৪-২৫")
    draft = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    draft.is_template = True
    draft.save(update_fields=["is_template"])
    address = f"{cast.head_office.code}/2024-25/apa"
    taken: dict[int, tuple[float, float, int]] = {}
    for count in counts:
        some, book = tuple(islice(waiting, count)), tmp_path / f"{count}.xlsx"
        book.write_bytes(book_of(draft, *some))
        lines = Change.objects.filter(field=ChangedField.WHOLE_PLAN).count()
        began, worked = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as queries:
            call_command("cascade", address, str(book), "--lang", "en", stdout=io.StringIO())
        taken[count] = (
            time.perf_counter() - began,
            time.process_time() - worked,
            len(queries),
        )
        assert Plan.objects.filter(fiscal_year=2024, office__code__in=some).count() == count
        told = Change.objects.filter(field=ChangedField.WHOLE_PLAN).count() - lines
        assert told == count
    for count, (elapsed, worked, asked) in taken.items():
        say(
            f"{count} offices: {elapsed:.1f} s, {worked:.1f} s of CPU, {asked} queries, "
            f"{asked / count:.1f} each"
        )
    # The first makes the year and its rules.
    _, (_, _, two), (_, _, eight), (_, worked, many) = taken.values()
    each = (eight - two) / 6
    assert (many - eight) / (_OFFICES - 8) == pytest.approx(each, abs=0.5)
    assert worked < _GOAL
