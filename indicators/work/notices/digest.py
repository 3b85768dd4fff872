"""A day's email to one person: what is to be done, what waits, what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from indicators.work.notices.reminders import Reminder, hands_of, is_repeated, owed_by
from indicators.work.notices.standing import still_so
from indicators.work.notices.unmade import UnmadePlans, unmade_by
from indicators.work.notices.unsigned import signing_owed_by
from indicators.work.notices.waiting import (
    Waiting,
    proposals_waiting_for,
    reports_waiting_for,
    returns_waiting_for,
)
from indicators.work.notices.wording import office_of, place_of, sentence_of, subject_of
from notices.models import Digest, EmailOptOut, Notice, NoticeKind
from notices.selectors import SENTENCE_NAMES
from numerals import Month
from offices.models import HeldPosting, Posting, Role, User
from offices.selectors import held_on
from presentation.figures import day as day_text
from presentation.figures import digits

LONGEST: Final = 15
"""Lines under one heading; the others stand in the application."""

_TOLD: Final = (Role.ENTRY, Role.HEAD, Role.REVIEWER, Role.PLANNER)


_FOLDER: Final = "indicators/work/notices"
_TOGETHER: Final = (NoticeKind.SUBMITTED, NoticeKind.RESUBMITTED)
"""What many offices do at once: who reviews them reads it as one line."""
_MANY: Final = 3
"""So many offices that they are told of together."""
_NAMED: Final = 3
_WORDS: Final = 40


class WrittenEmail(NamedTuple):
    """An email as it is sent: as text, and the same for readers of HTML."""

    subject: str
    text: str
    html: str


class EmailLine(NamedTuple):
    """Something told: in a sentence, where it leads, what was said about it."""

    text: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmailSection:
    """Lines under a heading; ``place`` is where all of them are. ``subjects`` are what they say in
    the subject, if they say it otherwise.
    """

    title: str
    lines: Sequence[EmailLine]
    place: str
    subjects: Sequence[EmailLine] = ()

    @property
    def every(self) -> Sequence[EmailLine]:
        """Those that the subject counts."""
        return self.subjects or self.lines

    @property
    def told(self) -> Sequence[EmailLine]:
        """Those that stand in the email."""
        return self.lines[:LONGEST]

    @property
    def more(self) -> str:
        """How many more there are, where there are."""
        left = len(self.lines) - LONGEST
        return _("and %(count)s more:") % {"count": digits(left)} if left > 0 else ""


@dataclass(frozen=True, slots=True)
class DigestEmail:
    """What there is to say to one person today."""

    user: User
    owed: tuple[Reminder, ...]
    unmade: UnmadePlans | None
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
            or (self.unmade is not None and self.unmade.is_reminded_today)
            or any(
                is_repeated(age)
                for one in (self.waiting, self.waiting_reports, self.waiting_proposals)
                if one is not None
                for age in one.ages
            )
        )

    def written(self) -> WrittenEmail:
        """The email, in the person's language."""
        with translation.override(self.user.language):
            sections = [one for one in (self._to_do(), self._waiting(), self._new()) if one.lines]
            context = {
                "name": self.user.name,
                "language": self.user.language,
                "sections": sections,
                "notices": absolute(reverse("indicators:notices")),
            }
            return WrittenEmail(
                _subject([line.text for section in sections for line in section.every]),
                render_to_string(f"{_FOLDER}/digest.txt", context),
                render_to_string(f"{_FOLDER}/digest.html", context),
            )

    def _to_do(self) -> EmailSection:
        """In the order in which it is told; the most urgent is the subject."""
        pairs: list[tuple[Reminder | UnmadePlans, EmailLine]] = [
            (one, EmailLine(subject_of(one), absolute(one.url), _filled(one))) for one in self.owed
        ]
        if self.unmade is not None:
            pairs.append((self.unmade, _line_of_unmade(self.unmade)))
        lines = [line for _owed, line in pairs]
        first = tuple(line for _owed, line in sorted(pairs, key=lambda pair: pair[0].urgency))
        return EmailSection(_("To be done"), lines, absolute(reverse("home")), first)

    def _waiting(self) -> EmailSection:
        queue, home = reverse("indicators:review-queue"), reverse("home")
        found = (
            (
                self.waiting,
                queue,
                ngettext_lazy(
                    "decide on %(count)s return, since %(day)s",
                    "decide on %(count)s returns, the oldest since %(day)s",
                    "number",
                ),
            ),
            (
                self.waiting_reports,
                home,
                ngettext_lazy(
                    "decide on %(count)s report of a quarter or year, since %(day)s",
                    "decide on %(count)s reports of quarters and years, the oldest since %(day)s",
                    "number",
                ),
            ),
            (
                self.waiting_proposals,
                home,
                ngettext_lazy(
                    "sign or return %(count)s proposed agreement or amendment, since %(day)s",
                    "sign or return %(count)s proposed agreements and amendments, the oldest since "
                    "%(day)s",
                    "number",
                ),
            ),
        )
        lines = [
            EmailLine(
                said
                % {"number": one.count, "count": digits(one.count), "day": day_text(one.oldest)},
                absolute(place),
            )
            for one, place, said in found
            if one is not None
        ]
        return EmailSection(_("Waiting for your review"), lines, absolute(home))

    def _new(self) -> EmailSection:
        lines = _lines_of_news(self.news)
        return EmailSection(_("What is new"), lines, absolute(reverse("indicators:notices")))


def _line_of_unmade(unmade: UnmadePlans) -> EmailLine:
    said = ngettext(
        "make the agreements for %(year)s: %(count)s office has none, to be signed by %(day)s",
        "make the agreements for %(year)s: %(count)s offices have none, to be signed by %(day)s",
        unmade.offices,
    )
    told = {
        "year": digits(str(unmade.year)),
        "count": digits(unmade.offices),
        "day": day_text(unmade.due),
    }
    return EmailLine(said % told, absolute(reverse("home")))


def _subject(lines: Sequence[str]) -> str:
    """The most urgent thing, and how many more there are."""
    said = _("Lokkho: %(what)s") % {"what": lines[0]}
    return f"{said} (+{digits(len(lines) - 1)})" if len(lines) > 1 else said


def _filled(owed: Reminder) -> str:
    if not owed.is_entered_now:
        return ""
    return _("%(filled)s of %(asked)s figures entered") % {
        "filled": digits(owed.filled),
        "asked": digits(owed.asked),
    }


def _lines_of_news(news: Sequence[Notice]) -> list[EmailLine]:
    """A line for each, and one for many offices that did the same."""
    together: dict[tuple[str, str, Month], list[Notice]] = defaultdict(list)
    for one in news:
        if one.what in _TOGETHER and not one.words:
            together[one.what, one.period, one.month].append(one)
    lines: list[EmailLine] = []
    for one in news:
        like = together.get((one.what, one.period, one.month), [])
        if len(like) < _MANY or one not in like:
            words = Truncator(one.words).words(_WORDS)
            note = f"“{words}”" if words else ""
            lines.append(EmailLine(sentence_of(one), absolute(place_of(one)), note))
        elif one is like[0]:
            lines.append(_line_of_many(like))
    return lines


def _line_of_many(notices: Sequence[Notice]) -> EmailLine:
    offices = _("%(count)s offices") % {"count": digits(len(notices))}
    names = ", ".join(office_of(one).short_name for one in notices[:_NAMED])
    left = len(notices) - _NAMED
    if left:
        names = _("%(names)s and %(count)s more") % {"names": names, "count": digits(left)}
    place = absolute(reverse("indicators:review-queue"))
    return EmailLine(sentence_of(notices[0], office=offices), place, names)


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
    unmade = unmade_by(held, today=day)
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
            unmade=unmade.get(pk),
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
        .select_related(*SENTENCE_NAMES)
        .order_by("-at", "-id")
    ):
        found[notice.recipient_id].append(notice)
    return found
