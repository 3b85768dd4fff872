"""Those whom it concerns are told, in the transaction in which it happens."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from notices.models import NoticeKind
from notices.services import notify
from offices.models import Office, Role, User
from offices.selectors import officers_of, reviewers_of
from plans.calendar.terms import Period
from plans.handing_in.transitions import Party, Transition
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
        notify(
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
        case Party.REVIEWER | Party.SUPERIOR:
            return [(officers_of(office), NoticeKind(transition.target))]
        case Party.WRITER | Party.OFFICER | Party.PREPARER | Party.MAKER:
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
