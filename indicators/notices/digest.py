"""A day's e-mail to one person: what is to be done, what waits, what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from indicators.notices.model import STEPS, Digest, Notice, WithoutMail
from indicators.notices.reminders import (
    Owed,
    Waiting,
    is_repeated,
    owed_by,
    reports_waiting_for,
    returns_waiting_for,
)
from indicators.notices.wording import place_of, sentence_of
from offices.models import Posting, Role, User

LONGEST: Final = 15
"""Lines under one heading; the others stand in the application."""

_TOLD: Final = (Role.ENTRY, Role.HEAD, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class Letter:
    """What there is to say to one person today."""

    user: User
    owed: tuple[Owed, ...]
    waiting: Waiting | None
    waiting_reports: Waiting | None
    notices: tuple[Notice, ...]

    @property
    def is_needed(self) -> bool:
        """Whether something is new, or it is a day to be reminded on."""
        return (
            bool(self.notices)
            or any(owed.is_reminded_today for owed in self.owed)
            or any(
                is_repeated(age)
                for one in (self.waiting, self.waiting_reports)
                if one is not None
                for age in one.ages
            )
        )

    @property
    def news(self) -> list[Notice]:
        """The notices, of the steps of one return or report the newest alone: where it stands.

        The others stand on the page of notices; they are not sent another day.
        """
        found: list[Notice] = []
        told: set[tuple[object, ...]] = set()
        for notice in self.notices:
            key = notice.plan_id, notice.month, notice.period
            if notice.what not in STEPS or key not in told:
                found.append(notice)
            if notice.what in STEPS:
                told.add(key)
        return found

    def subject_and_text(self) -> tuple[str, str]:
        """The e-mail, in the person's language."""
        news = self.news
        with translation.override(self.user.language):
            context = {
                "letter": self,
                "owed": [(owed, absolute(owed.url)) for owed in self.owed[:LONGEST]],
                "more_owed": max(len(self.owed) - LONGEST, 0),
                "news": [
                    (sentence_of(notice), notice.words, absolute(place_of(notice)))
                    for notice in news[:LONGEST]
                ],
                "more_news": max(len(news) - LONGEST, 0),
                "site": settings.SITE_URL,
            }
            text = render_to_string("indicators/notices/digest.txt", context)
            return self._subject(), text

    def _subject(self) -> str:
        if self.owed or self.waiting or self.waiting_reports:
            return _("Lokkho: what is to be done")
        return _("Lokkho: what is new")


def absolute(path: str) -> str:
    """An address that works in an e-mail."""
    return f"{settings.SITE_URL}{path}"


def readers(day: date) -> QuerySet[User]:
    """Those who may get an e-mail: active, posted on that day, with an address and the wish."""
    posted = Posting.objects.on(day).filter(role__in=_TOLD).order_by().values("user")
    return (
        User.objects.filter(is_active=True, pk__in=posted)
        .exclude(email="")
        .exclude(pk__in=WithoutMail.objects.values("user"))
        .order_by("pk")
    )


def letters_to(users: Collection[int], *, day: date) -> list[Letter]:
    """The e-mails that these people need and did not get on that day: a few queries for all."""
    known = {user.pk: user for user in readers(day).filter(pk__in=users)}
    over = Digest.objects.filter(recipient__in=known, day=day).exclude(stage=Digest.Stage.QUEUED)
    for pk in over.values_list("recipient", flat=True):
        del known[pk]
    postings = list(
        Posting.objects.on(day)
        .filter(user__in=known, role__in=_TOLD)
        .select_related("office")
        .order_by("pk")
    )
    owed = owed_by(postings, today=day)
    returns = returns_waiting_for(postings, today=day)
    reports = reports_waiting_for(postings, today=day)
    news = _news(known)
    letters = [
        Letter(
            user=user,
            owed=tuple(one for one in owed.get(pk, ()) if one.is_pressing),
            waiting=returns.get(pk),
            waiting_reports=reports.get(pk),
            notices=tuple(news.get(pk, ())),
        )
        for pk, user in known.items()
    ]
    return [letter for letter in letters if letter.is_needed]


def _news(users: Collection[int]) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    for notice in (
        Notice.objects.filter(recipient__in=users, read_at=None, mailed_at=None)
        .select_related("plan__office", "plan__fiscal_year", "indicator__activity", "by")
        .order_by("-at", "-id")
    ):
        found[notice.recipient_id].append(notice)
    return found
