"""One alert as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.exceptions.inbox import Useful, rows_of, usefulness
from indicators.exceptions.models import AlertAct, AlertStep, StandingAlert
from indicators.exceptions.rules import Rule
from indicators.exceptions.rules.names import name_of_rule
from plans.addresses import plan_url
from plans.models import Indicator
from presentation.figures import day, sentence

_OF_RETURNS = frozenset({Rule.LATE, Rule.SILENT})
"""Rules about a return that is not there to be reviewed."""


@dataclass(frozen=True, slots=True)
class AlertPage:
    """The alert, what it speaks of, where to look, what was done, how useful its rule was."""

    alert: StandingAlert
    indicator: Indicator | None
    rule: str
    sentence: str
    place: str
    steps: Sequence[AlertStep]
    useful: Useful | None
    last_step: int


def alert_page(alert: StandingAlert) -> AlertPage:
    """Everything that the page of an alert says: four queries."""
    steps = list(alert.steps.select_related("by", "to"))
    return AlertPage(
        alert=alert,
        indicator=rows_of([alert]).get((alert.plan_id, alert.row)),
        rule=sentence(name_of_rule(alert.rule)),
        sentence=sentence(alert.sentence),
        place=place_of(alert),
        steps=steps,
        useful=next(iter(usefulness(alert.rule)), None),
        last_step=steps[-1].pk if steps else 0,
    )


def place_of(alert: StandingAlert) -> str:
    """Where the figures are that the alert speaks of: the month's review, else the plan."""
    month = alert.at
    if month is None:
        return plan_url("indicators:plan", alert.plan)
    if alert.rule in _OF_RETURNS:
        return plan_url("indicators:entry", alert.plan, month)
    return plan_url("indicators:review", alert.plan, month)


def done_words(step: AlertStep) -> str:
    """What a step did, in the reader's language."""
    if step.act == AlertAct.DISMISS:
        return _("dismissed until %(day)s") % {"day": day(step.until)}
    if step.act == AlertAct.ASSIGN and step.to is None:
        return _("no longer assigned")
    if step.act == AlertAct.ASSIGN and step.to is not None:
        return _("assigned to %(person)s") % {"person": step.to.name}
    return str(AlertAct(step.act).label)
