"""Totals that a form states of itself, against what its rows make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plans.document.reader.findings import totals as findings
from plans.document.reader.total_rows import StatedTotal
from plans.document.values import IndicatorEntry, Problem


@dataclass(slots=True)
class StatedTotals:
    """Stated totals with the number of indicators above them, in the order of the form."""

    _rows: list[tuple[StatedTotal, int]] = field(default_factory=list)
    _sections: list[tuple[Decimal, int]] = field(default_factory=list)

    def add(self, total: StatedTotal, *, at: int) -> None:
        """A total row below ``at`` indicators."""
        self._rows.append((total, at))

    def open_section(self, weight: Decimal | None, *, at: int) -> None:
        """A section that states its weight, above all indicators but the first ``at``."""
        if weight is not None:
            self._sections.append((weight, at))

    def stated(self) -> Decimal | None:
        """The form's own total: the grand one, else what its parts make together."""
        weights = [total.weight for total, _ in self._rows if total.weight is not None]
        grand = [
            total.weight for total, at in self._rows if (total.grand or not at) and total.weight
        ]
        if grand:
            return grand[-1]
        parts = weights or [weight for weight, _ in self._sections]
        return sum(parts, Decimal(0)) if parts else None

    def problems(self, indicators: Sequence[IndicatorEntry]) -> Iterator[Problem]:
        """What the totals state otherwise than the rows make."""
        start, starts = 0, {0}
        for total, stop in self._rows:
            # Totals of parts stand within those of larger parts.
            spans = [indicators[start:stop], indicators[:stop]]
            spans += [indicators[one:stop] for one in sorted(starts)]
            if stop == 0:
                # Above the first row it is of all of them.
                spans = [indicators, indicators]
            if total.weight is not None and total.weight not in map(_weight, spans):
                yield findings.total_stated(total.weight, actual=_weight(spans[total.grand]))
            if total.count is not None and total.count not in map(len, spans):
                yield findings.count_stated(total.count, actual=len(spans[total.grand]))
            start = stop
            starts.add(stop)
        ends = [*(at for _, at in self._sections[1:]), len(indicators)]
        for (weight, at), stop in zip(self._sections, ends, strict=False):
            if weight != _weight(indicators[at:stop]):
                yield findings.total_stated(weight, actual=_weight(indicators[at:stop]))


def _weight(indicators: Sequence[IndicatorEntry]) -> Decimal:
    return sum((one.weight for one in indicators if one.weight is not None), Decimal(0))
