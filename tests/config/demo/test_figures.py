from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from config.demo.characters import Character, Ending, Quirk, characters
from config.demo.districts import DISTRICTS, District
from config.demo.figures import with_year_of_figures
from config.demo.model import Worker
from config.demo.plans import LEFT_OUT, base_targets
from config.demo.seed import Lot
from config.demo.targets import district_document
from numerals import DECIMALS, NIL, Figure, FiscalYearSpan, Month, decimals_of
from plans.document.checks import check
from plans.document.methods import Method
from plans.document.values import PlanDocument

BOGURA = next(one for one in DISTRICTS if one.code == "bogura")


LOT = Lot()
YEAR = FiscalYearSpan(2023)


def told_by(khulna: PlanDocument, district: District, own: Character) -> PlanDocument:
    worker = Worker(district.code, district.size, own.strength, LOT)
    document = district_document(khulna, district, own.quirks, worker=worker, year=YEAR)
    months = YEAR.months[: 12 - LEFT_OUT.get(own.ending, 0)]
    return with_year_of_figures(document, own, worker=worker, months=months, base=base_targets())


def year_of(khulna: PlanDocument, *quirks: Quirk, ending: Ending = Ending.ACCEPTED) -> PlanDocument:
    return told_by(khulna, BOGURA, Character(90, 4, ending, frozenset(quirks)))


def figures(document: PlanDocument, row: str) -> list[Figure]:
    entry = next(one for one in document.indicators if one.row == row)
    return [entry.achieved[month] for month in document.months]


def figures_of_june(document: PlanDocument) -> Iterator[Figure]:
    return (entry.achieved[Month(2024, 6)] for entry in document.indicators)


def all_years(khulna: PlanDocument) -> Iterator[PlanDocument]:
    for district in DISTRICTS[1:]:
        yield told_by(khulna, district, characters(LOT)[district.code])


def test_a_year_has_twelve_uneven_months_with_blanks_and_dashes(khulna: PlanDocument) -> None:
    cells = [
        figure
        for document in all_years(khulna)
        for entry in document.indicators
        if not entry.linked
        for figure in entry.achieved.values()
    ]

    assert len(cells) > 18_000
    assert 200 < sum(figure is None for figure in cells) < 1500
    assert sum(figure is NIL for figure in cells) > 500
    assert not any(isinstance(figure, Decimal) and figure < 0 for figure in cells)


def test_a_years_figures_are_the_same_every_time(khulna: PlanDocument) -> None:
    assert year_of(khulna) == year_of(khulna)


@pytest.mark.parametrize(
    ("ending", "months"),
    [(Ending.ACCEPTED, 12), (Ending.OPEN, 12), (Ending.MISSING, 11), (Ending.MISSING_TWO, 10)],
)
def test_a_year_goes_as_far_as_the_district_has_got(
    khulna: PlanDocument, ending: Ending, months: int
) -> None:
    assert len(year_of(khulna, ending=ending).months) == months


def test_an_open_month_is_filled_from_the_top(khulna: PlanDocument) -> None:
    cells = list(figures_of_june(year_of(khulna, ending=Ending.OPEN)))
    filled = max(place for place, figure in enumerate(cells) if figure is not None)

    assert 0 <= filled < len(cells) - 1


def test_percentages_stay_percentages(khulna: PlanDocument) -> None:
    for document in all_years(khulna):
        for row in ("1.9.1", "2.3.2", "2.4.1"):
            for figure in figures(document, row):
                assert figure is None or (isinstance(figure, Decimal) and 0 <= figure <= 100)


def test_a_spike_is_ten_times_what_was_meant(khulna: PlanDocument) -> None:
    calm, odd = (list(figures_of_june(year_of(khulna, *quirks))) for quirks in ((), (Quirk.SPIKE,)))

    changed = [(one, other) for one, other in zip(calm, odd, strict=True) if one != other]
    assert [other for _, other in changed] == [
        one * 10 for one, _ in changed if isinstance(one, Decimal)
    ]
    assert len(changed) == 1


def test_cumulative_honey_never_falls(khulna: PlanDocument) -> None:
    reported = [
        figure
        for figure in figures(year_of(khulna, Quirk.HONEY_CUMULATIVE), "3.4.1")
        if isinstance(figure, Decimal)
    ]

    assert reported == sorted(reported)
    assert reported[-1] > 0


def test_a_date_is_reported_in_the_month_it_falls_in(khulna: PlanDocument) -> None:
    found = 0
    for document in all_years(khulna):
        for entry in document.indicators:
            for month, figure in entry.achieved.items():
                if isinstance(figure, date):
                    found += 1
                    assert entry.method is Method.DATE
                    assert Month.of(figure) == month
    assert found > 8


@pytest.mark.parametrize(
    ("quirk", "rule"),
    [
        (Quirk.PRINTED_MISMATCH, "sum-mismatch"),
        (Quirk.SUMMED_PERCENTAGE, "method-contradiction"),
    ],
)
def test_what_an_odd_office_prints_contradicts_its_months(
    khulna: PlanDocument, quirk: Quirk, rule: str
) -> None:
    assert rule in {problem.rule for problem in check(year_of(khulna, quirk))}
    assert rule not in {problem.rule for problem in check(year_of(khulna))}


def test_every_figure_can_be_typed(khulna: PlanDocument) -> None:
    figures_of_all = (
        figure
        for document in all_years(khulna)
        for entry in document.indicators
        for figure in entry.achieved.values()
    )

    assert max(decimals_of(figure) for figure in figures_of_all) <= DECIMALS
