"""A day's email to one person: what is to be done, what waits, what is new."""

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
from django.utils.translation import ngettext

from indicators.work.notices.reminders import (
    Reminder,
    Waiting,
    hands_of,
    is_repeated,
    owed_by,
    proposals_waiting_for,
    reports_waiting_for,
    returns_waiting_for,
)
from indicators.work.notices.standing import still_so
from indicators.work.notices.unsigned import signing_owed_by
from indicators.work.notices.wording import place_of, sentence_of, subject_of
from notices.models import Digest, EmailOptOut, Notice
from offices.models import HeldPosting, Posting, Role, User
from offices.selectors import held_on
from presentation.figures import day as day_text
from presentation.figures import digits

LONGEST: Final = 15
"""Lines under one heading; the others stand in the application."""

_TOLD: Final = (Role.ENTRY, Role.HEAD, Role.REVIEWER, Role.PLANNER)


@dataclass(frozen=True, slots=True)
class DigestEmail:
    """What there is to say to one person today."""

    user: User
    owed: tuple[Reminder, ...]
    waiting: Waiting | None
    waiting_reports: Waiting | None
    waiting_proposals: Waiting | None
    notices: tuple[Notice, ...]
    news: tuple[Notice, ...]
    """Those of the notices that still tell what is so; the others are not sent another day."""

    @property
    def is_needed(self) -> bool:
        """Whether something is new, or it is a day to be reminded on."""
        return (
            bool(self.news)
            or any(owed.is_reminded_today for owed in self.owed)
            or any(
                is_repeated(age)
                for one in (self.waiting, self.waiting_reports, self.waiting_proposals)
                if one is not None
                for age in one.ages
            )
        )

    def subject_and_text(self) -> tuple[str, str]:
        """The email, in the person's language."""
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
            text = render_to_string("indicators/work/notices/digest.txt", context)
            return self._subject(), text

    def _subject(self) -> str:
        """The most urgent thing, and how many more there are."""
        lines = [
            *(subject_of(one) for one in sorted(self.owed, key=lambda one: one.urgency)),
            *self._waiting_lines(),
            *(sentence_of(one) for one in self.news),
        ]
        said = _("Lokkho: %(what)s") % {"what": lines[0]}
        return f"{said} (+{digits(len(lines) - 1)})" if len(lines) > 1 else said

    def _waiting_lines(self) -> list[str]:
        found = []
        if self.waiting:
            found.append(
                ngettext(
                    "%(count)s return waits for your decision, since %(day)s",
                    "%(count)s returns wait for your decision, the oldest since %(day)s",
                    self.waiting.count,
                )
                % {"count": digits(self.waiting.count), "day": day_text(self.waiting.oldest)}
            )
        if (reports := self.waiting_reports) is not None:
            found.append(
                ngettext(
                    "%(count)s report waits for your decision, since %(day)s",
                    "%(count)s reports wait for your decision, the oldest since %(day)s",
                    reports.count,
                )
                % {"count": digits(reports.count), "day": day_text(reports.oldest)}
            )
        if (proposals := self.waiting_proposals) is not None:
            found.append(
                ngettext(
                    "%(count)s proposed agreement or amendment waits for you, since %(day)s",
                    "%(count)s proposed agreements and amendments wait for you, the oldest since "
                    "%(day)s",
                    proposals.count,
                )
                % {"count": digits(proposals.count), "day": day_text(proposals.oldest)}
            )
        return found


def everything_owed_by(held: Collection[HeldPosting], *, today: date) -> dict[int, list[Reminder]]:
    """What the people of these postings owe, by user id: figures first, then signatures."""
    found = owed_by(held, today=today)
    for user, owed in signing_owed_by(hands_of(held), today=today):
        found.setdefault(user, []).append(owed)
    return found


def absolute(path: str) -> str:
    """An address that works in an email."""
    return f"{settings.SITE_URL}{path}"


def readers(day: date) -> QuerySet[User]:
    """Those who may get an email: active, posted on that day, with an address and the wish."""
    posted = Posting.objects.on(day).filter(role__in=_TOLD).order_by().values("user")
    return (
        User.objects.filter(is_active=True, pk__in=posted)
        .exclude(email="")
        .exclude(pk__in=EmailOptOut.objects.values("user"))
        .order_by("pk")
    )


def letters_to(users: Collection[int], *, day: date) -> list[DigestEmail]:
    """The emails that these people need and did not get on that day: a few queries for all."""
    known = {user.pk: user for user in readers(day).filter(pk__in=users)}
    over = Digest.objects.filter(recipient__in=known, day=day).exclude(stage=Digest.Stage.QUEUED)
    for pk in over.values_list("recipient", flat=True):
        del known[pk]
    told = Posting.objects.on(day).filter(user__in=known, role__in=_TOLD).select_related("office")
    held = held_on(day, told.order_by("pk"))
    postings = [one.posting for one in held]
    owed = everything_owed_by(held, today=day)
    returns = returns_waiting_for(postings, today=day)
    reports = reports_waiting_for(postings, today=day)
    proposals = proposals_waiting_for(postings, today=day)
    unread = _unread(known)
    news = defaultdict(list)
    for notice in still_so([one for own in unread.values() for one in own]):
        news[notice.recipient_id].append(notice)
    letters = [
        DigestEmail(
            user=user,
            owed=tuple(one for one in owed.get(pk, ()) if one.is_pressing),
            waiting=returns.get(pk),
            waiting_reports=reports.get(pk),
            waiting_proposals=proposals.get(pk),
            notices=tuple(unread.get(pk, ())),
            news=tuple(news.get(pk, ())),
        )
        for pk, user in known.items()
    ]
    return [letter for letter in letters if letter.is_needed]


def _unread(users: Collection[int]) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    for notice in (
        Notice.objects.filter(recipient__in=users, read_at=None, mailed_at=None)
        .select_related("plan__office", "plan__fiscal_year", "indicator__activity", "by")
        .order_by("-at", "-id")
    ):
        found[notice.recipient_id].append(notice)
    return found
