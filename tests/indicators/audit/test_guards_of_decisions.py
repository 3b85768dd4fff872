"""What was decided or found stays in the database while the decision stands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from indicators.audit.models import KEPT, Check, CheckResult
from indicators.periods.feedback.models import HalfYearFeedback, ObjectiveFeedback
from indicators.periods.models import EvaluatedValue, FinalScore, PeriodReport, PeriodStep
from plans.amending.models import Amendment
from plans.amending.services import begin_amendment
from plans.workshop.models import BroughtFile, Draft
from plans.workshop.services.beginning import store_file
from tests.amendments import agreed_plan
from tests.cast import Cast


def _report(cast: Cast, state: str) -> PeriodReport:
    report: PeriodReport = PeriodReport.objects.create(
        plan=cast.plan, kind="year", number=1, state="submitted"
    )
    EvaluatedValue.objects.create(
        report=report,
        indicator=cast.indicator("1.1.1"),
        value=Decimal(1),
        reason="নথি",
        changed_by=cast.reviewer,
    )
    step = PeriodStep.objects.create(
        report=report, from_state="submitted", to_state=state, by=cast.reviewer
    )
    PeriodReport.objects.filter(pk=report.pk).update(state=state)
    if state == "accepted":
        FinalScore.objects.create(
            plan=cast.plan, step=step, rule_set=cast.plan.rule_set, weight=100, stated_weight=100
        )
    return report


def _feedback(cast: Cast) -> HalfYearFeedback:
    given: HalfYearFeedback = HalfYearFeedback.objects.create(
        plan=cast.plan, text="ভালো", given_at=timezone.now(), given_by=cast.reviewer
    )
    ObjectiveFeedback.objects.create(
        feedback=given, objective=cast.plan.objectives.earliest("pk"), text="ভালো"
    )
    HalfYearFeedback.objects.update(answer="ধন্যবাদ", answered_at=timezone.now())
    return given


@pytest.fixture
def decided(cast: Cast) -> Cast:
    _report(cast, "accepted")
    _feedback(cast)
    file = store_file("চুক্তি.txt", b"x", by=cast.officer)
    Draft.objects.create(
        document={},
        file=file,
        created_by=cast.officer,
        changed_by=cast.officer,
        changed_at=timezone.now(),
    )
    CheckResult.objects.create(check_name=Check.HISTORY, seconds=1, found=3, summary="তিনটি")
    return cast


ATTEMPTS: Final[dict[str, Callable[[Cast], object]]] = {
    "a final score": lambda _: FinalScore.objects.update(weighted=99),
    "a final score taken away": lambda _: FinalScore.objects.all().delete(),
    "a final score that nobody gave": lambda cast: FinalScore.objects.create(
        plan=cast.sibling_plan,
        step=PeriodStep.objects.create(
            report=PeriodReport.objects.create(plan=cast.sibling_plan, kind="year", number=1),
            from_state="open",
            to_state="submitted",
            by=cast.sibling,
        ),
        rule_set=cast.plan.rule_set,
        weight=100,
        stated_weight=100,
    ),
    "what was recognised": lambda _: EvaluatedValue.objects.update(reason="অন্য"),
    "what was recognised taken away": lambda _: EvaluatedValue.objects.all().delete(),
    "a value recognised later": lambda cast: EvaluatedValue.objects.create(
        report=PeriodReport.objects.get(),
        indicator=cast.indicator("2.5.2"),
        value=Decimal(1),
        reason="x",
        changed_by=cast.reviewer,
    ),
    "feedback on an objective": lambda _: ObjectiveFeedback.objects.update(text="অন্য"),
    "feedback on an objective taken away": lambda _: ObjectiveFeedback.objects.all().delete(),
    "feedback on another objective": lambda cast: ObjectiveFeedback.objects.create(
        feedback=HalfYearFeedback.objects.get(),
        objective=cast.plan.objectives.latest("pk"),
        text="x",
    ),
    "a brought file": lambda _: BroughtFile.objects.update(content=b"y"),
    "its hash": lambda _: BroughtFile.objects.update(sha256="y"),
    "who brought it": lambda cast: BroughtFile.objects.update(brought_by=cast.reviewer),
    "the file of a draft": lambda _: BroughtFile.objects.all()._raw_delete("default"),
    "what a check said": lambda _: CheckResult.objects.update(found=0),
    "a check of these nights": lambda _: CheckResult.objects.all().delete(),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_stands_is_not_rewritten(decided: Cast, attempt: Callable[[Cast], object]) -> None:
    with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
        attempt(decided)


def test_what_is_not_decided_is_written(cast: Cast) -> None:
    report = _report(cast, "returned")
    EvaluatedValue.objects.filter(report=report).update(reason="অন্য")
    EvaluatedValue.objects.filter(report=report).delete()
    BroughtFile.objects.all().delete()
    store_file("একা.txt", b"x", by=cast.officer)
    BroughtFile.objects.update(is_read=True)
    BroughtFile.objects.all().delete()


def test_old_checks_go(db: None) -> None:
    for night in range(KEPT + 1):
        CheckResult.objects.create(
            check_name=Check.EVIDENCE, seconds=1, found=0, summary=str(night)
        )
    CheckResult.objects.filter(summary="0").delete()
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        CheckResult.objects.filter(summary="1").delete()


@pytest.mark.parametrize("what", ["base", "from_version", "begun_by"])
def test_what_an_amendment_began_from_stays(cast: Cast, what: str) -> None:
    change = {"base": {}, "from_version": 9, "begun_by": cast.reviewer}[what]
    begin_amendment(agreed_plan(cast), by=cast.officer)
    Amendment.objects.update(version=5)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Amendment.objects.update(**{what: change})
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Amendment.objects.all()._raw_delete("default")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "table",
    [
        "indicators_finalscore",
        "indicators_evaluatedvalue",
        "indicators_objectivefeedback",
        "indicators_checkresult",
        "plans_broughtfile",
    ],
)
def test_sqlite_puts_no_row_in_the_place_of_one(decided: Cast, table: str) -> None:
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="stay"):
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
