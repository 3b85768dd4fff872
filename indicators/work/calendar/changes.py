"""The calendar is changed, and the offices whose days it moves are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from indicators.work.calendar.effects import Effect, effects_of
from notices.models import Notice, NoticeKind
from offices.models import Posting, Role, User
from offices.selectors import deciders_by_office
from plans.calendar.selectors import calendar_of_year
from plans.calendar.services import change_calendar
from plans.calendar.terms import PeriodKind
from plans.calendar.year import RuleChange
from plans.models import FiscalYear, Plan

_AT_ONCE = 500


@transaction.atomic
def change_and_tell(
    year: FiscalYear,
    changes: Sequence[RuleChange],
    *,
    reason: str,
    by: User,
    seen: int | None = None,
) -> int:
    """Change the calendar as ``change_calendar`` does; how many offices were told.

    Those who enter and submit hear of each kind of period once: of the first one whose days are
    others, and why. Of the half-year its reviewers hear, too: they give the feedback by that
    day. Raises as ``change_calendar`` does.
    """
    before = calendar_of_year(year.span)
    change_calendar(year, changes, reason=reason, by=by, seen=seen)
    effects = effects_of(before, calendar_of_year(year.span), today=timezone.localdate())
    first: dict[tuple[int, PeriodKind], Effect] = {}
    for effect in effects:
        for office in effect.offices:
            first.setdefault((office.pk, effect.period.kind), effect)
    _tell(_told(first, but=by), year=year, words=reason.strip(), by=by)
    return len({office for office, _ in first})


def _told(
    effects: dict[tuple[int, PeriodKind], Effect], *, but: User
) -> dict[tuple[int, PeriodKind, int], Effect]:
    """Who is told of what, by person, kind of period and office; a reviewer of one office only."""
    people = _people(list({office for office, _ in effects}), but=but)
    told = {
        (person, kind, office): effect
        for (office, kind), effect in effects.items()
        for person in people[office]
    }
    halves = [one for (_, kind), one in effects.items() if kind is PeriodKind.HALF]
    offices = {office.pk: office for effect in halves for office in effect.offices}
    heard = {person for person, kind, _ in told if kind is PeriodKind.HALF}
    for office, deciders in deciders_by_office(list(offices.values())).items():
        for person in set(deciders) - heard - {but.pk}:
            told[person, PeriodKind.HALF, office] = effects[office, PeriodKind.HALF]
        heard.update(deciders)
    return told


def _tell(
    told: dict[tuple[int, PeriodKind, int], Effect], *, year: FiscalYear, words: str, by: User
) -> None:
    """A notice to each person of each office and kind of period."""
    plans = _plans(list({office for _, _, office in told}), year)
    Notice.objects.bulk_create(
        (
            Notice(
                recipient_id=person,
                what=NoticeKind.CALENDAR,
                plan_id=plans[office],
                month=effect.period.last,
                period=effect.period.kind,
                words=words,
                until=effect.after.due,
                by=by,
            )
            for (person, _, office), effect in told.items()
        ),
        batch_size=_AT_ONCE,
    )


def _people(offices: Sequence[int], *, but: User) -> dict[int, list[int]]:
    """Those who enter or submit for the offices today, by office."""
    found: dict[int, set[int]] = defaultdict(set)
    postings = Posting.objects.on(timezone.localdate()).filter(
        role__in=(Role.ENTRY, Role.HEAD), user__is_active=True
    )
    for some in _portions(offices):
        for office, person in postings.filter(office__in=some).values_list("office", "user"):
            found[office].add(person)
    return defaultdict(
        list, {office: sorted(people - {but.pk}) for office, people in found.items()}
    )


def _plans(offices: Sequence[int], year: FiscalYear) -> dict[int, int]:
    """The agreement of each office, or another plan of it: a notice leads to its office by it."""
    found: dict[int, int] = {}
    for some in _portions(offices):
        plans = Plan.objects.filter(office__in=some, fiscal_year=year).order_by("-kind", "version")
        found |= dict(plans.values_list("office", "pk"))
    return found


def _portions(offices: Sequence[int]) -> list[Collection[int]]:
    return [offices[start : start + _AT_ONCE] for start in range(0, len(offices), _AT_ONCE)]
