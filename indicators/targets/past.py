"""A plan's document beside the past: each row with what its years and other offices say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.returns.plausibility.checks.units import smallest_step
from indicators.returns.scores.reckoning import recognised_entry
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Direction, Rules
from indicators.targets.expected import sentences
from indicators.targets.expected.expectation import Expectation, Offices
from indicators.targets.expected.judging import signs_of, softness
from indicators.targets.expected.proposing import best_of, middle_of, proposed
from indicators.targets.expected.quality import quality
from indicators.targets.expected.sizes import sizes_of
from indicators.targets.expected.values import (
    JudgedRow,
    PastOutcomes,
    YearOutcome,
    direction_of,
    in_year,
    of_year,
)
from indicators.targets.outcomes import Found, outcomes_of, years_before
from indicators.targets.values import PlanPast, RowPast
from numerals import FiscalYearSpan, Value
from offices.models import Office
from plans.document.checks import check
from plans.document.matching.wordings import Answers, Worded, worded
from plans.document.units import is_percent
from plans.document.values import IndicatorEntry, PlanDocument

_FINEST = Decimal("0.01")


def past_of(
    document: PlanDocument,
    *,
    office: Office,
    year: int,
    kind: str,
    rules: Rules,
    answers: Answers,
) -> PlanPast:
    """What the past says of ``document``, the office's plan of that kind for ``year``."""
    rows = own_rows(document)
    found = outcomes_of(
        [said for _, said in rows], office=office, year=year, kind=kind, answers=answers
    )
    view = PastView(found, year)
    raw = _earned(document, rows, found, office=office, year=year, rules=rules)
    told = {
        entry.row: _row_past(view, entry, said, office=office, raw=raw.get(entry.row))
        for entry, said in rows
    }
    return PlanPast(
        rows=told,
        quality=quality(
            document, {row: one.softness for row, one in told.items()}, check(document)
        ),
        years=years_before(year),
    )


def own_rows(document: PlanDocument) -> list[tuple[IndicatorEntry, Worded]]:
    """The rows that have targets of their own, with their wordings."""
    return [(entry, said) for entry, said in worded(document) if entry.linked is None]


class PastView:
    """What was found of a plan's wordings, as rows of any office are looked at against it."""

    def __init__(self, found: Mapping[Worded, Found], year: int) -> None:
        self._found = found
        self._year = year
        self._sizes = sizes_of(
            one.outcomes
            for said, one in found.items()
            if not is_percent(said.unit) and _are_numbers(one.outcomes)
        )
        self._offices: dict[tuple[Worded, bool, Decimal], Offices] = {}

    def found(self, said: Worded) -> Found:
        """What was found of one wording."""
        return self._found[said]

    def row(self, entry: IndicatorEntry, said: Worded) -> tuple[JudgedRow, PastOutcomes]:
        """The row as the arithmetic takes it, and its past."""
        found = self._found[said]
        outcomes = _of_one_kind(found.outcomes, entry)
        row = JudgedRow(
            self._year,
            entry.targets,
            direction_of(entry.targets, *found.targets) or _natural(outcomes),
            is_percent=is_percent(entry.unit),
            step=_step(entry, found, outcomes),
        )
        return row, PastOutcomes(tuple(outcomes), {} if row.is_percent else self._sizes)

    def expectation(
        self, row: JudgedRow, past: PastOutcomes, said: Worded, *, office: int
    ) -> Expectation | None:
        """What the past lets expect of the office; what all offices share is reckoned once."""
        key = (said, row.direction is Direction.EARLIER, row.step)
        offices = self._offices.get(key)
        if offices is None:
            offices = self._offices[key] = Offices(row, past)
        return offices.expectation(office)


def _row_past(
    view: PastView, entry: IndicatorEntry, said: Worded, *, office: Office, raw: Decimal | None
) -> RowPast:
    row, past = view.row(entry, said)
    own = past.own(office.pk)
    expected = view.expectation(row, past, said, office=office.pk)
    soft = softness(row, expected)
    last = own[0] if own else None
    signs = signs_of(row, soft, last)
    return RowPast(
        entry=entry,
        own=own,
        so_far=view.found(said).so_far,
        middle=middle_of(row, past, office.pk),
        best=best_of(row, past, office.pk),
        offices=len(past.peers(office.pk)),
        proposed=proposed(row, expected),
        softness=soft,
        signs=signs,
        said=(
            *((sentences.would_earn(last, raw),) if last and raw is not None else ()),
            *((sentences.reached(soft),) if soft else ()),
            *(sentences.told(one, entry.targets.t100, last) for one in signs),
        ),
        rests_on=sentences.basis(expected) if expected else None,
    )


def _earned(
    document: PlanDocument,
    rows: Sequence[tuple[IndicatorEntry, Worded]],
    found: Mapping[Worded, Found],
    *,
    office: Office,
    year: int,
    rules: Rules,
) -> dict[str, Decimal]:
    """The raw score of each row, were the office's last outcome this year's too."""
    month = FiscalYearSpan(year).months[-1]
    last: dict[str, Value] = {}
    for entry, said in rows:
        own = PastOutcomes(tuple(found[said].outcomes)).own(office.pk)
        if own:
            amount = in_year(own[0].value, own[0].year)
            last[entry.row] = of_year(amount, year, is_date=isinstance(own[0].value, date))
    filled = document.with_indicators(
        lambda entry: (
            recognised_entry(entry, last[entry.row], month)
            if entry.row in last
            else replace(entry, achieved={})
        )
    )
    score = score_plan(plan_input(filled), rules=rules)
    return {one.key: one.raw for one in score.indicators if one.raw is not None and one.key in last}


def _step(entry: IndicatorEntry, found: Found, outcomes: Sequence[YearOutcome]) -> Decimal:
    """The step that the row's targets are written in; its outcomes', where it never had any.

    A mean has many more decimals than anybody would promise.
    """
    asked = [one for targets in (entry.targets, *found.targets) for one in targets]
    numbers = [one for one in asked if _is_number(one)]
    made = (one.value for one in outcomes)
    step = smallest_step(numbers or (one for one in made if _is_number(one)))
    return max(step, _FINEST) if not numbers else step


def _of_one_kind(outcomes: Sequence[YearOutcome], entry: IndicatorEntry) -> list[YearOutcome]:
    """Numbers or dates: what the row's targets are, or what most outcomes are."""
    numbers = [one for one in outcomes if _is_number(one.value)]
    dates = [one for one in outcomes if isinstance(one.value, date)]
    defined = [target for _, target in entry.targets.defined]
    if defined:
        return numbers if _is_number(defined[0]) else dates
    return numbers if len(numbers) >= len(dates) else dates


def _natural(outcomes: Sequence[YearOutcome]) -> Direction:
    dated = bool(outcomes) and not _is_number(outcomes[0].value)
    return Direction.EARLIER if dated else Direction.HIGHER


def _are_numbers(outcomes: Sequence[YearOutcome]) -> bool:
    return bool(outcomes) and all(_is_number(one.value) for one in outcomes)


def _is_number(value: Value | None) -> bool:
    return isinstance(value, Decimal)
