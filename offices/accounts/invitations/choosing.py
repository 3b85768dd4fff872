"""Who has no password yet, and who of them needs a link."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from offices.accounts.invitations.models import Invitation, InvitationState, InvitationWay
from offices.models import User

_HELD = Q(holds_link=True)
_ADDRESSED = ~Q(email="")


@dataclass(frozen=True, slots=True)
class Recipients:
    """How many people a round would reach, and whom it passes over.

    ``mail`` and ``paper`` need a link; ``mail_held`` and ``paper_held`` have one that still works.
    ``mail`` people have an email address, ``paper`` people have none.
    """

    mail: int
    mail_held: int
    paper: int
    paper_held: int

    @property
    def total(self) -> int:
        """All who have no password yet."""
        return self.mail + self.mail_held + self.paper + self.paper_held


def without_password(people: QuerySet[User], *, by: User) -> QuerySet[User]:
    """Those among ``people`` with an open account who never set a password nor signed in.

    A superuser's link is a superuser's to make. Each has ``holds_link``: whether a link sent to
    the address of now, or on a slip, still works or is on its way.
    """
    found = people.filter(
        is_active=True, last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    if not by.is_superuser:
        found = found.filter(is_superuser=False)
    held = Invitation.objects.filter(
        user=OuterRef("pk"),
        address=OuterRef("email"),
        state__in=(InvitationState.WAITING, InvitationState.MADE),
        round__ends_at__gt=timezone.now(),
    )
    return found.annotate(holds_link=Exists(held.order_by()))


def choice_of(people: QuerySet[User], *, by: User) -> Recipients:
    """The numbers of a round among ``people``: one query."""
    counts = without_password(people, by=by).aggregate(
        mail=Count("pk", filter=_ADDRESSED & ~_HELD),
        mail_held=Count("pk", filter=_ADDRESSED & _HELD),
        paper=Count("pk", filter=~_ADDRESSED & ~_HELD),
        paper_held=Count("pk", filter=~_ADDRESSED & _HELD),
    )
    return Recipients(**counts)


def reached_by(
    people: QuerySet[User], *, way: str, again: bool, everybody: bool, by: User
) -> QuerySet[User]:
    """Those whom a round reaches: by email who has an address, on paper who has none.

    ``again``: also who holds a link that still works; ``everybody``: on paper also who has an
    address.
    """
    found = without_password(people, by=by)
    if way == InvitationWay.MAIL:
        found = found.filter(_ADDRESSED)
    elif not everybody:
        found = found.exclude(_ADDRESSED)
    return found if again else found.filter(~_HELD)


def still_needed(links: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those whose people can still use them: no password yet, the account open, the address as
    it was.
    """
    return links.filter(
        user__is_active=True,
        user__last_login=None,
        user__password__startswith=UNUSABLE_PASSWORD_PREFIX,
        user__email=F("address"),
    )
