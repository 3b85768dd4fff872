from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import NIL, Figure, Month, Value
from plans import choices
from plans.document.methods import WRONG_KIND, Method, achievement_to_date, given_in
from plans.document.reader.cells import method_of

Months: TypeAlias = list[tuple[Month, Figure]]

APRIL, MAY, JUNE = Month(2024, 4), Month(2024, 5), Month(2024, 6)


def months(april: Figure = None, may: Figure = None, june: Figure = None) -> Months:
    return [(APRIL, april), (MAY, may), (JUNE, june)]


def numbers(*texts: str) -> Months:
    return months(*(Decimal(text) for text in texts))


def test_sum_adds_the_months() -> None:
    assert achievement_to_date(Method.SUM, numbers("0", "44", "15")) == 59


def test_sum_is_exact() -> None:
    figures = numbers("0.0362", "0.0375", "0.0341")
    assert achievement_to_date(Method.SUM, figures) == Decimal("0.1078")


def test_average_is_an_exact_quotient() -> None:
    figures = numbers("95", "65", "100")
    average = achievement_to_date(Method.AVERAGE, figures)
    assert isinstance(average, Decimal)
    assert +average == Decimal("86.66666666666666666666666667")


def test_average_leaves_out_what_gives_no_figure_but_counts_zero() -> None:
    assert achievement_to_date(Method.AVERAGE, months(Decimal(90), NIL, None)) == 90
    assert achievement_to_date(Method.AVERAGE, months(Decimal(90), Decimal(0), None)) == 45


def test_cumulative_takes_the_latest_month_that_gives_a_figure() -> None:
    assert achievement_to_date(Method.CUMULATIVE, months(Decimal(3), Decimal(8), NIL)) == 8


def test_date_takes_the_latest_month_that_gives_one() -> None:
    figures = months(date(2024, 4, 3), date(2024, 5, 9), None)
    assert achievement_to_date(Method.DATE, figures) == date(2024, 5, 9)


@pytest.mark.parametrize("method", list(Method))
def test_nothing_reported_is_missing_and_not_zero(method: Method) -> None:
    assert achievement_to_date(method, months(None, NIL, None)) is None
    assert achievement_to_date(method, []) is None


@pytest.mark.parametrize("method", list(Method))
def test_dates_among_numbers_are_an_error_value(method: Method) -> None:
    figures = months(Decimal(1), date(2024, 5, 9), None)
    assert achievement_to_date(method, figures) is WRONG_KIND


@pytest.mark.parametrize(
    ("method", "figure"),
    [
        (Method.SUM, date(2024, 4, 3)),
        (Method.AVERAGE, date(2024, 4, 3)),
        (Method.DATE, Decimal(1)),
    ],
)
def test_kind_that_the_method_cannot_reckon_with_is_an_error_value(
    method: Method, figure: Value
) -> None:
    assert achievement_to_date(method, months(figure)) is WRONG_KIND


@given(st.permutations(numbers("1.5", "20", "0.25")), st.sampled_from(list(Method)[:3]))
def test_order_in_which_months_are_given_does_not_matter(figures: Months, method: Method) -> None:
    assert achievement_to_date(method, figures) == achievement_to_date(
        method, numbers("1.5", "20", "0.25")
    )


DOCS = Path(__file__).parents[3] / "docs"
EXAMPLES: dict[Method, tuple[Months, Value, str]] = {
    Method.SUM: (numbers("0", "44", "15"), Decimal(59), "0 + 44 + 15 = 59"),
    Method.AVERAGE: (numbers("95", "66", "100"), Decimal(87), "(95 + 66 + 100) ÷ 3 = 87"),
    Method.CUMULATIVE: (numbers("40", "55", "71"), Decimal(71), "the latest month has 71"),
    Method.DATE: (
        months(None, date(2024, 5, 9)),
        date(2024, 5, 9),
        "the latest month has 09-05-2024",
    ),
}


@pytest.mark.parametrize("method", list(Method))
def test_every_method_makes_an_achievement_and_tells_how(method: Method) -> None:
    figures, made, told = EXAMPLES[method]

    assert achievement_to_date(method, figures) == made
    assert method.rule.told(given_in(figures), made).en == told


@pytest.mark.parametrize("method", list(Method))
def test_every_method_is_read_by_its_own_names(method: Method) -> None:
    for spelling in (method.rule.bn, method.rule.en, method.label.en, method.value):
        assert method_of(spelling) is method


@pytest.mark.parametrize("method", list(Method))
def test_every_method_can_be_chosen_and_is_told_of(method: Method) -> None:
    assert method.value in dict(choices.methods())
    assert f"**{method.rule.en}** ({method.rule.bn})" in plain(DOCS / "scoring.md").lower()
    assert f"`{method.value}`" in plain(DOCS / "admin.md")


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("language", ["bn", "en"])
def test_guide_says_what_to_type_for_every_method(method: Method, language: str) -> None:
    told = plain(DOCS.parent / "templates" / "guide" / f"{language}.html")

    assert f"<strong>{method.label[language]}</strong>:" in told


def plain(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())
