"""What the database itself keeps from being rewritten: every table that only grows, and what may
still be changed in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.audit.models import KEPT
from indicators.exceptions import models as exception_models
from ledger import guards as ledger
from ledger.guards import AppendOnly, Guard, WhileItHolds, changed
from plans.agreements import models as agreement_models
from plans.amending import models as amending_models
from plans.calendar import models as calendar_models
from plans.kept import models as kept_models
from plans.models import guards as plan_guards
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

_FINAL: Final = (
    "EXISTS (SELECT 1 FROM indicators_periodstep s JOIN indicators_periodreport r "
    "ON r.id = s.report_id WHERE s.id = {row}.step_id AND r.state = 'accepted')"
)
_EVALUATED: Final = (
    "EXISTS (SELECT 1 FROM indicators_periodreport "
    "WHERE id = {row}.report_id AND state = 'accepted')"
)
_ANSWERED: Final = (
    "EXISTS (SELECT 1 FROM indicators_halfyearfeedback "
    "WHERE id = {row}.feedback_id AND answered_at IS NOT NULL)"
)
_NEWER: Final = (
    "SELECT count(*) FROM indicators_checkresult newer "
    "WHERE newer.check_name = OLD.check_name AND newer.id > OLD.id"
)


def _other(table: str, *columns: str, that: str = "") -> str:
    """That there is a row in the place of ``NEW``: of its id, or by ``columns``; and ``that``."""
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    also = f" AND {that}" if that else ""
    either = f"other.id = NEW.id OR ({same})" if same else "other.id = NEW.id"
    return f"EXISTS (SELECT 1 FROM {table} other WHERE ({either}){also})"  # noqa: S608


def _either(condition: str) -> str:
    """``condition`` of the row that was, or of the row that is to be."""
    return f"({condition.format(row='OLD')} OR {condition.format(row='NEW')})"


WHILE_DECIDED: Final = (
    # The score of an evaluation that is final; it goes when that is returned.
    WhileItHolds(
        table="indicators_finalscore",
        name="final_scores",
        refusal="the score of a final evaluation stays",
        inserted=f"NOT {_FINAL.format(row='NEW')}",
        updated="OLD.id IS NOT NULL",
        deleted=_FINAL.format(row="OLD"),
        replaced=_other("indicators_finalscore", "plan_id")
        + " OR "
        + _other("indicators_finalscore", "step_id"),
        since=("indicators_finalscore", "step_id"),
    ),
    # What is recognised is written until the evaluation is final.
    WhileItHolds(
        table="indicators_evaluatedvalue",
        name="evaluated_values",
        refusal="what a final evaluation recognised stays",
        inserted=_EVALUATED.format(row="NEW"),
        updated=_either(_EVALUATED),
        deleted=_EVALUATED.format(row="OLD"),
        replaced=_other(
            "indicators_evaluatedvalue",
            "report_id",
            "indicator_id",
            that=_EVALUATED.format(row="other"),
        ),
        since=("indicators_evaluatedvalue", "report_id"),
    ),
    WhileItHolds(
        table="indicators_objectivefeedback",
        name="objective_feedback",
        refusal="answered feedback stays",
        inserted=_ANSWERED.format(row="NEW"),
        updated=_either(_ANSWERED),
        deleted=_ANSWERED.format(row="OLD"),
        replaced=_other(
            "indicators_objectivefeedback",
            "feedback_id",
            "objective_id",
            that=_ANSWERED.format(row="other"),
        ),
        since=("indicators_objectivefeedback", "feedback_id"),
    ),
    # What a night's check said, until there are so many newer ones.
    WhileItHolds(
        table="indicators_checkresult",
        name="check_results",
        refusal="what a check said stays",
        updated="OLD.id IS NOT NULL",
        deleted=f"({_NEWER}) < {KEPT}",
        replaced=_other("indicators_checkresult"),
        since=("indicators_checkresult", "check_name"),
    ),
)
"""What was decided or found, as long as that stands: these ask other tables."""

GUARDS: Final[tuple[Guard, ...]] = (
    *ledger.GUARDS,
    *OF_RETURNS,
    *WHILE_DECIDED,
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
