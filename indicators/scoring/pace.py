"""Pace: the rate of achievement beside the share of the year gone. Never part of a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import lru_cache

from indicators.scoring.precision import HUNDRED, WORKING, ZERO, settled
from indicators.scoring.scale import scale_of
from indicators.scoring.values import Case, Direction, IndicatorScore, Reason
from numerals import FiscalYearSpan, Month
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import TierTargets


def share_of_year_gone(year: FiscalYearSpan, *, on: date) -> Decimal:
    """Percent of the fiscal year's days that are over at the end of ``on``, 0 to 100."""
    first, last = date(year.start, 7, 1), date(year.start + 1, 6, 30)
    days = Decimal((last - first).days + 1)
    over = Decimal((on - first).days + 1)
    with localcontext(WORKING):
        return settled(min(HUNDRED, max(ZERO, over * HUNDRED / days)))


class PaceCase(StrEnum):
    """What stands beside the months that are gone."""

    TOWARDS = "towards"
    """A share of the 100 tier's target, which is to be reached."""
    LIMIT = "limit"
    """A share of the 100 tier's target, which is not to be passed."""
    DAYS_LEFT = "days-left"
    """Days until the 100 tier's day, with nothing reported yet."""
    DAYS_PAST = "days-past"
    """Days since that day, with nothing reported yet."""


@dataclass(frozen=True, slots=True)
class YearPace:
    """How many months of the year a figure tells of, and how much of its target it has.

    ``amount`` is a percentage of the target, or days; ``is_behind`` says that the figure has less
    than its share of the months, of a limit more, or that its day has passed.
    """

    case: PaceCase
    months: int
    amount: Decimal
    is_behind: bool


def year_pace(
    score: IndicatorScore,
    *,
    method: Method | None,
    targets: TierTargets,
    frequency: Frequency,
    month: Month,
    today: date,
) -> YearPace | None:
    """The pace of an indicator as of ``month``; ``None`` where there is nothing to set beside the
    year: an average, what has no target for the full weight, what another plan earns.

    A figure tells of the months up to its last report that was due. None before the first month
    is over, and none once the year is.
    """
    year = month.fiscal_year
    months = _months_told(frequency, month, today)
    if method is None or not 0 < months < len(year.months) or today > year.last_day:
        return None
    scale = scale_of(targets)
    if isinstance(scale, Reason) or scale.full is None or score.explanation.case is Case.LINKED:
        return None
    best = scale.full.target
    if isinstance(best, date):
        return _of_a_day(score, best, months, on=min(month.last_day, today))
    if not method.rule.grows or score.rate is None:
        return None
    gone = Decimal(months) * HUNDRED / len(year.months)
    if scale.direction is Direction.LOWER:
        return YearPace(PaceCase.LIMIT, months, score.rate, is_behind=score.rate > gone)
    return YearPace(PaceCase.TOWARDS, months, score.rate, is_behind=score.rate < gone)


@dataclass(frozen=True, slots=True)
class PaceTally:
    """Of how many indicators with a pace how many are behind, and how many months are gone."""

    months: int
    paced: int
    behind: int


def pace_tally(paces: Iterable[YearPace | None]) -> PaceTally | None:
    """The tally of those that have a pace; ``None`` where none has."""
    known = [one for one in paces if one is not None]
    if not known:
        return None
    return PaceTally(
        max(one.months for one in known), len(known), sum(one.is_behind for one in known)
    )


# The same for all rows of a form that are reported as often.
@lru_cache(maxsize=256)
def _months_told(frequency: Frequency, month: Month, today: date) -> int:
    """The months of the year that are over and that a report was due of, up to ``month``."""
    months = month.fiscal_year.months
    return max(
        (
            number
            for number, one in enumerate(months, start=1)
            if one <= month and frequency.is_asked(one) and one.last_day < today
        ),
        default=0,
    )


def _of_a_day(score: IndicatorScore, best: date, months: int, *, on: date) -> YearPace | None:
    if score.problem is not Reason.NOT_REPORTED:
        return None
    left = (best - on).days
    case = PaceCase.DAYS_PAST if left < 0 else PaceCase.DAYS_LEFT
    return YearPace(case, months, Decimal(abs(left)), is_behind=left < 0)
