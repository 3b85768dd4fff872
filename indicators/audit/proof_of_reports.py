"""Whether the reports of periods, their steps and what they kept are those that history knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final

from indicators.audit.doubts import is_other_day, on_day
from indicators.periods.feedback.history_text import ROW
from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.kept.data import is_whole, whole_snapshot
from indicators.periods.models import (
    EvaluatedValue,
    FinalScore,
    PeriodReport,
    PeriodStep,
    ReportKind,
)
from indicators.periods.sealing import step_digest
from indicators.periods.workflow import FREEZING
from indicators.returns.models import State
from indicators.returns.scores.rows import final_fields
from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from numerals import Month
from plans.models import Plan, RuleSet
from plans.selectors import rule_set_named

_OF_REPORTS: Final = (ChangedField.PERIOD_STATE, ChangedField.KEPT)

Finding = tuple[str, str, str | None, str | None]
"""Row, field, what the history says, and what is stored."""


@dataclass
class _Way:
    """The way of one report as it was told and as it is stored, and the digests of both."""

    told: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    told_digests: list[str] = field(default_factory=list)
    stored_digests: list[str] = field(default_factory=list)


def unexplained_reports(plan: Plan, told: Sequence[Change]) -> Iterator[Finding]:
    """Steps that were altered, added or removed, and what was kept with them; the half-year's
    feedback, the final score, the months that are closed: six queries, and one of a final year.
    """
    changes = [one for one in told if one.field in _OF_REPORTS and one.monthly_return_id is None]
    steps = list(PeriodStep.objects.filter(report__plan=plan).select_related("report", "by"))
    steps.sort(key=lambda one: one.pk)
    ways = _ways([one for one in changes if one.row != ROW], steps)
    for row, way in ways.items():
        for known, found in zip_longest(way.told, way.stored):
            if known != found:
                yield row, ChangedField.PERIOD_STATE.value, known, found
        for known, found in zip_longest(way.told_digests, way.stored_digests):
            if known != found:
                yield row, ChangedField.KEPT.value, known, found
    yield from _unexplained_half(plan, [one for one in told if one.row == ROW])
    yield from _unexplained_final(plan, steps)
    yield from _unexplained_evaluators(plan, told)
    yield from _unexplained_frozen(plan, told)


def _ways(told: Iterable[Change], steps: Iterable[PeriodStep]) -> dict[str, _Way]:
    ways: dict[str, _Way] = {}
    for change in told:
        way = ways.setdefault(change.row, _Way())
        if change.field == ChangedField.KEPT:
            way.told_digests.append(change.after or "")
        else:
            line = _line(change.before, change.after, by=change.by_id, reason=change.reason)
            way.told.append(line)
    for step in steps:
        way = ways.setdefault(step.report.name, _Way())
        line = _line(step.from_state, step.to_state, by=step.by_id, reason=step.reason)
        way.stored.append(line)
        way.stored_digests.append(step_digest(step))
    return ways


def _line(before: str | None, after: str | None, *, by: int | None, reason: str) -> str:
    return f"{before} → {after}, by {by}: {reason}"


def _unexplained_half(plan: Plan, told: Sequence[Change]) -> Iterator[Finding]:
    """The figures that the half-year's feedback speaks of: those that were kept last; who gave
    it and who answered, and when.
    """
    feedback = HalfYearFeedback.objects.filter(plan=plan).first()
    seals = [one.after or "" for one in told if one.field == ChangedField.KEPT]
    last = {one.field: one for one in told}
    if feedback:
        for name, by, at in (
            (ChangedField.FEEDBACK.value, feedback.given_by_id, feedback.given_at),
            (ChangedField.FEEDBACK_ANSWER.value, feedback.answered_by_id, feedback.answered_at),
        ):
            line = last.get(name)
            if line and (line.by_id != by or is_other_day(line.at, at)):
                yield ROW, name, on_day(f"by {line.by_id}", line.at), on_day(f"by {by}", at)
    stored = digest_of(feedback.reported) if feedback and feedback.reported else None
    known = seals[-1] if seals else None
    if known != stored:
        yield ROW, ChangedField.KEPT.value, known, stored


def _unexplained_final(plan: Plan, steps: list[PeriodStep]) -> Iterator[Finding]:
    """The year's score is the one that its final evaluation kept, and there is none without."""
    stored = FinalScore.objects.filter(plan=plan).select_related("rule_set").first()
    of_year = [one for one in steps if one.report.kind == ReportKind.YEAR]
    kept = [one for one in of_year if one.to_state == State.ACCEPTED and one.reported]
    is_final = bool(kept) and of_year[0].report.state == State.ACCEPTED
    known = _final_text(kept[-1].reported) if is_final else None
    found = _stored_text(stored, is_of_whole=bool(kept) and is_whole(kept[-1].reported))
    if known != found:
        yield ReportKind.YEAR.value, ChangedField.EVALUATED.value, known, found
    if stored and is_final:
        known = f"step {kept[-1].pk}, {_rules_text(kept[-1].reported, stored.rule_set)}"
        found = f"step {stored.step_id}, {stored.rule_set.name}"
        if known != found:
            yield ReportKind.YEAR.value, ChangedField.EVALUATED.value, known, found


def _rules_text(reported: dict[str, Any], otherwise: RuleSet) -> str:
    """The name of the rules that it was evaluated by; earlier versions did not keep it."""
    rules = rule_set_named(whole_snapshot(reported).score.rules) if is_whole(reported) else None
    return (rules or otherwise).name


def _unexplained_evaluators(plan: Plan, told: Iterable[Change]) -> Iterator[Finding]:
    """Who recognised each value, and when: as of its last line."""
    last = {one.indicator_id: one for one in told if one.field in _EVALUATED}
    values = EvaluatedValue.objects.filter(report__plan=plan).select_related("indicator")
    for value in values.order_by("pk"):
        line = last.get(value.indicator_id)
        by, at = value.changed_by_id, value.changed_at
        if line and (line.by_id != by or is_other_day(line.at, at)):
            known, found = on_day(f"by {line.by_id}", line.at), on_day(f"by {by}", at)
            yield value.indicator.row, ChangedField.EVALUATED.value, known, found


def _unexplained_frozen(plan: Plan, told: Iterable[Change]) -> Iterator[Finding]:
    """The months that are closed are those of the reports that are handed in."""
    states = {one.row: one.after for one in told if one.field == ChangedField.PERIOD_STATE}
    months: set[Month] = set()
    frozen: list[str] = []
    for report in PeriodReport.objects.filter(plan=plan).select_related("plan"):
        frozen = report.plan.frozen_months
        if states.get(report.name) in FREEZING:
            months.update(report.period.months)
    known, stored = " ".join(map(str, sorted(months))), " ".join(frozen)
    if known != stored:
        yield "", "frozen_months", known, stored


_EVALUATED: Final = (
    ChangedField.EVALUATED,
    ChangedField.EVALUATION_REASON,
    ChangedField.EVALUATED_CLAIM,
)

_NUMBERS: Final = ("weighted", "weight", "stated_weight", "normalised")
"""Of a final score."""


def _final_text(reported: dict[str, Any]) -> str:
    if not is_whole(reported):
        weighted = reported["weighted"]
        return _score_text(None if weighted is None else Decimal(weighted))
    fields = final_fields(whole_snapshot(reported).score)
    numbers = [fields[name] for name in _NUMBERS]
    return f"{_text_of(numbers)} {digest_of({'objectives': fields['objectives']})}"


def _stored_text(final: FinalScore | None, *, is_of_whole: bool) -> str | None:
    if final is None:
        return None
    if not is_of_whole:
        return _score_text(final.weighted)
    numbers = [getattr(final, name) for name in _NUMBERS]
    return f"{_text_of(numbers)} {digest_of({'objectives': final.objectives})}"


def _text_of(numbers: Iterable[Decimal | None]) -> str:
    return " ".join(map(_score_text, numbers))


def _score_text(weighted: Decimal | None) -> str:
    return "none" if weighted is None else f"{weighted:.10f}"
