"""Why a return may not be written to, in a sentence that says what to do."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from indicators.returns.workflow import Lock, ReturnLocked
from plans.calendar.terms import Term
from presentation.figures import day


def locked_sentence(locked: ReturnLocked) -> str:
    """Why nothing was written."""
    return f"{lock_sentence(locked.lock, locked.term)} {_('Nothing was saved.')}"


def lock_sentence(lock: Lock, term: Term) -> str:
    """Why the figures of a return with that term cannot be changed now."""
    match lock:
        case Lock.FROZEN:
            return _(
                "The quarterly report or annual evaluation has been submitted, so its months "
                "cannot change. They can be reopened once that report is returned."
            )
        case Lock.IN_REVIEW:
            return _("This return is with the superior office, so it cannot be changed now.")
        case Lock.ACCEPTED:
            return _("This return is accepted and locked. The superior office can reopen it.")
        case Lock.WITH_HEAD:
            return _(
                "This return is with the head of your office. Take it back to change its figures."
            )
        case Lock.REOPENING_OVER:
            return _(
                "The time for which this return was reopened is over. The superior office can "
                "choose a new date; otherwise what was submitted before counts."
            )
        case Lock.NOT_OPEN_YET:
            return _("Figures of this return can be entered from %(day)s.") % {
                "day": day(term.opens)
            }
        case Lock.NOT_AGREED:
            return _(
                "Figures can be entered once the plan is agreed: proposed by the head of the "
                "office, and signed by the superior office."
            )
        case Lock.CLOSED:
            return _(
                "This return closed on %(day)s. A reviewer of the superior office or an "
                "administrator can extend the time; ask them, with your reason."
            ) % {"day": day(term.closes) if term.closes else ""}


def report_closed_sentence(closes: date) -> str:
    """Why the report of a quarter or year cannot be handed in any more."""
    return _(
        "This report closed on %(day)s. A reviewer of the superior office or an "
        "administrator can extend the time; ask them, with your reason."
    ) % {"day": day(closes)}


def feedback_closed_sentence(closes: date) -> str:
    """Why the half-yearly feedback cannot be written any more."""
    return _(
        "This feedback closed on %(day)s. A reviewer or an administrator can extend the time "
        "on the office's calendar, with a reason."
    ) % {"day": day(closes)}
