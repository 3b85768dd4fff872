"""What became of a kept report since: each promise, figure and score that is another one now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.periods.kept.reported import ReportedDifference, ReportedLine, differences, lines_of
from indicators.periods.kept.values import Snapshot
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.shifts import Shifted, promised_shifts, shown
from indicators.scoring.values import PlanScore
from plans.calendar.terms import Period
from plans.models import Indicator
from presentation.figures import month


@dataclass(frozen=True)
class ChangedIndicator:
    """An indicator that is promised, reported or scored otherwise now than when it was kept."""

    indicator: Indicator | None
    difference: ReportedDifference

    @property
    def reported(self) -> Decimal | None:
        """The weighted score that was reported."""
        return self.difference.reported.weighted if self.difference.reported else None

    @property
    def now(self) -> Decimal | None:
        """The weighted score that is computed now."""
        return self.difference.now.weighted if self.difference.now else None

    @property
    def shifted(self) -> list[Shifted]:
        """Its promises and figures that changed; none where the indicator itself came or went."""
        kept, now = self.difference.reported, self.difference.now
        if kept is None or now is None:
            return []
        return [one for one in _compared(kept, now) if one.kept != one.now]


def changes_since(
    kept: Snapshot, live: PlanFigures, now: PlanScore, *, period: Period
) -> list[ChangedIndicator]:
    """Where the plan says something else now than its kept report of ``period``."""
    by_row = {one.row: one for one in live.indicators}
    found = differences(
        lines_of(kept.document, kept.score, period=period),
        lines_of(live.document(until=period.last), now, period=period),
    )
    return [ChangedIndicator(by_row.get(one.row), one) for one in found]


def _compared(kept: ReportedLine, now: ReportedLine) -> Iterator[Shifted]:
    yield from promised_shifts(kept, now)
    for at in sorted({*kept.figures, *now.figures}):
        yield Shifted(month(at), shown(kept.figures.get(at)), shown(now.figures.get(at)))
    yield Shifted(_("Achievement to date"), shown(kept.achieved), shown(now.achieved))
