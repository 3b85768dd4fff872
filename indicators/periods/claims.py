"""What an office claims of each indicator, against what an evaluator judged."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.periods.kept.selectors import last_reported
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import EvaluatedValue, PeriodReport
from indicators.periods.selectors import steps_of_report
from indicators.returns.selectors.figures import figures_of
from indicators.scoring.values import IndicatorScore
from numerals import canonical, format_value, from_canonical


def claim_of(score: IndicatorScore) -> str:
    """The achievement that is claimed, as canonical text; empty where there is none."""
    return "" if score.achieved is None else canonical(score.achieved)


def claim_text(claim: str, *, language: str) -> str:
    """A claim in the reader's digits."""
    return format_value(from_canonical(claim), language=language) if claim else ""


def claims_of(report: PeriodReport) -> dict[str, str]:
    """What the report as it was last handed in claims, by row."""
    claimed = last_reported(steps_of_report(report), figures=figures_of(report.plan))
    return _claims(claimed) if claimed else {}


def outdated_rows(claimed: Snapshot, values: Mapping[int, EvaluatedValue]) -> list[str]:
    """The rows whose value was given for another claim than the one of ``claimed``."""
    claims = _claims(claimed)
    return [
        row
        for row, member in claimed.members.items()
        if member.pk in values and values[member.pk].claimed != claims[row]
    ]


def _claims(claimed: Snapshot) -> dict[str, str]:
    return {one.key: claim_of(one) for one in claimed.score.indicators}
