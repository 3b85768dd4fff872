"""More time, a reopening, a reminder for many offices at once: each by itself, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from indicators.returns.history import reminder_change
from indicators.returns.models import State
from indicators.returns.moves import Frozen
from indicators.returns.steps import reopen_return
from indicators.returns.workflow import REOPEN
from indicators.work.calendar.extensions import extend
from indicators.work.deciding.months import MonthOfOffice
from ledger.services import record
from notices.models import Notice, NoticeKind
from notices.services import notify
from offices.models import User
from offices.selectors import access_of, officers_of
from plans.calendar.services import NoMoreTime
from plans.calendar.terms import Period
from plans.handing_in.refusals import NotTheirStep, SamePerson, StepRefused
from plans.models import Plan
from presentation.figures import day, number


class ManyStep(TextChoices):
    """What may be done about a month of many offices."""

    EXTEND = "extend", gettext_lazy("Give more time")
    REOPEN = "reopen", gettext_lazy("Reopen the return")
    REMIND = "remind", gettext_lazy("Remind")

    @property
    def needs_day(self) -> bool:
        """Whether it lasts until a day."""
        return self is not ManyStep.REMIND


@dataclass(frozen=True, slots=True)
class AskedOfMany:
    """The step, with the words that every office reads and the last day where it has one."""

    step: ManyStep
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MonthOutcome:
    """An office with what happens, or what happened, in words; or why nothing does."""

    line: MonthOfOffice
    words: str = ""
    refused: str = ""


class AlreadySubmitted(Exception):
    """More time is for what was not handed in yet."""


class NothingOwed(Exception):
    """The office has nothing to hand in for the month now."""


class NobodyThere(Exception):
    """The office has nobody who could be told."""


class RemindedToday(Exception):
    """Its people were reminded of the month today."""


_REFUSALS: Final[dict[type[Exception], str]] = {
    AlreadySubmitted: gettext_noop(
        "It was submitted. Return it, or reopen it, to have it changed."
    ),
    NothingOwed: gettext_noop("The office has nothing to submit for this month now."),
    NobodyThere: gettext_noop("Nobody enters or submits for this office."),
    RemindedToday: gettext_noop("The office was reminded of it today."),
    Frozen: gettext_noop(
        "The quarterly report or annual evaluation has been submitted. Return it first."
    ),
    StepRefused: gettext_noop(
        "Not possible as it stands now, or it has changed since the list was shown."
    ),
    SamePerson: gettext_noop("You submitted this return yourself; another reviewer decides on it."),
    NotTheirStep: gettext_noop("This step is not yours to take for this office."),
}


def foresee(asked: AskedOfMany, lines: Iterable[MonthOfOffice], *, by: User) -> list[MonthOutcome]:
    """What would become of each; nothing is stored."""
    return [_tried(_CHECKS[asked.step], asked, line, by) for line in lines]


def take_step(
    asked: AskedOfMany, lines: Iterable[MonthOfOffice], *, by: User
) -> list[MonthOutcome]:
    """Take the step for each office by itself, all of it or nothing.

    Raises ``ValueError`` without a reason, or without the day that it needs.
    """
    if not asked.reason.strip() or (asked.step.needs_day and asked.until is None):
        raise ValueError(asked.step)

    def checked(asked: AskedOfMany, line: MonthOfOffice, by: User) -> str:
        # Two who remind, or give time, at the same moment: the second sees what the first did.
        Plan.objects.select_for_update(no_key=True).get(pk=line.plan.pk)
        words = _CHECKS[asked.step](asked, line, by)
        _STEPS[asked.step](asked, line, by)
        return words

    return [_tried(checked, asked, line, by) for line in lines]


def changed_since() -> str:
    """Why nothing becomes of what was ticked as it stands no more."""
    return _(_REFUSALS[StepRefused])


_Step = Callable[[AskedOfMany, MonthOfOffice, User], str]


def _tried(step: _Step, asked: AskedOfMany, line: MonthOfOffice, by: User) -> MonthOutcome:
    try:
        with transaction.atomic():
            return MonthOutcome(line, words=step(asked, line, by))
    except NoMoreTime as refused:
        text = _("The office already has time until %(day)s. Choose a later day.")
        return MonthOutcome(line, refused=text % {"day": day(refused.due)})
    except tuple(_REFUSALS) as refused:
        said = next(text for kind, text in _REFUSALS.items() if isinstance(refused, kind))
        return MonthOutcome(line, refused=_(said))


def _may_extend(asked: AskedOfMany, line: MonthOfOffice, by: User) -> str:
    if not access_of(by).may_extend(line.office):
        raise NotTheirStep
    if line.status.office_state != State.OPEN:
        raise AlreadySubmitted
    if not line.status.is_owed:
        raise NothingOwed
    due = line.status.term.due
    if asked.until is None or asked.until <= due:
        raise NoMoreTime(due)
    return _("due on %(due)s, with more time on %(until)s") % {
        "due": day(due),
        "until": day(asked.until),
    }


def _may_reopen(asked: AskedOfMany, line: MonthOfOffice, by: User) -> str:
    seen = line.monthly_return
    if not REOPEN.is_open_to(access_of(by), line.office):
        raise NotTheirStep
    if not REOPEN.starts_from(seen):
        raise StepRefused(State(seen.state))
    if REOPEN.is_on_own(seen, by):
        raise SamePerson
    if seen.is_frozen:
        raise Frozen
    return _("open again until %(until)s") % {"until": day(asked.until)}


def _may_remind(_asked: AskedOfMany, line: MonthOfOffice, by: User) -> str:
    if not access_of(by).may_review(line.office):
        raise NotTheirStep
    status = line.status
    came_back = status.is_with_office and status.office_state != State.OPEN
    if not (status.is_owed or came_back):
        raise NothingOwed
    told = officers_of(line.office).exclude(pk=by.pk).count()
    if not told:
        raise NobodyThere
    reminded = Notice.objects.filter(
        what=NoticeKind.REMINDED, plan=line.plan.pk, month=line.month, period="month"
    )
    if reminded.filter(at__gte=_midnight()).exists():
        raise RemindedToday
    said = ngettext("%(number)s person is told", "%(number)s people are told", told)
    return said % {"number": number(told)}


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _extend(asked: AskedOfMany, line: MonthOfOffice, by: User) -> None:
    if asked.until is not None:
        extend(
            line.office,
            Period(line.month),
            until=asked.until,
            reason=asked.reason,
            by=by,
            plan_kind=line.plan.kind,
        )


def _reopen(asked: AskedOfMany, line: MonthOfOffice, by: User) -> None:
    if asked.until is not None:
        reopen_return(line.monthly_return, reason=asked.reason, until=asked.until, by=by)


def _remind(asked: AskedOfMany, line: MonthOfOffice, by: User) -> None:
    people, plan, words = officers_of(line.office), line.plan.pk, asked.reason
    told = notify(people, NoticeKind.REMINDED, plan=plan, month=line.month, by=by, words=words)
    record([reminder_change(plan, line.month, told=told, words=words, by=by)])


_CHECKS: Final[dict[ManyStep, _Step]] = {
    ManyStep.EXTEND: _may_extend,
    ManyStep.REOPEN: _may_reopen,
    ManyStep.REMIND: _may_remind,
}

_STEPS: Final[dict[ManyStep, Callable[[AskedOfMany, MonthOfOffice, User], None]]] = {
    ManyStep.EXTEND: _extend,
    ManyStep.REOPEN: _reopen,
    ManyStep.REMIND: _remind,
}
