"""The half-yearly feedback is given by the superior office and answered once by the office.

Each service locks the plan's row first, so that of two who write at once one sees the other's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.periods.feedback.history_text import ROW, feedback_text
from indicators.periods.feedback.models import HalfYearFeedback, ObjectiveFeedback
from indicators.periods.feedback.selectors import find_feedback
from indicators.periods.kept.data import snapshot_data
from indicators.periods.kept.taking import snapshot_now
from indicators.returns.selectors.figures import figures_of
from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from ledger.services import record
from notices.models import NoticeKind
from notices.services import notify
from offices.models import Office, User
from offices.selectors import officers_of
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind, reported_periods
from plans.handing_in.refusals import SamePerson
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """What is said of the whole half-year, and of single objectives by their ids."""

    text: str
    remarks: Mapping[int, str] = field(default_factory=dict)

    @property
    def spoken(self) -> dict[int, str]:
        """The remarks that say something."""
        return {pk: said.strip() for pk, said in self.remarks.items() if said.strip()}


class FeedbackChanged(Exception):
    """Somebody wrote it since the page was opened."""


class FeedbackClosed(Exception):
    """The calendar takes the feedback no more since the end of ``closes``."""

    def __init__(self, closes: date) -> None:
        super().__init__(closes)
        self.closes = closes


class FeedbackStands(Exception):
    """It is answered: neither the feedback nor the answer is written any more."""


class NoFeedback(Exception):
    """There is nothing to answer yet."""


@transaction.atomic
def give_feedback(plan: Plan, *, words: FeedbackWords, version: int, by: User) -> HalfYearFeedback:
    """Tell the office what is thought of its half-year; until it answers, this may be rewritten.

    The figures that it speaks of, those of now, are kept with it.

    ``version`` is what the writer saw, 0 before there is any. The same words again change
    nothing. Raises ``FeedbackStands``, ``FeedbackClosed`` after its last day, ``FeedbackChanged``,
    ``ValueError`` without a text, ``KeyError`` for another plan's objective.
    """
    text, remarks = words.text.strip(), words.spoken
    if not text:
        raise ValueError("a text is required")
    positions = dict(plan.objectives.values_list("pk", "position"))
    feedback = _locked(plan)
    told = feedback_text(text, {positions[pk]: said for pk, said in remarks.items()})
    before = _told(feedback, positions) if feedback else None
    if feedback and before == told:
        return feedback
    _require_seen(feedback, version)
    _require_term(plan)
    feedback = feedback or HalfYearFeedback(plan=plan)
    feedback.text, feedback.given_at, feedback.given_by = text, timezone.now(), by
    feedback.reported = snapshot_data(snapshot_now(figures_of(plan), _half(plan).last))
    feedback.version += 1
    feedback.save()
    feedback.remarks.all().delete()
    ObjectiveFeedback.objects.bulk_create(
        ObjectiveFeedback(feedback=feedback, objective_id=pk, text=said)
        for pk, said in remarks.items()
    )
    kept = digest_of(feedback.reported)
    record(
        [
            _change(plan, ChangedField.FEEDBACK, before, told, by=by),
            _change(plan, ChangedField.KEPT, None, kept, by=by),
        ]
    )
    office = Office.objects.get(plans=plan.pk)
    _tell(officers_of(office), NoticeKind.FEEDBACK, plan=plan, by=by, words=text)
    return feedback


@transaction.atomic
def answer_feedback(plan: Plan, *, answer: str, version: int, by: User) -> HalfYearFeedback:
    """Answer the feedback for the office, once. The same answer again changes nothing.

    Raises ``NoFeedback``, ``FeedbackStands``, ``FeedbackChanged`` where it was rewritten since
    it was read, ``SamePerson`` for who gave it, ``ValueError`` without words.
    """
    answer = answer.strip()
    if not answer:
        raise ValueError("an answer is required")
    feedback = _locked(plan)
    if feedback is None:
        raise NoFeedback
    if feedback.is_answered and feedback.answer == answer:
        return feedback
    _require_seen(feedback, version)
    if feedback.given_by_id == by.pk:
        raise SamePerson
    feedback.answer, feedback.answered_at, feedback.answered_by = answer, timezone.now(), by
    feedback.version += 1
    feedback.save()
    record([_change(plan, ChangedField.FEEDBACK_ANSWER, None, answer, by=by)])
    giver = User.objects.filter(pk=feedback.given_by_id)
    _tell(giver, NoticeKind.ANSWERED, plan=plan, by=by, words=answer)
    return feedback


def _tell(to: QuerySet[User], what: NoticeKind, *, plan: Plan, by: User, words: str) -> None:
    half = _half(plan)
    notify(to, what, plan=plan.pk, month=half.last, period=half.kind, by=by, words=words)


def _locked(plan: Plan) -> HalfYearFeedback | None:
    """The feedback as stored; the plan is ours until commit."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    return find_feedback(plan)


def _require_seen(feedback: HalfYearFeedback | None, version: int) -> None:
    if feedback is not None and feedback.is_answered:
        raise FeedbackStands
    if (feedback.version if feedback else 0) != version:
        raise FeedbackChanged


def _require_term(plan: Plan) -> None:
    term = calendar_of(plan).term(_half(plan))
    if term.closes and term.has_closed(timezone.localdate()):
        raise FeedbackClosed(term.closes)


def _half(plan: Plan) -> Period:
    [half] = reported_periods(plan.span, PeriodKind.HALF)
    return half


def _told(feedback: HalfYearFeedback, positions: Mapping[int, int]) -> str:
    said = {positions[one.objective_id]: one.text for one in feedback.remarks.all()}
    return feedback_text(feedback.text, said)


def _change(plan: Plan, field: ChangedField, before: str | None, after: str, *, by: User) -> Change:
    return Change(plan_id=plan.pk, row=ROW, field=field, before=before, after=after, by=by)
