"""What is said otherwise today than when it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from indicators.returns.selectors.figures import PlanFigures
from numerals import Figure
from plans.document.values import TIERS, TierTargets
from plans.models import Indicator
from presentation.figures import digits, figure


class Promised(Protocol):
    """What is promised of an indicator: its row, or its line of a kept report."""

    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def weight(self) -> Decimal | None: ...
    @property
    def targets(self) -> TierTargets: ...


@dataclass(frozen=True, slots=True)
class Shifted:
    """One thing that is said of an indicator, as it was kept and as it is now."""

    label: str
    kept: str
    now: str


def shifts_between(kept: Indicator, now: Indicator) -> list[Shifted]:
    """What is promised of an indicator otherwise now than when it was kept."""
    return [one for one in promised_shifts(kept, now) if one.kept != one.now]


def promised_shifts(kept: Promised, now: Promised) -> Iterator[Shifted]:
    """All that is promised, as it was kept and as it is now, the same or not."""
    yield Shifted(_("Title"), kept.title, now.title)
    yield Shifted(_("Unit"), kept.unit, now.unit)
    yield Shifted(_("Calculation method"), _method(kept), _method(now))
    yield Shifted(_("Weight"), shown(kept.weight), shown(now.weight))
    for tier, before, after in zip(TIERS, kept.targets, now.targets, strict=True):
        label = _("Target %(tier)s%%") % {"tier": digits(tier)}
        yield Shifted(label, shown(before), shown(after))


def _method(line: Promised) -> str:
    return str(Indicator(method=line.method).get_method_display())


def shown(value: Figure) -> str:
    """A figure in the reader's digits; a dash for none."""
    return figure(value) or "–"


def shifts_since(kept: PlanFigures, live: PlanFigures) -> list[tuple[Indicator, list[Shifted]]]:
    """What is promised otherwise today, by the indicators as they were kept. No query."""
    now = {one.row: one for one in live.indicators}
    return [
        (one, shifts)
        for one in kept.indicators
        if one.row in now and (shifts := shifts_between(one, now[one.row]))
    ]
