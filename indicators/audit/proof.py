"""Whether what is stored is what the history says: figures altered past the services show here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from indicators.audit.doubts import Unexplained
from indicators.audit.proof_of_agreements import FIELDS as OF_AGREEMENTS
from indicators.audit.proof_of_agreements import unexplained_agreement
from indicators.audit.proof_of_alerts import unexplained_alerts
from indicators.audit.proof_of_amendments import FIELDS as OF_AMENDMENTS
from indicators.audit.proof_of_amendments import unexplained_amendments
from indicators.audit.proof_of_evidence import FIELDS as OF_EVIDENCE
from indicators.audit.proof_of_evidence import unexplained_evidence
from indicators.audit.proof_of_reports import unexplained_reports
from indicators.audit.proof_of_returns import unexplained_returns
from indicators.audit.proof_of_scores import unexplained_scores
from indicators.audit.proof_of_talk import unexplained_talk
from indicators.periods.feedback.history_text import ROW, feedback_text
from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.models import EvaluatedValue, PeriodReport, ReportKind
from indicators.returns.digests import place_digest
from indicators.returns.models import MonthlyReturn
from indicators.returns.plan_values import (
    PROMISED,
    PlanValue,
    PlanValueText,
    digests_of,
    plan_values_of,
)
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.returns.values import StoredCell
from indicators.scoring.values import Rules
from ledger.chain import forged
from ledger.models import Change, ChangedField
from ledger.selectors import lines_of
from numerals import canonical_figure
from offices.models import User
from plans.models import Plan
from plans.parts.selectors import agreement_text
from plans.parts.told import told_content
from plans.selectors import indicators_of

Key = tuple[int | None, int | None, str, str]
"""Return and indicator by id, the row of what has neither, and the field."""

_OF_CELL: Final = (ChangedField.FIGURE.value, ChangedField.REMARKS.value)
_CONTINUOUS: Final = (
    *_OF_CELL,
    ChangedField.STATE.value,
    ChangedField.EVALUATED.value,
    ChangedField.EVALUATION_REASON.value,
    ChangedField.PERIOD_STATE.value,
    ChangedField.PERIOD_REMARKS.value,
    ChangedField.AGREEMENT_PART.value,
)
"""Of these each line begins with what the one before it left."""

_TOLD_OTHERWISE: Final = {
    *OF_EVIDENCE,
    ChangedField.NOTE,
    ChangedField.NOTE_ANSWER,
    ChangedField.COMMENT,
    ChangedField.THREAD,
    ChangedField.WHOLE_PLAN,
    ChangedField.KEPT,
    ChangedField.ALERT,
    ChangedField.REMINDER,
    *OF_AGREEMENTS,
    *OF_AMENDMENTS,
}
"""Of these more than the last line counts."""

_SIGNED: Final = (*PROMISED, ChangedField.AGREEMENT_PART, *OF_AGREEMENTS, *OF_AMENDMENTS)
"""What is told of a plan until both sides have signed it."""


def unexplained(plan: Plan, known_rules: dict[int, Rules] | None = None) -> Iterator[Unexplained]:
    """All of the plan that nobody accounts for: figures, remarks, states, steps with their
    figures, days late, notes and answers, comments, plan values, evidence, scores.

    Also its reports of periods with their steps and all that they kept, the half-year's feedback,
    its agreement with every version that both sides signed, how it was amended, and what was
    done about its alerts. Some forty queries, however much was reported; ``known_rules`` are kept
    from plan to plan.

    A figure, a remark or a state does not come to be without a line. A plan is first stored as a
    document, of which the history keeps a digest: a value that was altered and never told of
    shows in that, without its name.
    """
    figures = figures_of(plan)
    monthly_returns = {
        monthly_return.pk: monthly_return for monthly_return in figures.monthly_returns.values()
    }
    changes = _changes_of(plan, monthly_returns)
    plan_values = plan_values_of([plan.pk])
    yield from _unexplained_values(_Values(figures, monthly_returns), changes, plan_values)
    wholes = [one for one in changes if one.field == ChangedField.WHOLE_PLAN]
    yield from _unexplained_wholes(plan, wholes, now=digests_of(plan_values)[plan.pk])
    yield from unexplained_evidence(plan, changes)
    yield from unexplained_returns(plan, changes, monthly_returns)
    yield from unexplained_talk(plan, changes)
    for row, name, known, kept in unexplained_reports(plan, changes):
        yield Unexplained(plan.address, "", row, name, known, kept)
    for row, name, known, kept in unexplained_agreement(plan, changes, figures.indicators):
        yield Unexplained(plan.address, "", row, name, known, kept)
    for row, name, known, kept in unexplained_amendments(plan, changes):
        yield Unexplained(plan.address, "", row, name, known, kept)
    yield from unexplained_alerts(plan, changes)
    yield from unexplained_scores(figures, changes, {} if known_rules is None else known_rules)


def unexplained_plan_values(plan: Plan) -> Iterator[Unexplained]:
    """Of the same what both sides sign: the plan's values and its text, and how they came to be.

    Some fifteen queries, whatever was reported.
    """
    changes = list(Change.objects.filter(plan=plan, field__in=_SIGNED).order_by("pk"))
    plan_values = plan_values_of([plan.pk])
    told = {_key(one): one for one in changes if one.field not in _TOLD_OTHERWISE}
    stored = _plan_values(plan_values, set(told)) | _text(plan)
    for key in {**told, **stored}:
        last = told[key].after if key in told else None
        if last != stored.get(key):
            yield Unexplained(plan.address, "", key[2], key[-1], last, stored.get(key))
    wholes = [one for one in changes if one.field == ChangedField.WHOLE_PLAN]
    yield from _unexplained_wholes(plan, wholes, now=digests_of(plan_values)[plan.pk])
    for row, name, known, kept in unexplained_agreement(plan, changes, indicators_of(plan)):
        yield Unexplained(plan.address, "", row, name, known, kept)
    for row, name, known, kept in unexplained_amendments(plan, changes):
        yield Unexplained(plan.address, "", row, name, known, kept)
    written = lines_of(Change.objects.filter(plan=plan, field__in=_SIGNED))
    for line in forged(written):
        yield Unexplained(plan.address, "", line.row, line.field, "not signed", line.after)


def _changes_of(plan: Plan, monthly_returns: Mapping[int, MonthlyReturn]) -> list[Change]:
    """The plan's lines in their order; return and person are those already read."""
    changes = list(Change.objects.filter(plan=plan).order_by("pk"))
    people = User.objects.in_bulk({one.by_id for one in changes if one.by_id is not None})
    for one in changes:
        one.by = people[one.by_id] if one.by_id is not None else None
        if one.monthly_return_id and one.monthly_return_id in monthly_returns:
            one.monthly_return = monthly_returns[one.monthly_return_id]
    return changes


@dataclass
class _Values:
    """What the history says last of each value of a plan, and where its lines do not follow."""

    figures: PlanFigures
    monthly_returns: Mapping[int, MonthlyReturn]
    told: dict[Key, Change] = field(default_factory=dict)
    gaps: list[tuple[Key, Change, str | None]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        """The plan that they are of."""
        return self.figures.plan

    @cached_property
    def rows(self) -> dict[int, str]:
        """The indicators' rows by id."""
        return {pk: row for row, pk in self.figures.ids.items()}

    @property
    def cells(self) -> Iterator[tuple[int, StoredCell]]:
        """Every stored cell, with its return by id."""
        for month, cells in self.figures.cells.items():
            for cell in cells.values():
                yield self.figures.monthly_returns[month].pk, cell

    def take(self, change: Change) -> None:
        """The next line. It begins where the one before it ended."""
        key = _key(change)
        if change.field in _CONTINUOUS:
            stood = self.told[key].after if key in self.told else _untold(change.field)
            if change.before != stood:
                self.gaps.append((key, change, stood))
        self.told[key] = change

    def doubt(self, key: Key, known: str | None, found: str | None) -> Unexplained:
        """The value is ``found`` where the history says something else."""
        monthly_return, indicator, row, name = key
        return Unexplained(
            plan=self.plan.address,
            month=str(self.monthly_returns[monthly_return].month)
            if monthly_return and monthly_return in self.monthly_returns
            else "",
            row=self.rows.get(indicator, row) if indicator else row,
            field=name,
            told=known,
            stored=found,
            by=str(self.told[key].by or "") if key in self.told else "",
        )


def _unexplained_values(
    values: _Values, changes: Sequence[Change], plan_values: Mapping[PlanValue, PlanValueText]
) -> Iterator[Unexplained]:
    """Of each value the last line, by whom; and each line begins where the one before ended."""
    for one in changes:
        if one.field not in _TOLD_OTHERWISE:
            values.take(one)
    told = values.told
    stored = _returns(values) | _periods(values.plan) | _plan_values(plan_values, set(told))
    for key, change, stood in values.gaps:
        yield values.doubt(key, stood, f"{change.before} before line {change.pk}")
    for key in {**told, **stored}:
        last = told[key].after if key in told else _untold(key[-1])
        if last != stored.get(key, _untold(key[-1])):
            yield values.doubt(key, last, stored.get(key))
    for monthly_return, cell in values.cells:
        at = monthly_return, cell.indicator_id, ""
        keys = [key for name in _OF_CELL if (key := (*at, name)) in told]
        if keys and told[key := max(keys, key=lambda one: told[one].pk)].by_id != (
            by := cell.changed_by_id
        ):
            line = told[key]
            yield values.doubt(key, f"{line.after}, by {line.by_id}", f"{line.after}, by {by}")


def _untold(name: str) -> str | None:
    """What stands where nothing was ever told."""
    return "open" if name in (ChangedField.STATE, ChangedField.PERIOD_STATE) else None


def _key(change: Change) -> Key:
    named = "" if change.indicator_id else change.row
    return change.monthly_return_id, change.indicator_id, named, change.field


def _returns(values: _Values) -> dict[Key, str | None]:
    found: dict[Key, str | None] = {
        (pk, None, "", ChangedField.STATE.value): monthly_return.state
        for pk, monthly_return in values.monthly_returns.items()
    }
    for monthly_return, cell in values.cells:
        at = monthly_return, cell.indicator_id, ""
        found[*at, ChangedField.FIGURE.value] = canonical_figure(cell.figure)
        found[*at, ChangedField.REMARKS.value] = cell.remarks or None
    return found


def _periods(plan: Plan) -> dict[Key, str | None]:
    """The states and remarks of the reports of periods, what an evaluator recognised, and the
    text of the agreement.
    """
    found: dict[Key, str | None] = {}
    for report in PeriodReport.objects.filter(plan=plan):
        found[None, None, report.name, ChangedField.PERIOD_STATE.value] = report.state
        found[None, None, report.name, ChangedField.PERIOD_REMARKS.value] = report.remarks or None
    for one in EvaluatedValue.objects.filter(report__plan=plan, report__kind=ReportKind.YEAR):
        at = None, one.indicator_id, ""
        found[*at, ChangedField.EVALUATED.value] = canonical_figure(one.figure)
        found[*at, ChangedField.EVALUATION_REASON.value] = one.reason
        found[*at, ChangedField.EVALUATED_CLAIM.value] = one.claimed
    return found | _text(plan) | _feedback(plan)


def _text(plan: Plan) -> dict[Key, str | None]:
    return {
        (None, None, part.value, ChangedField.AGREEMENT_PART.value): told_content(text)
        for part, text in agreement_text(plan).said.items()
    }


def _feedback(plan: Plan) -> dict[Key, str | None]:
    """What was said of the half-year, and the answer."""
    found: dict[Key, str | None] = {}
    for feedback in HalfYearFeedback.objects.filter(plan=plan):
        remarks = feedback.remarks.select_related("objective")
        at = None, None, ROW
        found[*at, ChangedField.FEEDBACK.value] = feedback_text(
            feedback.text, {one.objective.position: one.text for one in remarks}
        )
        found[*at, ChangedField.FEEDBACK_ANSWER.value] = feedback.answer or None
    return found


def _plan_values(
    plan_values: Mapping[PlanValue, PlanValueText], told: set[Key]
) -> dict[Key, str | None]:
    """The plan's values that the history speaks of."""
    found: dict[Key, str | None] = {}
    for one, said in plan_values.items():
        key: Key = (
            (None, one.pk, "", one.field.value)
            if one.is_indicator
            else (None, None, said.row, one.field.value)
        )
        if key in told:
            found[key] = said.text
    return found


def _unexplained_wholes(plan: Plan, told: list[Change], *, now: str) -> Iterator[Unexplained]:
    """Each change of the plan begins where the one before it ended, and the last one ends here."""
    begun_from = [*(change.before for change in told[1:]), now]
    for change, found in zip(told, begun_from, strict=False):
        if change.after != found:
            name = ChangedField.WHOLE_PLAN.value
            yield Unexplained(plan.address, "", "", name, change.after, found)
        if change.digest and change.digest != place_digest(plan):
            yield Unexplained(plan.address, "", "", "office, year or kind", "its own", "others")
