"""The plans of a year are looked over, and what was found stands until it is found no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from indicators.exceptions.models import PlansLook, StandingAlert
from indicators.exceptions.selectors import FoundAlert, found_in
from numerals import FiscalYearSpan, Month
from offices.models import Office
from plans.models import Plan

AT_ONCE: Final = 300
"""Plans of a kind that are compared with each other; of more, those of each part of the tree."""

_FIELDS: Final = ("weight", "sentence_bn", "sentence_en", "rests_on", "ended_at")


def year_looked_at(today: date) -> FiscalYearSpan:
    """The fiscal year of the last month that is over."""
    return Month.of(today).previous.fiscal_year


@task(priority=-10)
def look_at_plans(day: str) -> int:
    """Look over the year of ``day`` (ISO), part by part; how many alerts stand. Doing it twice is
    harmless.
    """
    today = date.fromisoformat(day)
    year = year_looked_at(today)
    months = [month for month in year.months if month <= Month.of(today)]
    plans = Plan.objects.filter(fiscal_year=year.start)
    found = sum(
        look_over(plans.filter(office__in=part), months=months, today=today) for part in _parts()
    )
    if count := plans.count():
        PlansLook.objects.create(fiscal_year_id=year.start, plans=count, found=found)
    return found


def is_look_due(now: datetime) -> bool:
    """Whether there are plans to look over, and nobody did since midnight of that local time."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    plans = Plan.objects.filter(fiscal_year=year_looked_at(now.date()).start)
    return plans.exists() and not PlansLook.objects.filter(at__gte=midnight).exists()


def ask_for_a_look(today: date) -> bool:
    """Queue a look over the plans, unless one is waiting or under way; whether it was queued."""
    waiting = DBTaskResult.objects.filter(
        task_path=look_at_plans.module_path,
        status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
    )
    if waiting.exists():
        return False
    look_at_plans.enqueue(today.isoformat())
    return True


def look_over(plans: QuerySet[Plan], *, months: Collection[Month], today: date) -> int:
    """Let stand what asks for attention in the plans now, and end what does no more.

    ``plans`` are of one fiscal year, ``months`` those of it that are asked about. Raises
    ``TooMany``.
    """
    found = _by_key(found_in(plans, months=months, today=today))
    now = timezone.now()
    with transaction.atomic():
        of_months = Q(month__in=[str(month) for month in months]) | Q(month="")
        known = {
            one.key: one
            for one in StandingAlert.objects.select_for_update().filter(of_months, plan__in=plans)
        }
        _end(known, found, now)
        again = [known[key] for key in found.keys() & known.keys()]
        for alert in again:
            _tell(alert, found[alert.key])
        StandingAlert.objects.bulk_update(again, _FIELDS, batch_size=200)
        _begin(known, found, now)
    return len(found)


_Key = tuple[int, str, str, str, str]


def _by_key(found: Iterator[FoundAlert]) -> dict[_Key, FoundAlert]:
    """Several of one rule about the same figures are told apart by their number."""
    by_key: dict[_Key, FoundAlert] = {}
    for one in found:
        alert, number, basis = one.alert, 1, one.basis
        month = str(alert.month or "")
        while (key := (one.plan.pk, str(alert.rule), alert.row, month, basis)) in by_key:
            number += 1
            basis = f"{one.basis}.{number}"
        by_key[key] = one
    return by_key


def _end(known: dict[_Key, StandingAlert], found: Collection[_Key], now: datetime) -> None:
    over = [one.pk for key, one in known.items() if key not in found and one.ended_at is None]
    StandingAlert.objects.filter(pk__in=over).update(ended_at=now)


def _begin(known: dict[_Key, StandingAlert], found: dict[_Key, FoundAlert], now: datetime) -> None:
    """Store what is new; who had the same place assigned has it still."""
    assigned = {one.place: one.assigned_to_id for one in known.values() if one.assigned_to_id}
    new = []
    for key, one in found.items():
        if key in known:
            continue
        plan, rule, row, month, basis = key
        alert = StandingAlert(
            plan_id=plan, rule=rule, row=row, month=month, basis=basis, found_at=now
        )
        alert.assigned_to_id = assigned.get(alert.place)
        _tell(alert, one)
        new.append(alert)
    StandingAlert.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def _tell(alert: StandingAlert, found: FoundAlert) -> None:
    said = found.alert
    alert.weight, alert.rests_on, alert.ended_at = said.weight, said.rests_on, None
    alert.sentence_bn, alert.sentence_en = said.sentence.bn, said.sentence.en


def _parts() -> Iterator[QuerySet[Office]]:
    """The tree in parts of at most ``AT_ONCE`` offices, cut at the highest office that will do.

    An office above such a cut is a part by itself.
    """
    sizes = Counter(
        above
        for path in Office.objects.exclude(path="").values_list("path", flat=True)
        for above in _down_to(path)
    )
    for path, size in sizes.items():
        above = path.rsplit("/", 2)[0] + "/"
        if size > AT_ONCE:
            yield Office.objects.filter(path=path)
        elif sizes.get(above, AT_ONCE + 1) > AT_ONCE:
            yield Office.objects.filter(path__under=path)


def _down_to(path: str) -> Iterator[str]:
    """The paths from the root down: ``/1/``, ``/1/4/``, ``/1/4/27/``."""
    ids = path.strip("/").split("/")
    for length in range(1, len(ids) + 1):
        yield f"/{'/'.join(ids[:length])}/"
