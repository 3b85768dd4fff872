"""A notice as its reader sees it: a sentence, and where it leads."""

from __future__ import annotations

from typing import Final, cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indicators.work.notices.reminders import Reminder
from notices.models import AGREEMENT_STEPS, AMENDMENT_STEPS, Notice, NoticeKind
from numerals import Month
from offices.models import Office
from plans.addresses import plan_url
from plans.calendar.terms import Period, PeriodKind
from plans.calendar.wording import period
from plans.document.defaults import Kind
from plans.models import Plan
from plans.selectors import KnownYears
from presentation.figures import day, digits

SENTENCES: Final = {
    NoticeKind.SUBMITTED: gettext_noop("{office}, {month}: submitted for your review"),
    NoticeKind.RESUBMITTED: gettext_noop("{office}, {month}: submitted again for your review"),
    NoticeKind.RETURNED: gettext_noop("{office}, {month}: returned with a reason"),
    NoticeKind.ACCEPTED: gettext_noop("{office}, {month}: accepted and locked"),
    NoticeKind.REOPENED: gettext_noop("{office}, {month}: reopened until {until}"),
    NoticeKind.HANDED_UP: gettext_noop("{office}, {month}: sent to you, to submit"),
    NoticeKind.TAKEN_BACK: gettext_noop("{office}, {month}: taken back by the officer"),
    NoticeKind.HANDED_DOWN: gettext_noop(
        "{office}, {month}: given back by the head, with a message"
    ),
    NoticeKind.RECALLED: gettext_noop("{office}, {month}: the office took its submission back"),
    NoticeKind.SENT: gettext_noop("{office}, {month}: submitted to the superior office"),
    NoticeKind.EXTENDED: gettext_noop("{office}, {month}: extra time, until {until}"),
    NoticeKind.SHORTENED: gettext_noop("{office}, {month}: extra time taken back, due {until}"),
    NoticeKind.CALENDAR: gettext_noop("{office}, {month}: the calendar changed, now due {until}"),
    NoticeKind.COMMENTED: gettext_noop("{office}, {month}: a comment"),
    NoticeKind.FEEDBACK: gettext_noop("{office}, {month}: feedback of the superior office"),
    NoticeKind.ANSWERED: gettext_noop("{office}, {month}: the feedback is answered"),
    NoticeKind.DISPROVED: gettext_noop("{office}, {month}: a piece of evidence was not accepted"),
    NoticeKind.RULES: gettext_noop(
        "{office}: now scored with other rules; what was accepted keeps its score"
    ),
    NoticeKind.PROPOSED: gettext_noop("{office}, {month}: the plan is proposed for agreement"),
    NoticeKind.WITHDRAWN: gettext_noop("{office}, {month}: the office took its proposal back"),
    NoticeKind.SENT_BACK: gettext_noop("{office}, {month}: the proposal is returned with a reason"),
    NoticeKind.AGREED: gettext_noop("{office}, {month}: agreed, signed by both sides"),
    NoticeKind.AMENDING: gettext_noop("{office}, {month}: an amendment is proposed"),
    NoticeKind.UNAMENDING: gettext_noop("{office}, {month}: the office took its amendment back"),
    NoticeKind.NOT_AMENDED: gettext_noop(
        "{office}, {month}: the amendment is returned, with notes at its rows"
    ),
    NoticeKind.AMENDED: gettext_noop("{office}, {month}: the amendment is agreed row by row"),
    NoticeKind.AMEND_TO_SIGN: gettext_noop(
        "{office}, {month}: the amendment is with you, to sign it"
    ),
    NoticeKind.AMEND_UNSIGNED: gettext_noop(
        "{office}, {month}: the officer took the amendment back"
    ),
    NoticeKind.AMEND_NOT_SIGNED: gettext_noop(
        "{office}, {month}: the head gave the amendment back, with a message"
    ),
    NoticeKind.ASSIGNED: gettext_noop("{office}, {month}: you are asked to look at an alert"),
    NoticeKind.TO_SIGN: gettext_noop("{office}, {month}: the plan is with you, to sign it"),
    NoticeKind.UNSIGNED: gettext_noop("{office}, {month}: the officer took the plan back"),
    NoticeKind.NOT_SIGNED: gettext_noop(
        "{office}, {month}: the head gave the plan back, with a message"
    ),
    NoticeKind.REMINDED: gettext_noop("{office}, {month}: the plan is still to be proposed"),
}

PLAN_UNMADE: Final = gettext_noop("{office}, {month}: the plan is still to be made")

_PAGES: Final = {
    NoticeKind.SUBMITTED: "review",
    NoticeKind.RESUBMITTED: "review",
    NoticeKind.HANDED_UP: "check",
}
"""Where there is something to do about the month, if not on its form."""

RETURN_REMINDED: Final = gettext_noop("{office}, {month}: the return is still to be submitted")

REPORT_RETURNED: Final = gettext_noop(
    "{office}, {month}: returned with a reason; the reviewer reopens its months, ask there"
)

FEEDBACK_MOVED: Final = gettext_noop("Feedback on {month}: the calendar changed, now due {until}")
"""Of all offices at once: who gives it hears of them all in one notice."""

_OF_TIME: Final = (NoticeKind.EXTENDED, NoticeKind.SHORTENED)


def sentence_of(notice: Notice, *, office: str = "") -> str:
    """What happened, in the reader's language, such as “Khulna, June 2024: accepted …”; with what
    stands for its ``office``, if given.
    """
    said = _(_sentence_for(notice)).format(
        office=office or office_of(notice).short_name,
        month=period(Period.containing(notice.month, PeriodKind(notice.period))),
        until=day(notice.until),
    )
    if notice.indicator is None:
        return said
    code = notice.indicator.code or notice.indicator.activity.code
    return f"{said} ({digits(code)})" if code else said


def office_of(notice: Notice) -> Office:
    """The office that it tells of: of the plan, or of one that is still to be made."""
    if notice.plan:
        return notice.plan.office
    return cast("Office", notice.office)


def plan_words(notice: Notice, known: KnownYears) -> str:
    """The kind and year of the plan, as the reader calls them: no query, but for ``known`` where
    the plan is still to be made.
    """
    if notice.plan:
        return f"{notice.plan.get_kind_display()} {notice.plan.fiscal_year}"
    year = notice.month.fiscal_year
    return f"{known.name(Kind(notice.kind), year.start)} {digits(year)}"


def _sentence_for(notice: Notice) -> str:
    """The msgid: a report that went back, and feedback that moved, have sentences of their own."""
    if notice.what == NoticeKind.RETURNED and notice.period != PeriodKind.MONTH:
        return REPORT_RETURNED
    if notice.what == NoticeKind.CALENDAR and notice.period == PeriodKind.HALF:
        return FEEDBACK_MOVED
    if _is_of_return(notice):
        return RETURN_REMINDED
    if notice.plan is None:
        return PLAN_UNMADE
    return SENTENCES[NoticeKind(notice.what)]


def _is_of_return(notice: Notice) -> bool:
    """Whether it reminds of a month's return; of a plan it is of the year."""
    return notice.what == NoticeKind.REMINDED and notice.period == PeriodKind.MONTH


def subject_of(owed: Reminder) -> str:
    """What is to be done, where and until when, in one line of the reader's language."""
    line = render_to_string("indicators/work/notices/_line.txt", {"one": owed})
    return " ".join(line.split())


def place_of(notice: Notice) -> str:
    """The address at which there is something to do about it, or to read."""
    if notice.plan is None:
        return reverse("plans:workshop")
    return _page_at(notice, notice.plan)


def _page_at(notice: Notice, plan: Plan) -> str:
    if notice.what == NoticeKind.RULES:
        return plan_url("indicators:plan", plan)
    if notice.what == NoticeKind.ASSIGNED:
        return f"{reverse('indicators:attention')}?show=mine"
    if notice.what in AMENDMENT_STEPS:
        return plan_url("indicators:amendment", plan)
    is_of_plan = notice.what == NoticeKind.REMINDED and not _is_of_return(notice)
    if is_of_plan or notice.what in AGREEMENT_STEPS:
        return plan_url("plans:agreement", plan)
    if notice.what == NoticeKind.COMMENTED:
        if notice.indicator_id is None:
            return plan_url("indicators:comments", plan, notice.month)
        return plan_url("indicators:cell-comments", plan, notice.month, notice.indicator_id)
    if notice.what == NoticeKind.CALENDAR or (notice.what in _OF_TIME and not _has_page(notice)):
        calendar = reverse("indicators:office-calendar", args=(plan.office.code,))
        return f"{calendar}?year={plan.span}"
    if notice.period != PeriodKind.MONTH:
        return _page_of_period(notice, plan)
    if notice.what == NoticeKind.DISPROVED:
        return plan_url("indicators:evidence", plan, notice.month, notice.indicator_id)
    page = _PAGES.get(NoticeKind(notice.what), "entry")
    return plan_url(f"indicators:{page}", plan, notice.month)


def _has_page(notice: Notice) -> bool:
    """Whether there is a page yet of the month or period that has more time or less.

    Of the half-years the first alone has one.
    """
    is_half = notice.period == PeriodKind.HALF
    if not PeriodKind(notice.period).is_reported:
        return False
    return not is_half and notice.month <= Month.of(timezone.localdate())


def _page_of_period(notice: Notice, plan: Plan) -> str:
    """The page of a quarter's report, the half-yearly feedback or the year's evaluation."""
    match PeriodKind(notice.period):
        case PeriodKind.QUARTER:
            number = Period.containing(notice.month, PeriodKind.QUARTER).number
            return plan_url("indicators:quarter", plan, number)
        case PeriodKind.HALF:
            return plan_url("indicators:half-year", plan)
        case _:
            return plan_url("indicators:evaluation", plan)
