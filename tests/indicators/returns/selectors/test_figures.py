from __future__ import annotations

from decimal import Decimal

from pytest_django import DjangoAssertNumQueries

from indicators.returns.selectors.figures import figures_of
from numerals import NIL
from plans.document.values import Form, Reported
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast, agreement


def test_figures_read_back_as_the_document_they_came_from(cast: Cast) -> None:
    assert figures_of(cast.plan).document(until=JUNE) == agreement()


def test_document_says_what_was_known_in_its_month(cast: Cast) -> None:
    cast.save(MARCH, r1_4_1=9)

    document = figures_of(cast.plan).document(until=MAY)

    entry = next(one for one in document.indicators if one.row == "1.4.1")
    assert (document.form, document.months) == (Form.PROGRESS, (MARCH, APRIL, MAY))
    assert entry.achieved == {MARCH: Decimal(9), APRIL: Decimal(1), MAY: Decimal(2)}
    assert entry.reported == Reported()


def test_year_so_far_is_in_the_document_beyond_the_months_shown(cast: Cast) -> None:
    cast.save(MARCH, r1_4_1=9)

    document = figures_of(cast.plan).document(until=JUNE)

    entry = next(one for one in document.indicators if one.row == "1.4.1")
    assert document.months == (APRIL, MAY, JUNE)
    assert MARCH in entry.achieved


def test_none_and_blank_stay_apart(cast: Cast) -> None:
    cast.save(r1_1_1=NIL, r2_5_2=None)

    document = figures_of(cast.plan).document(until=JUNE)

    achieved = {entry.row: entry.achieved[JUNE] for entry in document.indicators}
    assert achieved["1.1.1"] is NIL
    assert achieved["2.5.2"] is None


def test_everything_is_read_in_three_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        figures = figures_of(cast.plan)
        for month in (APRIL, MAY, JUNE):
            figures.document(until=month)
    assert figures.cells_of(MARCH) == {}
