"""What was done about alerts is proved by the history, and what was altered of it is named."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Final

import pytest
from django.db.models import Model

from indicators.audit.proof import unexplained
from indicators.exceptions.models import AlertAct, AlertStep, StandingAlert
from indicators.exceptions.services import take_alert_step
from ledger.models import ChangedField
from offices.models import User
from plans.models import Plan
from tests.alerts import alert_of
from tests.cast import JUNE, Cast
from tests.plans.agreements.signing import planner_of
from tests.unguarded import unguarded

UNTIL: Final = date(2030, 6, 30)


@pytest.fixture
def handled(cast: Cast) -> Cast:
    alert = alert_of(cast.plan)
    seen = 0

    def step(act: AlertAct, *, by: User = cast.superior, **said: object) -> None:
        nonlocal seen
        seen = take_alert_step(alert, act, by=by, seen=seen, **said).pk  # type: ignore[arg-type]

    step(AlertAct.COMMENT, words="কেন?")
    step(AlertAct.ASSIGN, to=planner_of(cast), words="দেখুন")
    step(AlertAct.DISMISS, words="মেলার মাস", until=UNTIL)
    step(AlertAct.TAKE_BACK)
    step(AlertAct.USEFUL)
    step(AlertAct.DISMISS, words="মেলার মাস", until=UNTIL)
    # Other figures at the same place: who had it has it still.
    alert_of(cast.plan, basis="2", assigned_to=planner_of(cast))
    return cast


def doubts(cast: Cast) -> set[tuple[str, str, str]]:
    plan = Plan.objects.select_related("office").get(pk=cast.plan.pk)
    return {(one.month, one.row, one.field) for one in unexplained(plan)}


@pytest.mark.once
def test_what_people_did_is_explained(handled: Cast) -> None:
    assert doubts(handled) == set()


STEP: Final = (str(JUNE), "2.5.2", ChangedField.ALERT.value)
ALTERED: Final[dict[str, tuple[type[Model], Callable[[Cast], object], str]]] = {
    "a reason": (
        AlertStep,
        lambda _: AlertStep.objects.filter(act="dismiss").update(words="অন্য"),
        ChangedField.ALERT,
    ),
    "a comment": (
        AlertStep,
        lambda _: AlertStep.objects.filter(act="comment").update(words="অন্য"),
        ChangedField.ALERT,
    ),
    "who did it": (
        AlertStep,
        lambda cast: AlertStep.objects.filter(act="comment").update(by=cast.reviewer),
        ChangedField.ALERT,
    ),
    "to whom": (
        AlertStep,
        lambda cast: AlertStep.objects.filter(act="assign").update(to=cast.reviewer),
        ChangedField.ALERT,
    ),
    "a step taken away": (
        AlertStep,
        lambda _: AlertStep.objects.filter(act="useful").delete(),
        ChangedField.ALERT,
    ),
    "a step put in": (
        AlertStep,
        lambda cast: AlertStep.objects.create(
            alert=StandingAlert.objects.earliest("pk"), act="useless", by=cast.reviewer
        ),
        ChangedField.ALERT,
    ),
    "until when": (
        StandingAlert,
        lambda _: StandingAlert.objects.update(dismissed_until=date(2040, 1, 1)),
        "dismissed_until",
    ),
    "whose it is": (
        StandingAlert,
        lambda cast: StandingAlert.objects.update(assigned_to=cast.reviewer),
        "assigned_to",
    ),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_named(handled: Cast, what: str) -> None:
    model, alter, field = ALTERED[what]
    with unguarded(model) if model is AlertStep else nullcontext():
        alter(handled)
    assert (str(JUNE), "2.5.2", field) in doubts(handled)
