"""What was done about an alert, as the history tells it: by its digest an altered step is found."""

from __future__ import annotations

from indicators.exceptions.models import AlertAct, AlertStep
from ledger.digests import digest_of
from ledger.models import Change, ChangedField


def step_digest(step: AlertStep) -> str:
    """The SHA-256 of a step, with the alert that it is about."""
    alert = step.alert
    return digest_of(
        [
            *(alert.plan_id, alert.rule, alert.row, alert.month, alert.basis),
            *(step.act, step.words, step.until.isoformat() if step.until else None),
            *(step.to_id, step.by_id),
        ]
    )


def step_change(step: AlertStep) -> Change:
    """The step as a line: which alert, what was done, and until when it is dismissed."""
    alert = step.alert
    is_taken_back = step.act == AlertAct.TAKE_BACK
    return Change(
        plan_id=alert.plan_id,
        month=alert.month,
        row=alert.row,
        field=ChangedField.ALERT,
        before=alert.rule if is_taken_back else None,
        after=None if is_taken_back else f"{alert.rule} {step.until or step.act}",
        reason=step.words,
        by=step.by,
        digest=step_digest(step),
    )
