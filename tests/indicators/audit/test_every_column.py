"""Every column of a guarded table is proved, or it is said here what it does not promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from indicators.audit.guards import GUARDS
from indicators.audit.proof import unexplained
from indicators.audit.proof_of_calendar import unexplained_calendar
from indicators.audit.proof_of_people import unexplained_people
from indicators.audit.proof_of_rules import unexplained_rules
from indicators.returns.evidence.models import Evidence
from ledger.chain import broken_lines
from ledger.selectors import database_time
from plans.models import Plan
from presentation.fields import MonthField
from tests.cast import Cast
from tests.indicators.audit.story import tell
from tests.unguarded import unguarded

UNPROVED_TABLES: Final = {
    "indicators.CheckResult": "what a night's check said: the check says it again",
    "plans.BroughtFile": "what a plan was read from; the plan itself is signed",
    "plans.Draft": "counts for nobody until it becomes a plan",
    "plans.DraftEdit": "how a draft came to be",
    "plans.PlanSource": "which draft a plan was kept from",
}
"""Kept by the guards alone, and why."""

GUARDED: Final = {
    model._meta.label: model
    for model in apps.get_models()
    if model._meta.db_table in {guard.table for guard in GUARDS}
    and model._meta.label not in UNPROVED_TABLES
}

_LOOKED: Final = "who looked at it or has it in hand: where it stands is proved by its steps"
_REPEATED: Final = "repeats what the last step says, which is proved"
_COUNT: Final = "counts writes, to tell a stale page by"
UNPROVED: Final = {
    "indicators.Evidence.file": "check_evidence reads the file itself and compares its hash",
    "indicators.Evidence.look": "a hint at pictures that look alike, made of the file",
    "indicators.HalfYearFeedback.version": _COUNT,
    "plans.AgreementPart.changed_at": "its last line says when",
    "plans.AgreementPart.changed_by": "its last line says who",
    "plans.AgreementPart.rows": "a part that is a text shows no rows; of a table they are proved",
    "plans.AgreementPart.version": _COUNT,
    "plans.Amendment.decided_at": _REPEATED,
    "plans.Amendment.decided_by": _REPEATED,
    "plans.Amendment.draft": "what is proposed is compared with what was signed",
    "plans.Amendment.opened_at": _LOOKED,
    "plans.Amendment.opened_by": _LOOKED,
    "plans.Amendment.resumes_as": _LOOKED,
    "plans.Amendment.submitted_at": _REPEATED,
    "plans.Amendment.submitted_by": _REPEATED,
    "plans.Amendment.version": _COUNT,
    "plans.Amendment.word_of_head": _LOOKED,
    "plans.KeptPlan.kept_at": "shown nowhere: the steps that it was kept by have their day",
    "plans.Plan.created_at": "shown nowhere: its first line has the day",
    "plans.Plan.version": _COUNT,
}
"""The columns whose alteration ``check_history`` does not name, and why."""


class _Undone(Exception):
    """What was altered is put back."""


def doubts() -> Iterator[object]:
    """All that ``check_history`` would name."""
    return chain(
        # What is looked through quickly comes first: most columns are named by one of these.
        broken_lines(now=database_time()),
        unexplained_calendar(),
        unexplained_rules(),
        unexplained_people(),
        (one for plan in Plan.objects.order_by("pk") for one in unexplained(plan)),
    )


def _otherwise(said: Any) -> Any:
    """JSON of the same shape that says something else."""
    match said:
        case {**fields} if fields:
            name = next((one for one in reversed(fields) if fields[one]), [*fields][-1])
            return {**fields, name: _otherwise(fields[name])}
        case [*rest, str()]:
            return rest
        case [*rest, last]:
            return [*rest, _otherwise(last)]
        case bool():
            return not said
        case int():
            return said + 1
        case str():
            return f"{said}1"
        case list():
            return ["1"]
        case _:
            return {"1": "1"}


def _other_values(field: models.Field[Any, Any], stored: Any) -> Iterable[Any]:
    """What somebody might write in the place of ``stored``; a constraint may refuse the first."""
    if isinstance(field, models.ForeignKey):
        others = field.related_model._default_manager.exclude(pk=stored)
        return others.order_by("-pk").values_list("pk", flat=True)
    if isinstance(field, models.JSONField):
        return [_otherwise(stored)]
    if isinstance(field, MonthField):
        return [stored.next]
    if field.choices:
        return [one for one, _ in field.flatchoices if one not in ("", stored)]
    if isinstance(field, models.BooleanField):
        return [not stored]
    if isinstance(field, models.DateField):
        return [(stored or database_time()) + timedelta(days=3)]
    if isinstance(field, models.BinaryField):
        return [bytes(stored) + b"1"]
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return [f"{stored or ''}"[:-1] + last for last in "12" if f"{stored}"[-1:] != last]
    return [1, 2] if stored is None else [stored + 1, stored + 900]


def _is_named(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    """Whether another value in the newest row that has one shows, or no other is taken."""
    # The number of a file says nothing of its order; the last one was removed.
    rows = model._default_manager.order_by("-uploaded_at" if model is Evidence else "pk")
    row = next((one for one in rows if getattr(one, field.attname)), rows[0])
    for value in _other_values(field, getattr(row, field.attname)):
        found = False
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{field.attname: value})
                found = any(True for _ in doubts())
                raise _Undone
        except IntegrityError:
            continue
        except _Undone:
            return found
    return True


@pytest.mark.once
@pytest.mark.usefixtures("empty_store")
def test_every_column_is_proved_or_it_is_said_why_not(cast: Cast) -> None:
    tell(cast)
    assert list(doubts()) == []
    unseen: set[str] = set()
    for label, model in GUARDED.items():
        with unguarded(model):
            unseen |= {
                f"{label}.{field.name}"
                for field in model._meta.concrete_fields
                if not field.primary_key and not _is_named(model, field)
            }

    assert unseen == UNPROVED.keys()
