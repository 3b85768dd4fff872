"""Slips of paper with a person's link, for offices that no email reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.safestring import SafeString

from offices.accounts.invitations.choosing import still_needed
from offices.accounts.invitations.models import Invitation, InvitationBatch
from offices.accounts.passwords.links import path_of_link
from offices.accounts.qr import qr_code
from offices.models import Office, Posting, User

PER_PAGE: Final = 64
"""Slips of one screen: eight sheets of A4."""


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """What one person gets in hand."""

    person: User
    office: Office | None
    link: str
    qr: SafeString


def links_on_paper(made: InvitationBatch, *, by: User) -> QuerySet[Invitation]:
    """The links of the round that are still of use, office by office; none once they ended.

    A superuser's is shown to superusers alone.
    """
    links = still_needed(made.links.all())
    if not by.is_superuser:
        links = links.filter(user__is_superuser=False)
    if made.ends_at <= timezone.now():
        return links.none()
    today = Posting.objects.on(timezone.localdate()).select_related("office")
    first = today.filter(user=OuterRef("user")).order_by("starts", "pk").values("office__path")[:1]
    return (
        links.annotate(at=Subquery(first))
        .select_related("user")
        .prefetch_related(Prefetch("user__postings", queryset=today.order_by("starts", "pk")))
        .order_by("at", "user__username")
    )


def slips(links: Iterable[Invitation], *, made: InvitationBatch) -> list[PaperSlip]:
    """A slip for each link. No query beyond those of ``links``."""
    return [_slip(link.user, made=made) for link in links]


def _slip(person: User, *, made: InvitationBatch) -> PaperSlip:
    link = f"{settings.SITE_URL}{path_of_link(person, until=made.ends_at)}"
    # Those of today, as ``links`` has fetched them.
    postings = person.postings.all()
    return PaperSlip(person, postings[0].office if postings else None, link, qr_code(link))
