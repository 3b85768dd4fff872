"""Who owes what on a day: what is due or late of returns, reports and feedback."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.conf import settings

from indicators.periods.feedback.owed import OwedFeedback, answers_owed, feedback_to_give
from indicators.periods.owed import OwedReport, reports_owed
from indicators.returns.models import State
from indicators.returns.selectors.work import Task, tasks_of
from indicators.returns.workflow import Lock
from offices.models import HeldPosting, Posting, Role
from plans.calendar.terms import Period
from plans.models import Plan

REPEATED: Final = 7
"""Days between two reminders of what is late or waits, after the first ones."""


class ToDo(StrEnum):
    """What there is to do, by whoever is told of it."""

    SUBMIT = "submit"
    HAND_UP = "hand-up"
    SIGN = "sign"
    FIND_OFFICER = "find-officer"
    SUBMIT_REPORT = "submit-report"
    HAND_UP_REPORT = "hand-up-report"
    SIGN_REPORT = "sign-report"
    GIVE_FEEDBACK = "give-feedback"
    ANSWER_FEEDBACK = "answer-feedback"
    SIGN_PLAN = "sign-plan"
    HAND_UP_PLAN = "hand-up-plan"
    SIGN_OR_GIVE_BACK = "sign-or-give-back"
    AMEND = "amend"
    HAND_UP_AMENDMENT = "hand-up-amendment"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that is a person's to do now, and how many days are left (or over).

    Of a month that is being entered, how many figures are ``filled`` of those it asks for.
    """

    plan: Plan
    period: Period
    url: str
    state: State
    due: date
    days_left: int
    task: ToDo = ToDo.SUBMIT
    filled: int = 0
    asked: int = 0

    @classmethod
    def of_return(cls, task: Task, to_do: ToDo, *, today: date) -> Reminder:
        """A month's return with its day: the end of a reopening, else the one of the calendar."""
        due = task.return_status.until or task.return_status.term.due
        state = task.return_status.office_state
        days_left = (due - today).days
        period, filled, asked = Period(task.month), task.reported, task.indicators
        return cls(task.plan, period, task.url, state, due, days_left, to_do, filled, asked)

    @classmethod
    def of_report(cls, owed: OwedReport, to_do: ToDo) -> Reminder:
        """The report of a quarter or the year with its day of the calendar."""
        report, due = owed.report, owed.term.due
        state, days_left = report.office_state, owed.term.days_left(owed.today)
        return cls(report.plan, report.period, report.url, state, due, days_left, to_do)

    @classmethod
    def of_feedback(cls, owed: OwedFeedback) -> Reminder:
        """The half-yearly feedback that is to be given, or answered."""
        task = ToDo.ANSWER_FEEDBACK if owed.is_answer else ToDo.GIVE_FEEDBACK
        due, left = owed.term.due, owed.term.days_left(owed.today)
        return cls(owed.plan, owed.period, owed.url, State.OPEN, due, left, task)

    @property
    def urgency(self) -> tuple[bool, int]:
        """What sorts the most urgent first: what is late or near before what came back."""
        return urgency_of(self.days_left)

    @property
    def late_by(self) -> int:
        """Days past the due one; 0 in time."""
        return max(-self.days_left, 0)

    @property
    def came_back(self) -> bool:
        """Whether the reviewer gave it back."""
        return self.state == State.RETURNED

    @property
    def is_entered_now(self) -> bool:
        """Whether figures of it are still to be entered."""
        return self.task in (ToDo.SUBMIT, ToDo.HAND_UP) and not self.came_back and self.asked > 0

    @property
    def is_pressing(self) -> bool:
        """Whether an email that goes out names it: it is near, late, or came back."""
        return self.state != State.OPEN or is_near(self.days_left)

    @property
    def is_reminded_today(self) -> bool:
        """Whether it is a reason of its own for an email today."""
        return is_reminded(self.days_left)


def is_near(days_left: int) -> bool:
    """Whether the day is one of the last before what is due, or over."""
    return days_left <= max(settings.REMINDER_DAYS)


def urgency_of(days_left: int) -> tuple[bool, int]:
    """What sorts the most urgent first: what is late or near before all else."""
    return (not is_near(days_left), days_left)


def is_reminded(days_left: int) -> bool:
    """Whether what is due then is a reason for an email today."""
    return days_left in settings.REMINDER_DAYS if days_left >= 0 else is_repeated(-days_left)


def is_repeated(days: int) -> bool:
    """Whether what has waited so long is a reason for an email: after 1, 3, 7, 14 … days."""
    return days in (1, 3) or (days > 0 and days % REPEATED == 0)


def hands_of(held: Iterable[HeldPosting]) -> dict[int, list[HeldPosting]]:
    """Those of the postings that work for an office, by each office that they work for."""
    hands: dict[int, list[HeldPosting]] = defaultdict(list)
    for one in held:
        if one.posting.role in (Role.ENTRY, Role.HEAD):
            for office in one.offices:
                hands[office].append(one)
    return hands


def owed_by(held: Collection[HeldPosting], *, today: date) -> dict[int, list[Reminder]]:
    """What the people of these postings owe, by user id: as many queries as for one office.

    Returns, reports of quarters and years, half-yearly feedback, each with whoever does the next
    thing; nothing that the calendar keeps them from doing today.
    """
    hands = hands_of(held)
    found: dict[int, list[Reminder]] = defaultdict(list)
    tasks = tasks_of(hands, today=today)
    for user, owed in _returns_owed_by(hands, tasks, today=today):
        found[user].append(owed)
    for report in reports_owed(tasks, today=today):
        if not report.is_closed and _is_ready(report, tasks):
            for user, to_do in _reporting(report, hands[report.report.plan.office_id]).items():
                found[user].append(Reminder.of_report(report, to_do))
    people = {office: {one.posting.user_id for one in own} for office, own in hands.items()}
    postings = [one.posting for one in held]
    for user, feedback in _feedback_owed_by(people, tasks, postings, today=today):
        found[user].append(Reminder.of_feedback(feedback))
    for reminders in found.values():
        reminders.sort(key=lambda owed: (not owed.came_back, owed.due))
    return found


def _returns_owed_by(
    hands: Mapping[int, Collection[HeldPosting]], tasks: Collection[Task], *, today: date
) -> Iterator[tuple[int, Reminder]]:
    """The returns with each one who does the next thing about them, if the calendar lets them."""
    for task in tasks:
        if task.return_status.is_with_office and task.return_status.lock in (None, Lock.WITH_HEAD):
            for user, to_do in _doing(task, hands[task.plan.office_id]).items():
                yield user, Reminder.of_return(task, to_do, today=today)


def _doing(task: Task, hands: Iterable[HeldPosting]) -> dict[int, ToDo]:
    """Who of the office's people does the next thing about the return, and what that is."""
    own = list(hands)
    signing = signing_among(own)
    if task.return_status.is_with_head:
        return dict.fromkeys(signing, ToDo.SIGN)
    officers = officers_among(own)
    alone = {
        one.posting.user_id for one in own if one.posting.role == Role.HEAD and not one.has_officer
    }
    return dict.fromkeys(alone, ToDo.FIND_OFFICER) | {
        user: ToDo.SUBMIT if user in signing else ToDo.HAND_UP for user in officers
    }


def _reporting(owed: OwedReport, hands: Iterable[HeldPosting]) -> dict[int, ToDo]:
    """Who of the office's people does the next thing about the report, and what that is."""
    own = list(hands)
    signing = signing_among(own)
    if owed.is_with_head:
        return dict.fromkeys(signing, ToDo.SIGN_REPORT)
    officers = officers_among(own)
    if not officers:
        return dict.fromkeys(signing, ToDo.SUBMIT_REPORT)
    return {
        user: ToDo.SUBMIT_REPORT if user in signing else ToDo.HAND_UP_REPORT for user in officers
    }


def signing_among(hands: Iterable[HeldPosting]) -> set[int]:
    """Who signs for the office: its heads, or its officers where nobody is head."""
    return {
        one.posting.user_id for one in hands if one.posting.role == Role.HEAD or not one.has_head
    }


def officers_among(hands: Iterable[HeldPosting]) -> set[int]:
    """Who enters for the office."""
    return {one.posting.user_id for one in hands if one.posting.role == Role.ENTRY}


def _is_ready(owed: OwedReport, tasks: Collection[Task]) -> bool:
    """Whether the months of the report are accepted: before that nobody can submit it."""
    months = owed.report.period.months
    return all(
        task.state == State.ACCEPTED
        for task in tasks
        if task.plan == owed.report.plan and task.month in months
    )


def _feedback_owed_by(
    people: Mapping[int, set[int]],
    tasks: Collection[Task],
    postings: Collection[Posting],
    *,
    today: date,
) -> Iterator[tuple[int, OwedFeedback]]:
    """Half-yearly feedback with each one who may write it: its answer, and what is to be given."""
    for answer in answers_owed(tasks, today=today):
        for user in people[answer.plan.office_id]:
            if answer.is_for(user):
                yield user, answer
    for user, feedback in feedback_to_give(postings, today=today).items():
        for one in feedback:
            yield user, one
