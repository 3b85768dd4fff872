"""What the database itself keeps from being rewritten: every table that only grows, and what may
still be changed in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.exceptions import models as exception_models
from ledger import guards as ledger
from ledger.guards import AppendOnly, Guard, changed
from plans import guards as plan_guards
from plans.agreements import models as agreement_models
from plans.amending import models as amending_models
from plans.calendar import models as calendar_models
from plans.kept import models as kept_models
from plans.workshop import models as workshop_models

OF_RETURNS: Final = (
    AppendOnly(table="indicators_returnstep", name="steps", refusal="steps are only added to"),
    # A note is answered, and answered otherwise until the return is handed in again.
    AppendOnly(
        table="indicators_cellnote",
        name="notes",
        refusal="what a reviewer noted stays",
        settled=changed("id", "step_id", "indicator_id", "text"),
        unique=("step_id", "indicator_id"),
    ),
    # That a thread is settled is a line of it.
    AppendOnly(table="indicators_comment", name="comments", refusal="comments are only added to"),
    AppendOnly(
        table="indicators_periodstep", name="period_steps", refusal="steps are only added to"
    ),
    # Feedback may be rewritten until it is answered; then both stand.
    AppendOnly(
        table="indicators_halfyearfeedback",
        name="feedback",
        refusal="answered feedback stays",
        settled=f"OLD.answered_at IS NOT NULL OR {changed('id', 'plan_id')}",
        unique=("plan_id",),
    ),
    # A file is judged, and removed once; what it was stays.
    AppendOnly(
        table="indicators_evidence",
        name="evidence",
        refusal="the record of evidence stays",
        settled=changed(
            "id",
            "indicator_id",
            "month",
            "file",
            "kind",
            "name",
            "size",
            "sha256",
            "received_sha256",
            "look",
            "uploaded_at",
            "uploaded_by_id",
        )
        + " OR OLD.removed_at IS NOT NULL",
    ),
)
"""Steps, what is said beside them, and the records of files."""

GUARDS: Final[tuple[Guard, ...]] = (
    *ledger.GUARDS,
    *OF_RETURNS,
    *calendar_models.GUARDS,
    *agreement_models.GUARDS,
    *amending_models.GUARDS,
    *workshop_models.GUARDS,
    *exception_models.GUARDS,
    *kept_models.GUARDS,
    *plan_guards.GUARDS,
)
"""All that this database must have."""


def missing_guards(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    """Table and trigger of each guard that is not there, or not as declared: a query a table."""
    for guard in GUARDS:
        for trigger in guard.missing(connection):
            yield guard.table, trigger
