"""What people do about an alert: dismissed, assigned, talked about, found useful or not."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from indicators.exceptions.models import AlertAct, AlertStep, StandingAlert
from indicators.exceptions.sealing import step_change
from indicators.exceptions.selectors import those_who_may_handle
from ledger.services import record
from notices.models import NoticeKind
from notices.services import notify
from offices.models import User
from offices.selectors import access_of


class NotAllowed(Exception):
    """The person may not do this about the alert."""


class SeenEarlier(Exception):
    """Somebody did something about the alert since the person looked at it."""


@transaction.atomic
def take_alert_step(
    alert: StandingAlert,
    act: AlertAct,
    *,
    by: User,
    seen: int,
    words: str = "",
    until: date | None = None,
    to: User | None = None,
) -> AlertStep:
    """Do something about an alert. A dismissal has ``words`` and its last day ``until``.

    ``seen`` is the id of the last step that the person saw, 0 where there was none. Raises
    ``NotAllowed``, ``SeenEarlier``, and ``ValueError`` for a dismissal without reason or day.
    """
    alert = (
        StandingAlert.objects.select_for_update(of=("self",))
        .select_related("plan__office", "plan__fiscal_year")
        .get(pk=alert.pk)
    )
    office = alert.plan.office
    if not access_of(by).may_handle_alerts(office):
        raise NotAllowed
    if to is not None and not those_who_may_handle(office).filter(pk=to.pk).exists():
        raise NotAllowed
    last = alert.steps.last()
    if seen != (last.pk if last else 0):
        raise SeenEarlier
    if act is AlertAct.DISMISS and (not words.strip() or until is None):
        raise ValueError(act)
    step = AlertStep.objects.create(
        alert=alert, act=act, words=words.strip(), until=until, to=to, by=by
    )
    _apply(alert, step)
    record([step_change(step)])
    if act is AlertAct.ASSIGN and to is not None:
        _notify(alert, step, to)
    return step


def _apply(alert: StandingAlert, step: AlertStep) -> None:
    if step.act == AlertAct.DISMISS:
        alert.dismissed_until = step.until
    elif step.act == AlertAct.TAKE_BACK:
        alert.dismissed_until = None
    elif step.act == AlertAct.ASSIGN:
        alert.assigned_to = step.to
    alert.save(update_fields=["dismissed_until", "assigned_to"])


def _notify(alert: StandingAlert, step: AlertStep, to: User) -> None:
    notify(
        User.objects.filter(pk=to.pk),
        NoticeKind.ASSIGNED,
        plan=alert.plan_id,
        month=alert.at or alert.plan.span.months[-1],
        by=step.by,
        words=step.words,
    )
