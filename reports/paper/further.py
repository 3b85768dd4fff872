"""The columns that a plan's table has beside the prescribed ones, where the plan says as much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from numerals import FiscalYearSpan, Language, Message, format_number, localize_digits
from plans.document.frequencies import Frequency
from plans.document.reader.periods import period_name
from plans.document.values import IndicatorEntry, PlanDocument
from reports.paper import labels
from reports.paper.columns import (
    BASELINE_YEARS,
    PROJECTION_YEARS,
    Align,
    PaperColumn,
    sentences,
    words,
)

BY_PERIOD: Final = "target:"
BASELINE: Final = "baseline:"
PROJECTION: Final = "projection:"


def with_further(
    columns: tuple[PaperColumn, ...], document: PlanDocument
) -> tuple[PaperColumn, ...]:
    """The columns with those that hold what else the plan says of its indicators."""
    at = [column.key for column in columns].index(next(iter(BASELINE_YEARS)))
    return (
        *columns[:at],
        *_other_years(document, BASELINE),
        *columns[at:],
        *_other_years(document, PROJECTION),
        *_by_period(document),
        *_words(document),
    )


def further_texts(entry: IndicatorEntry, language: Language) -> dict[str, str]:
    """What stands in the columns of words, by key."""
    return {key: said(entry, language) for key, (_, said) in _WORDS.items()}


def years_of(document: PlanDocument, kind: str) -> dict[str, int]:
    """The columns of other years by key, each with how many years after the plan's it is of."""
    usual = BASELINE_YEARS if kind == BASELINE else PROJECTION_YEARS
    further = {column.key: column.years or 0 for column in _other_years(document, kind)}
    return {**usual, **further}


def _other_years(document: PlanDocument, kind: str) -> Iterator[PaperColumn]:
    """Columns of years beside the two that every agreement has."""
    usual = BASELINE_YEARS if kind == BASELINE else PROJECTION_YEARS
    over = labels.ACHIEVED_BEFORE if kind == BASELINE else labels.PROJECTED
    for away in sorted(set(_years(document, kind)).difference(usual.values())):
        yield PaperColumn(f"{kind}{away}", over, Align.FIGURE, over=over, years=away)


def _years(document: PlanDocument, kind: str) -> Iterator[int]:
    year = document.fiscal_year
    for entry in document.indicators if year is not None else ():
        for period in entry.baselines if kind == BASELINE else entry.projections:
            try:
                away = FiscalYearSpan.parse(period).start - year.start if year else 0
            except ValueError:
                continue
            if away:
                yield away


def _by_period(document: PlanDocument) -> Iterator[PaperColumn]:
    periods = {
        period
        for entry in document.indicators
        for period, figure in entry.targets_in.items()
        if figure is not None
    }
    for period in sorted(periods):
        yield PaperColumn(
            f"{BY_PERIOD}{period}",
            period_name(period),
            Align.FIGURE,
            over=labels.TARGETS_BY_PERIOD,
        )


def _words(document: PlanDocument) -> Iterator[PaperColumn]:
    for column, said in _WORDS.values():
        if any(said(entry, "bn") for entry in document.indicators):
            yield column


def _frequency(entry: IndicatorEntry, language: Language) -> str:
    return "" if entry.frequency is Frequency.MONTHLY else entry.frequency.label[language]


def _mode(entry: IndicatorEntry, language: Language) -> str:
    if entry.mode is None:
        return ""
    name = entry.mode.label[language]
    if entry.deduction is None or entry.per_days is None:
        return name
    off = format_number(entry.deduction, language=language, grouping=False)
    days = localize_digits(str(entry.per_days), language=language)
    return f"{name} ({labels.OFF_PER_DAYS[language].format(off=off, days=days)})"


_Said = Callable[[IndicatorEntry, Language], str]
_WORDS: Final[dict[str, tuple[PaperColumn, _Said]]] = {
    column.key: (column, said)
    for column, said in (
        (
            sentences("evidence", Message(bn="প্রমাণক", en="Evidence")),
            lambda entry, _: entry.evidence,
        ),
        (
            sentences("responsible", Message(bn="দায়িত্বপ্রাপ্ত", en="Responsible")),
            lambda entry, _: entry.responsible,
        ),
        (
            words("frequency", Message(bn="কত দিন পরপর প্রতিবেদন", en="Reporting frequency")),
            _frequency,
        ),
        (words("mode", Message(bn="নম্বর নির্ণয়ের নিয়ম", en="Scoring mode")), _mode),
    )
}
