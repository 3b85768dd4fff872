"""A digest of what was kept with an accepted return goes into the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indicators.returns.models import ReturnStep, Score
from ledger.digests import digest_of
from ledger.models import Change, ChangedField

ROLLED: Final = "rolled"
"""The row of the line that tells of offices' figures."""


def step_digest(step: ReturnStep) -> str:
    """The SHA-256 of what an acceptance kept: figures, who signed, and all that the plan said."""
    return digest_of(
        {
            "figures": step.figures,
            "signed": step.signed,
            "said": step.plan_as.said if step.plan_as else None,
        }
    )


def sealed(step: ReturnStep) -> Iterator[Change]:
    """The line of the history by which an altered acceptance is found; none of other steps."""
    if step.plan_as is not None:
        yield Change(
            plan_id=step.monthly_return.plan_id,
            monthly_return=step.monthly_return,
            field=ChangedField.KEPT,
            after=step_digest(step),
            by=step.by,
        )


def rolled_sealed(step: ReturnStep) -> Iterator[Change]:
    """The line by which altered figures of offices are found, of which rows of an accepted month
    were made; none where no row was: one query.
    """
    held = step.monthly_return
    scores = Score.objects.filter(plan=held.plan_id, month=held.month)
    for rolled in scores.exclude(rolled={}).values_list("rolled", flat=True):
        yield Change(
            plan_id=held.plan_id,
            monthly_return=held,
            row=ROLLED,
            field=ChangedField.KEPT,
            after=digest_of(rolled),
            by=step.by,
        )
