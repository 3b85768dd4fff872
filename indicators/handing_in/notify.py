"""Those whom it concerns are told, in the transaction in which it happens."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from indicators.handing_in.transitions import Party, Transition
from notices.models import Notice, NoticeKind
from numerals import Month
from offices.models import Office, Role, User
from offices.selectors import officers_of, reviewers_of
from plans.calendar.terms import Period, PeriodKind
from plans.models import Plan


def tell_of_step(
    transition: Transition,
    *,
    plan: Plan,
    period: Period,
    by: User,
    words: str = "",
    until: date | None = None,
) -> None:
    """Those whom the step concerns hear of it.

    The side that did not take it; of what its head submits or takes back, also the officer.
    """
    for to, what in _concerned(transition, plan.office):
        tell(
            to,
            what,
            plan=plan.pk,
            month=period.last,
            period=period.kind,
            by=by,
            words=words,
            until=until,
        )


def _concerned(transition: Transition, office: Office) -> list[tuple[QuerySet[User], NoticeKind]]:
    match transition.party:
        case Party.REVIEWER:
            return [(officers_of(office), NoticeKind(transition.target))]
        case Party.WRITER | Party.OFFICER:
            return [(officers_of(office, Role.HEAD), NoticeKind(transition.code))]
        case Party.HEAD:
            return [(officers_of(office, Role.ENTRY), NoticeKind(transition.code))]
    if transition.undoes:
        told = (reviewers_of(office), officers_of(office))
        return [(one, NoticeKind(transition.code)) for one in told]
    return [
        (reviewers_of(office), NoticeKind(transition.target)),
        (officers_of(office, Role.ENTRY), NoticeKind.SENT),
    ]


def tell(
    to: QuerySet[User],
    what: NoticeKind,
    *,
    plan: int,
    month: Month,
    by: User,
    period: PeriodKind = PeriodKind.MONTH,
    indicator: int | None = None,
    words: str = "",
    until: date | None = None,
) -> None:
    """A notice to each of ``to`` but ``by``: two queries, however many they are.

    ``plan`` and ``indicator`` are ids; ``month`` is the last of a longer ``period``. Who ``to``
    is, ``offices.selectors`` knows: ``reviewers_of`` and ``officers_of`` an office.
    """
    Notice.objects.bulk_create(
        Notice(
            recipient_id=pk,
            what=what,
            plan_id=plan,
            month=month,
            period=period,
            indicator_id=indicator,
            words=words,
            until=until,
            by=by,
        )
        for pk in to.exclude(pk=by.pk).order_by("pk").values_list("pk", flat=True)
    )
