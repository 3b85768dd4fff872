"""Whether what was done about alerts is what the history tells, and they are as that left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indicators.audit.doubts import Unexplained, is_other_day, on_day
from indicators.exceptions.models import AlertAct, AlertStep, StandingAlert
from indicators.exceptions.sealing import step_digest
from ledger.models import Change, ChangedField
from plans.models import Plan

_DISMISSALS = (AlertAct.DISMISS, AlertAct.TAKE_BACK)


def unexplained_alerts(plan: Plan, changes: Iterable[Change]) -> Iterator[Unexplained]:
    """Steps about alerts that were altered, added or removed, and alerts that do not follow from
    them: two queries.
    """
    told: dict[str, list[Change]] = {}
    for one in changes:
        if one.field == ChangedField.ALERT:
            told.setdefault(one.digest, []).append(one)
    steps = list(
        AlertStep.objects.filter(alert__plan=plan).select_related("alert", "by").order_by("pk")
    )
    # Of two alerts of a plan at one moment the lines may come in another order than the steps.
    for step in steps:
        if lines := told.get(step_digest(step)):
            line = lines.pop(0)
            if is_other_day(line.at, step.at):
                known, found = on_day(line.after, line.at), on_day(line.after, step.at)
                yield _doubt(plan, line.month, line.row, known, found, by=str(line.by or ""))
        else:
            found = f"{step.act}, by {step.by_id}: {step.words}"
            yield _doubt(plan, step.alert.month, step.alert.row, None, found)
    for line in (one for lines in told.values() for one in lines):
        known = f"{line.after}, by {line.by_id}: {line.reason}"
        yield _doubt(plan, line.month, line.row, known, None, by=str(line.by or ""))
    yield from _unexplained_alerts_now(plan, steps)


def _doubt(
    plan: Plan, month: str, row: str, known: str | None, found: str | None, *, by: str = ""
) -> Unexplained:
    return Unexplained(plan.address, month, row, ChangedField.ALERT, known, found, by)


def _unexplained_alerts_now(plan: Plan, steps: Iterable[AlertStep]) -> Iterator[Unexplained]:
    """Dismissed until the day that was said last; an alert in the place of one that was assigned
    is theirs to whom that was.
    """
    until: dict[int, str] = {}
    to: dict[tuple[int, str, str, str], set[int | None]] = {}
    for step in steps:
        if step.act in _DISMISSALS:
            until[step.alert_id] = str(step.until)
        elif step.act == AlertAct.ASSIGN:
            to.setdefault(step.alert.place, set()).add(step.to_id)
    for alert in StandingAlert.objects.filter(plan=plan).order_by("pk"):
        known, found = until.get(alert.pk, "None"), str(alert.dismissed_until)
        at = plan.address, alert.month, alert.row
        if known != found:
            yield Unexplained(*at, "dismissed_until", known, found)
        if alert.assigned_to_id is not None and alert.assigned_to_id not in to.get(
            alert.place, set()
        ):
            yield Unexplained(*at, "assigned_to", None, str(alert.assigned_to_id))
