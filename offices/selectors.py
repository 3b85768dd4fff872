"""Who may see and do what: the one place that decides it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from offices.models import Office, Posting, Role, User


@dataclass(frozen=True, slots=True)
class Access:
    """What a user's postings of today allow.

    ``entry`` and ``review`` hold ids and paths of the offices posted to; a reviewer's reach
    is the office's whole subtree, an administrator's is everything.
    """

    entry: frozenset[int] = frozenset()
    review: tuple[str, ...] = ()
    administers: bool = False

    @property
    def reviews(self) -> bool:
        """Whether the user oversees offices."""
        return self.administers or bool(self.review)

    def sees(self, office: Office) -> bool:
        """Whether anything of the office may be read."""
        return self.administers or office.pk in self.entry or self.may_review(office)

    def may_enter(self, office: Office) -> bool:
        """Whether the office's figures may be written and submitted."""
        return office.pk in self.entry

    def may_review(self, office: Office) -> bool:
        """Whether the office's returns may be accepted or returned."""
        return any(office.path.startswith(path) for path in self.review)


def postings_of(user: User) -> list[Posting]:
    """The user's postings of today, with their offices: one query, kept for the request."""
    known: list[Posting] | None = getattr(user, "_postings", None)
    if known is None:
        known = list(
            Posting.objects.on(timezone.localdate())
            .filter(user=user)
            .select_related("office")
            .order_by("starts", "pk")
        )
        user._postings = known  # type: ignore[attr-defined]
    return known


def access_of(user: User | AnonymousUser) -> Access:
    """What the user may do today."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    postings = postings_of(user)
    return Access(
        entry=frozenset(one.office_id for one in postings if one.role == Role.ENTRY),
        # An office without a place in the tree has no path, and no path begins every other.
        review=tuple(
            one.office.path for one in postings if one.role == Role.REVIEWER and one.office.path
        ),
        administers=user.is_superuser or any(one.role == Role.ADMINISTRATOR for one in postings),
    )


def offices_visible_to(user: User | AnonymousUser) -> QuerySet[Office]:
    """The offices that the user may read anything of."""
    access = access_of(user)
    if access.administers:
        return Office.objects.all()
    visible = Q(pk__in=access.entry)
    for path in access.review:
        visible |= Q(path__startswith=path)
    return Office.objects.filter(visible)


def offices_reviewed_by(user: User | AnonymousUser) -> QuerySet[Office]:
    """The offices whose returns the user oversees (an administrator reads them all)."""
    access = access_of(user)
    if access.administers:
        return Office.objects.all()
    visible = Q(pk__in=())
    for path in access.review:
        visible |= Q(path__startswith=path)
    return Office.objects.filter(visible)


def subtree(office: Office) -> QuerySet[Office]:
    """The office and everything below it: one indexed query."""
    return Office.objects.filter(path__startswith=office.path)
