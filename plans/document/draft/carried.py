"""A plan carried on: into the next year, or over to another office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from numerals import (
    NIL,
    Figure,
    FiscalYearSpan,
    Value,
    decimals_of,
    localize_digits,
    round_half_up,
    to_latin_digits,
)
from plans.document.defaults import Kind
from plans.document.draft.reading import draft_of_document
from plans.document.draft.values import DraftPlan
from plans.document.values import IndicatorEntry, PartEntry, PlanDocument, TierTargets

_YEARS: Final = re.compile(r"(?<![0-9])([0-9]{4})(\s*[-–—/]\s*)([0-9]{4}|[0-9]{2})(?![0-9])")
_PERIOD: Final = re.compile(r"([0-9]{4})-([0-9]{2})(-[QH][1-4])?")
_BASELINES: Final = 2
"""Years of baselines that a plan shows before its own."""


def moved_on(
    document: PlanDocument, *, kind: Kind, achieved: Mapping[str, Figure] | None = None
) -> DraftPlan:
    """The next year's plan from this one's: a draft of the same objectives and indicators.

    Targets go to what the plan projects for the next year, where it says so, all tiers by the
    same share; others stay, dates a year later. ``achieved`` is what came of this year, by the
    indicators' rows: it is the newest baseline. Raises ``ValueError`` without a fiscal year.
    """
    if document.fiscal_year is None:
        raise ValueError("the document names no fiscal year")
    year = FiscalYearSpan(document.fiscal_year.start + 1)
    given = achieved or {}
    moved = document.promised().with_indicators(
        lambda entry: _moved(entry, year, given.get(entry.row))
    )
    titled = replace(moved, title=retitled(document.title, year), fiscal_year=year)
    return draft_of_document(titled, kind=kind)


def copied(document: PlanDocument, *, kind: Kind) -> DraftPlan:
    """Another office's plan as a draft of the same year: without its heading and baselines."""
    bare = document.promised().with_indicators(lambda entry: replace(entry, baselines={}))
    return draft_of_document(replace(bare, office=""), kind=kind)


def _moved(entry: IndicatorEntry, year: FiscalYearSpan, achieved: Figure) -> IndicatorEntry:
    before = FiscalYearSpan(year.start - 1)
    baselines = dict(entry.baselines)
    if achieved is not None:
        baselines[str(before)] = achieved
    oldest = year.start - _BASELINES
    return replace(
        entry,
        targets=_moved_targets(entry.targets, entry.projections.get(str(year))),
        baselines={one: figure for one, figure in baselines.items() if _start(one) >= oldest},
        projections={
            one: figure for one, figure in entry.projections.items() if _start(one) > year.start
        },
        targets_in={_later_period(one): _later(figure) for one, figure in entry.targets_in.items()},
        parts=tuple(PartEntry(_later(part.target)) for part in entry.parts),
    )


def _moved_targets(targets: TierTargets, projected: Figure) -> TierTargets:
    best = targets.t100
    if isinstance(projected, Decimal) and isinstance(best, Decimal) and best:
        places = decimals_of(projected, *targets)
        scaled = (
            round_half_up(one * projected / best, decimals=places)
            if isinstance(one, Decimal)
            else one
            for one in targets
        )
        return replace(TierTargets(*scaled), t100=projected)
    if isinstance(projected, date) and isinstance(best, date):
        by = projected - best
        return TierTargets(*(one + by if isinstance(one, date) else one for one in targets))
    return TierTargets(*(_later_value(one) for one in targets))


def _later(figure: Figure) -> Figure:
    return figure if figure is NIL else _later_value(figure)


def _later_value(value: Value | None) -> Value | None:
    if not isinstance(value, date):
        return value
    try:
        return value.replace(year=value.year + 1)
    except ValueError:
        # The 29th of February.
        return value.replace(year=value.year + 1, day=28)


def _later_period(period: str) -> str:
    match = _PERIOD.fullmatch(period)
    if match is None:
        return period
    start, number, part = int(match[1]), int(match[2]), match[3] or ""
    # A month has its number, a fiscal year the end of the next year.
    is_year = number == (start + 1) % 100
    return f"{start + 1}-{(number + 1) % 100 if is_year else number:02d}{part}"


def _start(period: str) -> int:
    return int(period[:4])


def retitled(title: str, year: FiscalYearSpan) -> str:
    """The title with the new year wherever it names one, in its own digits and spelling."""
    latin = to_latin_digits(title)
    parts, end = [], 0
    for match in _YEARS.finditer(latin):
        ends = str(year.start + 1)[-len(match[3]) :]
        written = f"{year.start}{match[2]}{ends}"
        was = title[match.start() : match.end()]
        language = "en" if was == match[0] else "bn"
        parts += [title[end : match.start()], localize_digits(written, language=language)]
        end = match.end()
    return "".join((*parts, title[end:]))
