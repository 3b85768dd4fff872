"""A draft becomes its office's plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from numerals import Message, Month
from offices.models import User
from plans.document.draft.findings import ExaminedDraft, stated_total
from plans.document.draft.problems import DraftProblem
from plans.models import Plan
from plans.services import DoesNotFit, PlanExists, store_plan
from plans.workshop import above
from plans.workshop.above import ReportedMonth
from plans.workshop.models import Draft, DraftState, PlanSource
from plans.workshop.selectors import PLAN_EXISTS, examined, reasons_against_keeping
from plans.workshop.services.beginning import title_of
from plans.workshop.services.editing import locked
from plans.workshop.services.reopening import CannotReplace, replace_rows


class CannotKeep(Exception):
    """Why the draft cannot be kept as it is, in sentences."""

    def __init__(self, reasons: Sequence[Message]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Kept:
    """The plan that a draft became, and what came of the months that its form reports."""

    plan: Plan
    months: tuple[ReportedMonth, ...] = ()


def keep_draft(draft_id: int, *, by: User) -> Plan:
    """Store the draft as the plan of its office, and none of the months that it reports.

    Raises as ``keep_with_months`` does.
    """
    return keep_with_months(draft_id, (), by=by).plan


@transaction.atomic
def keep_with_months(draft_id: int, months: Collection[Month], *, by: User) -> Kept:
    """Store the draft as the plan of its office, with its file and all that was found in it.

    Findings do not stop it: they stay with the plan. ``months`` are those whose reported figures
    are stored as the office's; they are months of a plan that is new. Raises ``CannotKeep``, and
    as ``change_draft`` does.
    """
    row = locked(draft_id, by=by)
    found = examined(row)
    reasons = reasons_against_keeping(row, found)
    if reasons:
        raise CannotKeep(reasons)
    is_new = row.plan is None
    try:
        plan = _replaced(row, found, by=by) or _stored(row, found, by=by)
    except CannotReplace as error:
        raise CannotKeep([error.reason]) from error
    except DoesNotFit as error:
        raise CannotKeep([Message(bn=str(error), en=str(error))]) from error
    except (PlanExists, IntegrityError) as error:
        # Somebody kept one at the same moment.
        raise CannotKeep([PLAN_EXISTS]) from error
    told(row, plan, found, by=by)
    if not (is_new and months):
        return Kept(plan)
    return Kept(plan, tuple(above.store_reported(plan, found.told.document, months, by=by)))


def told(row: Draft, plan: Plan, found: ExaminedDraft, *, by: User) -> None:
    """Close the draft, and keep where the plan comes from beside it."""
    PlanSource.objects.create(
        plan=plan,
        draft=row,
        file=row.file,
        table=row.table,
        findings=findings_as_json(found.problems),
        by=by,
    )
    row.plan, row.state = plan, DraftState.KEPT
    row.changed_by, row.changed_at = by, timezone.now()
    row.save(update_fields=["plan", "state", "changed_by", "changed_at"])


def findings_as_json(problems: Iterable[DraftProblem]) -> list[dict[str, Any]]:
    """Findings as they stay with a plan."""
    return [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "key": one.key,
            "field": one.field,
            "message": [one.message.bn, one.message.en],
        }
        for one in problems
    ]


def _replaced(row: Draft, found: ExaminedDraft, *, by: User) -> Plan | None:
    """The plan that the draft was made of to change it, changed; ``None`` if it was not."""
    if row.plan is not None:
        replace_rows(row, row.plan, found, by=by)
    return row.plan


def _stored(row: Draft, found: ExaminedDraft, *, by: User) -> Plan:
    document, office = found.told.document, row.office
    assert office is not None and row.span is not None  # noqa: PT018, S101  # asked before
    value = row.value
    title = document.title or title_of(value.kind, row.span)
    with transaction.atomic():
        plan = store_plan(
            replace(document.promised(), title=title),
            office=office,
            kind=row.kind,
            total=stated_total(value),
        )
    above.kept(plan, by=by)
    return plan
