"""What the address of the dashboard asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from numerals import FiscalYearSpan, Month, year_at_hand
from reports.dashboard.ordering import DEFAULT


class FiguresShown(StrEnum):
    """Which figures the scores are made of: those that were accepted, or all as reported."""

    ACCEPTED = "accepted"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Selection:
    """One month of one kind of plan; ``region`` is a superior office's code, or empty.

    The official ranking, which is shown where nobody asks for another, is by accepted figures.
    """

    year: FiscalYearSpan
    month: Month
    kind: str
    region: str = ""
    sort: str = DEFAULT
    basis: FiguresShown = FiguresShown.ACCEPTED

    @property
    def is_official(self) -> bool:
        """Whether accepted figures alone count."""
        return self.basis is FiguresShown.ACCEPTED

    @property
    def other_basis(self) -> FiguresShown:
        """The one that is not shown."""
        return FiguresShown.REPORTED if self.is_official else FiguresShown.ACCEPTED

    def query(self, **changes: Any) -> str:
        """The part of the address after ``?`` that asks for this, with ``changes``."""
        asked = replace(self, **changes)
        fields = {
            "year": asked.year,
            "month": asked.month,
            "region": asked.region,
            "kind": asked.kind,
            "basis": asked.basis,
            "sort": "" if asked.sort == DEFAULT else asked.sort,
        }
        return urlencode({name: value for name, value in fields.items() if value})


def read_selection(
    data: Mapping[str, str],
    *,
    planned: Sequence[tuple[int, str]],
    kinds: Sequence[str],
    today: date,
) -> Selection:
    """What ``data`` asks for, where it is silent the year at hand and its latest month.

    ``planned`` are the fiscal years (their first calendar year) and kinds that have plans;
    ``kinds`` all kinds, in order. A month of another year than the one asked for is taken
    as the same month of that year, so that the year can be changed alone. Raises
    ``ValueError`` for what cannot be read.
    """
    if data.get("year"):
        year = FiscalYearSpan.parse(data["year"])
    else:
        at_hand = year_at_hand((FiscalYearSpan(start) for start, _ in planned), today=today)
        year = at_hand or Month.of(today).fiscal_year
    kind = data.get("kind") or _first_kind(year, planned, kinds)
    if kind not in kinds:
        raise ValueError(f"{kind!r} is no kind of plan")
    return Selection(
        year=year,
        month=_month(data.get("month", ""), year=year, today=today),
        kind=kind,
        region=data.get("region", ""),
        sort=data.get("sort") or DEFAULT,
        basis=FiguresShown(data.get("basis") or FiguresShown.ACCEPTED),
    )


def latest_over_month(year: FiscalYearSpan, *, today: date) -> Month:
    """The latest month of the year that is over, whose returns are due next; else its first."""
    return min(max(Month.of(today).previous, year.months[0]), year.months[-1])


def _month(text: str, *, year: FiscalYearSpan, today: date) -> Month:
    if not text:
        return latest_over_month(year, today=today)
    month = Month.parse(text)
    return next(one for one in year.months if one.month == month.month)


def _first_kind(
    year: FiscalYearSpan, planned: Sequence[tuple[int, str]], kinds: Sequence[str]
) -> str:
    has_plans = {kind for start, kind in planned if start == year.start}
    return next((kind for kind in kinds if kind in has_plans), kinds[0])
