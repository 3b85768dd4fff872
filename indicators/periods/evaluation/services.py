"""The annual evaluation: what the evaluator recognises where it is not what the office reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from indicators.periods.claims import claims_of
from indicators.periods.models import EvaluatedValue, PeriodReport
from indicators.periods.moves import locked_report
from indicators.periods.workflow import ACCEPT, IN_REVIEW
from indicators.returns.models import State
from ledger.models import Change, ChangedField
from ledger.services import record
from numerals import NIL, Figure, canonical_figure
from offices.models import User
from offices.selectors import access_of
from plans.handing_in.refusals import NotTheirStep, SamePerson, StepRefused


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is recognised of an indicator, ``NIL`` for nothing, and why."""

    figure: Figure
    reason: str
    is_confirmed: bool = False
    """Whether it was looked at again since the office claimed something else."""


Judgements = Mapping[int, Judgement | None]
"""By indicator id; ``None`` takes an earlier judgement away: the office's value stands."""


@transaction.atomic
def evaluate(report: PeriodReport, *, judgements: Judgements, by: User) -> PeriodReport:
    """Keep what the evaluator recognises of the indicators; those not named stay as they are.

    Each is kept with the claim that it judges. The same value again does not count as judged
    anew, unless it is confirmed.

    Raises ``StepRefused`` where the report is not to be evaluated now or was changed,
    ``SamePerson`` for whoever submitted it, ``NotTheirStep``, ``ValueError`` for a value without
    a reason, ``KeyError`` for another plan's indicator.
    """
    locked = locked_report(report)
    if locked.state not in IN_REVIEW or locked.version != report.version:
        raise StepRefused(State(locked.state))
    if ACCEPT.is_on_own(locked, by):
        raise SamePerson
    if not ACCEPT.is_open_to(access_of(by), locked.plan.office):
        raise NotTheirStep
    rows = dict(locked.plan.indicators.values_list("pk", "row"))
    claims = claims_of(locked)
    known = {one.indicator_id: one for one in EvaluatedValue.objects.filter(report=locked)}
    changes: list[Change] = []
    written: list[EvaluatedValue] = []
    gone: list[int] = []
    for pk, judgement in judgements.items():
        row, stood = rows[pk], known.get(pk)
        claim = claims.get(row, "")
        told = _changes(locked, pk, row=row, stood=stood, judgement=judgement, claim=claim, by=by)
        if not told:
            continue
        changes += told
        if judgement is None:
            gone.append(pk)
        else:
            written.append(_value(locked, pk, judgement, claim=claim, by=by))
    if not changes:
        return locked
    EvaluatedValue.objects.filter(
        report=locked, indicator__in=[*gone, *(one.indicator_id for one in written)]
    ).delete()
    EvaluatedValue.objects.bulk_create(written)
    locked.version += 1
    locked.save()
    record(changes)
    return locked


def _value(
    report: PeriodReport, indicator: int, judgement: Judgement, *, claim: str, by: User
) -> EvaluatedValue:
    figure, reason = judgement.figure, judgement.reason.strip()
    if figure is None or not reason:
        raise ValueError("a value and a reason are required")
    return EvaluatedValue(
        report=report,
        indicator_id=indicator,
        value=None if figure is NIL else figure,
        is_nil=figure is NIL,
        reason=reason,
        claimed=claim,
        changed_by=by,
    )


def _changes(
    report: PeriodReport,
    indicator: int,
    *,
    row: str,
    stood: EvaluatedValue | None,
    judgement: Judgement | None,
    claim: str,
    by: User,
) -> list[Change]:
    """What the history will say: the value, the reason for it, and the claim that it judges."""
    pairs = [
        (
            ChangedField.EVALUATED,
            canonical_figure(stood.figure) if stood else None,
            canonical_figure(judgement.figure) if judgement else None,
        ),
        (
            ChangedField.EVALUATION_REASON,
            stood.reason if stood else None,
            judgement.reason.strip() if judgement else None,
        ),
    ]
    if not judgement or judgement.is_confirmed or any(old != new for _, old, new in pairs):
        before, after = stood.claimed if stood else None, claim if judgement else None
        pairs.append((ChangedField.EVALUATED_CLAIM, before, after))
    return [
        Change(
            plan_id=report.plan_id,
            indicator_id=indicator,
            row=row,
            field=field,
            before=before,
            after=after,
            by=by,
        )
        for field, before, after in pairs
        if before != after
    ]
