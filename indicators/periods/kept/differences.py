"""What became of a kept report since: each promise, figure and score that is another one now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.periods.kept.reported import Difference, ReportedLine, differences, lines_of
from indicators.periods.kept.values import Snapshot
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.shifts import Shifted
from indicators.scoring.values import PlanScore
from numerals import Figure
from plans.calendar.terms import Period
from plans.document.values import TIERS
from plans.models import Indicator
from presentation.figures import digits, figure, month

_Promised = ReportedLine | Indicator


@dataclass(frozen=True)
class Changed:
    """An indicator that is promised, reported or scored otherwise now than when it was kept."""

    indicator: Indicator | None
    difference: Difference

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
) -> list[Changed]:
    """Where the plan says something else now than its kept report of ``period``."""
    by_row = {one.row: one for one in live.indicators}
    found = differences(
        lines_of(kept.document, kept.score, period=period),
        lines_of(live.document(until=period.last), now, period=period),
    )
    return [Changed(by_row.get(one.row), one) for one in found]


def shifts_between(kept: Indicator, now: Indicator) -> list[Shifted]:
    """What is promised of an indicator otherwise now than when it was kept."""
    return [one for one in _promised(kept, now) if one.kept != one.now]


def _promised(kept: _Promised, now: _Promised) -> Iterator[Shifted]:
    yield Shifted(_("Title"), kept.title, now.title)
    yield Shifted(_("Unit"), kept.unit, now.unit)
    yield Shifted(_("Calculation method"), _method(kept), _method(now))
    yield Shifted(_("Weight"), _shown(kept.weight), _shown(now.weight))
    for tier, before, after in zip(TIERS, kept.targets, now.targets, strict=True):
        label = _("Target %(tier)s%%") % {"tier": digits(tier)}
        yield Shifted(label, _shown(before), _shown(after))


def _compared(kept: ReportedLine, now: ReportedLine) -> Iterator[Shifted]:
    yield from _promised(kept, now)
    for at in sorted({*kept.figures, *now.figures}):
        yield Shifted(month(at), _shown(kept.figures.get(at)), _shown(now.figures.get(at)))
    yield Shifted(_("Achievement to date"), _shown(kept.achieved), _shown(now.achieved))


def _method(line: _Promised) -> str:
    return str(Indicator(method=line.method).get_method_display())


def _shown(value: Figure) -> str:
    return figure(value) or "–"
