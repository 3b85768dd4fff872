"""What a person hands over at the end of a day: postings, returns, reviews, missing evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from indicators.periods.feedback.owed import OwedFeedback, answers_owed, feedback_to_give
from indicators.periods.models import PeriodReport
from indicators.periods.owed import OwedReport, reports_owed
from indicators.periods.selectors import reports_in_review
from indicators.returns.evidence.selectors import asks_for_evidence, present_evidence
from indicators.returns.models import Achievement, CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.review.selectors import returns_in_review
from indicators.returns.selectors.work import Task, tasks_of
from indicators.returns.workflow import RETURN
from offices.models import Posting, Role, User
from offices.selectors import offices_reviewed_in, offices_worked_for


@dataclass(frozen=True)
class Post:
    """A posting held on the day, and who is in the same role at the office after it."""

    posting: Posting
    after: tuple[Posting, ...]


@dataclass(frozen=True)
class OwedReturn:
    """A return that is with the office: cells the reviewer noted, cells without their evidence."""

    task: Task
    noted: int
    lacking: tuple[Achievement, ...]


@dataclass(frozen=True)
class Handover:
    """What one person hands over; ``coming`` are the postings that begin later."""

    person: User
    day: date
    posts: tuple[Post, ...]
    coming: tuple[Posting, ...]
    owed: tuple[OwedReturn, ...]
    owed_reports: tuple[OwedReport, ...]
    feedback: tuple[OwedFeedback, ...]
    waiting: tuple[MonthlyReturn, ...]
    waiting_reports: tuple[PeriodReport, ...]

    @property
    def works(self) -> bool:
        """Whether a posting of the day makes the person owe returns."""
        return any(post.posting.role in (Role.ENTRY, Role.HEAD) for post in self.posts)

    @property
    def plans(self) -> bool:
        """Whether a posting of the day makes the person plan for offices."""
        return any(post.posting.role == Role.PLANNER for post in self.posts)

    @property
    def owes_nothing(self) -> bool:
        """Whether nothing of the own offices is to be done, of whatever kind."""
        return not (self.owed or self.owed_reports or self.feedback)

    @property
    def reviews(self) -> bool:
        """Whether a posting of the day makes the person review returns."""
        return any(post.posting.role == Role.REVIEWER for post in self.posts)


def last_day(postings: Sequence[Posting], *, today: date) -> date:
    """The next day on which one of the postings ends; today where none does."""
    return min((one.ends for one in postings if one.ends and one.ends >= today), default=today)


def handover_of(
    person: User, postings: Sequence[Posting], *, around: Iterable[Posting], day: date
) -> Handover:
    """What the person hands over of these postings at the end of ``day``: as on “My work”.

    ``around`` are all postings at their offices. Returns stand as they do now; deadlines are
    counted from ``day``.
    """
    held = [one for one in postings if one.starts <= day and (one.ends is None or one.ends >= day)]
    every = tasks_of(offices_worked_for(held, on=day), today=day, returns=_with_notes())
    answers = [one for one in answers_owed(every, today=day) if one.is_for(person.pk)]
    return Handover(
        person=person,
        day=day,
        posts=_posts(held, around, day=day),
        coming=tuple(one for one in postings if one.starts > day),
        owed=_owed(every),
        owed_reports=tuple(reports_owed(every, today=day)),
        feedback=(*answers, *feedback_to_give(held, today=day).get(person.pk, ())),
        waiting=_waiting(held),
        waiting_reports=_waiting_reports(held),
    )


def _posts(held: Sequence[Posting], around: Iterable[Posting], *, day: date) -> tuple[Post, ...]:
    after = [one for one in around if one.user.is_active and (one.ends is None or one.ends > day)]
    return tuple(Post(one, tuple(other for other in after if _follows(one, other))) for one in held)


def _follows(one: Posting, other: Posting) -> bool:
    is_same_role = (one.office_id, one.role) == (other.office_id, other.role)
    return is_same_role and one.user_id != other.user_id


def _owed(every: Sequence[Task]) -> tuple[OwedReturn, ...]:
    tasks = [task for task in every if task.return_status.is_with_office]
    lacking = _lacking([task.monthly_return for task in tasks if task.monthly_return])
    owed = [
        OwedReturn(
            task,
            _noted(task.monthly_return) if task.monthly_return else 0,
            tuple(lacking.get(task.monthly_return.pk, ())) if task.monthly_return else (),
        )
        for task in tasks
    ]
    return tuple(
        sorted(owed, key=lambda one: (one.task.plan.office.path, one.task.return_status.term.due))
    )


def _with_notes() -> QuerySet[MonthlyReturn]:
    """Returns, each with how many cells the reviewer noted when giving it back the last time."""
    returned = ReturnStep.objects.filter(to_state=State.RETURNED, code__in=("", RETURN.code))
    returned = returned.order_by("-pk")
    last = returned.filter(monthly_return=OuterRef(OuterRef("pk"))).values("pk")[:1]
    notes = CellNote.objects.filter(step=Subquery(last)).order_by().values("step")
    return MonthlyReturn.objects.annotate(
        cells_noted=Subquery(notes.annotate(count=Count("pk")).values("count"))
    )


def _noted(monthly_return: MonthlyReturn) -> int:
    """How many cells of a return that was given back are noted."""
    if monthly_return.office_state != State.RETURNED:
        return 0
    return monthly_return.cells_noted or 0  # type: ignore[attr-defined]


def _lacking(monthly_returns: Collection[MonthlyReturn]) -> dict[int, list[Achievement]]:
    """The cells whose figures still need evidence, by return id."""
    if not monthly_returns:
        return {}
    files = present_evidence().filter(
        indicator=OuterRef("indicator"), month=OuterRef("monthly_return__month")
    )
    cells = (
        Achievement.objects.filter(
            monthly_return__in=monthly_returns, indicator__evidence_required=True
        )
        .exclude(Exists(files))
        .select_related("monthly_return", "indicator__activity")
        .order_by("indicator__position")
    )
    found: dict[int, list[Achievement]] = {}
    for cell in cells:
        if asks_for_evidence(cell.indicator, cell.monthly_return.month, figure=cell.figure):
            found.setdefault(cell.monthly_return_id, []).append(cell)
    return found


def _waiting(held: Sequence[Posting]) -> tuple[MonthlyReturn, ...]:
    if not any(one.role == Role.REVIEWER for one in held):
        return ()
    return tuple(returns_in_review(offices_reviewed_in(held)))


def _waiting_reports(held: Sequence[Posting]) -> tuple[PeriodReport, ...]:
    if not any(one.role == Role.REVIEWER for one in held):
        return ()
    return tuple(reports_in_review(offices_reviewed_in(held)))
