"""What the page head and foot show: the places that this person has business with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.db import OperationalError
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from indicators.returns.review.selectors import returns_to_review
from indicators.returns.seeing import mark_seen, unread_counts, unread_of_page
from notices.selectors import unread_notices
from offices.models import Posting, User
from offices.selectors import Access, access_of, postings_of

_PLACES: Final = {
    "home": "work",
    "indicators:check": "work",
    "indicators:notices": "notices",
    "indicators:review": "review",
    "indicators:review-queue": "review",
    "indicators:accept-many": "review",
    "indicators:many-returns": "review",
    "indicators:attention": "attention",
    "indicators:alert": "attention",
    "reports:dashboard": "dashboard",
    "reports:batches": "dashboard",
    "reports:district-map": "dashboard",
    "reports:trend": "dashboard",
    "reports:office": "dashboard",
    "indicators:office-calendar": "calendar",
    "plans:calendar": "calendar",
    "indicators:calendar-rules": "calendar",
    "plans:list": "plans",
    **dict.fromkeys(
        (
            "plans:workshop",
            "plans:workshop-bring",
            "plans:workshop-places",
            "plans:workshop-reading",
            "plans:workshop-new",
            "plans:workshop-draft",
            "plans:workshop-source",
            "plans:workshop-address",
            "plans:same-rows",
            "plans:wordings",
            "plans:workshop-keep",
            "plans:workshop-discard",
            "plans:templates",
            "plans:template",
            "plans:template-bring",
            "plans:template-send",
            "plans:template-differences",
            "plans:template-shares",
            "reports:tree",
        ),
        "workshop",
    ),
    "indicators:plan": "plans",
    "indicators:planning": "plans",
    "indicators:targets": "plans",
    "indicators:targets-overview": "plans",
    "indicators:draft-targets": "workshop",
    "indicators:quarter": "plans",
    "indicators:half-year": "plans",
    "indicators:evaluation": "plans",
    "reports:packet": "plans",
    "indicators:history": "audit",
    "offices:journal": "audit",
    "plans:rules": "audit",
    "indicators:checks": "audit",
    "guide": "guide",
}
"""Under which place of the page's head a page belongs, by the name of its address."""

_OF_A_MONTH: Final = (
    "indicators:entry",
    "indicators:evidence",
    "indicators:comments",
    "indicators:cell-comments",
)
_MANAGED: Final = "/manage/"


class PageHead:
    """The signed-in person's head of the page; asks nothing before a template does."""

    def __init__(self, request: HttpRequest, user: User) -> None:
        self._request = request
        self._user = user

    @cached_property
    def place(self) -> str:
        """The place that the page belongs to; a month is work to its office alone."""
        match = self._request.resolver_match
        name = match.view_name if match else ""
        if name in _OF_A_MONTH:
            return "work" if self.access.works_for else "plans"
        if self._request.path.startswith(_MANAGED):
            return "people"
        return _PLACES.get(name, "")

    @cached_property
    def access(self) -> Access:
        """What the person may do."""
        return access_of(self._user)

    @cached_property
    def posting(self) -> Posting | None:
        """The posting whose office stands under the person's name."""
        return next(iter(postings_of(self._user)), None)

    @property
    def makes_plans(self) -> bool:
        """Whether drafts of plans are anything to the person."""
        return bool(self.access.planning or self.access.works_for)

    @property
    def is_demo(self) -> bool:
        """Whether the person works with demo data, which every page then says."""
        return self.posting is not None and self.posting.office.is_demo

    @property
    def review_count(self) -> int:
        """How many returns wait for the person's review."""
        return self._counts[0]

    @property
    def unread_count(self) -> int:
        """How many notices the person has not read."""
        return self._counts[1]

    @cached_property
    def _counts(self) -> tuple[int, int]:
        """What waits for review, and what is unread elsewhere: one query for both.

        What leads to this very page is read now: one query more, where something does.
        """
        match = self._request.resolver_match if self._request.method == "GET" else None
        page = (match.view_name, match.kwargs) if match else ("", {})
        if self.access.reviews:
            counts = User.objects.filter(pk=self._user.pk).values_list(
                _count(returns_to_review(self._user)),
                _count(unread_notices(self._user)),
                _count(unread_of_page(self._user, *page)),
            )
            to_review, unread, unread_here = counts.get()
        else:
            to_review, (unread, unread_here) = 0, unread_counts(self._user, *page)
        return to_review, unread - (self._read(*page) if unread_here else 0)

    def _read(self, page: str, named: Mapping[str, Any]) -> int:
        try:
            return mark_seen(self._user, page, named)
        except OperationalError:
            # On a full disk there is still much to look at.
            return 0


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as a part of another query."""
    each = rows.order_by().values(one=Value(1)).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``head`` for the templates of the page's head; nothing for a visitor."""
    user = getattr(request, "user", None)
    return {"head": PageHead(request, user)} if isinstance(user, User) else {}


def token_cookie(request: HttpRequest) -> dict[str, str]:
    """``csrf_cookie``: where scripts read the newest token after a sign-in in another tab."""
    return {"csrf_cookie": settings.CSRF_COOKIE_NAME}


def help_contact(_request: HttpRequest) -> dict[str, str]:
    """``help_contact``: whom people ask for help, where the organisation says so."""
    return {"help_contact": settings.HELP_CONTACT}
