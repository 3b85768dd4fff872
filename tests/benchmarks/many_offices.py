"""A country full of offices: the demo, copied by the database itself under one ministry."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Final

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from config.demo.loading import load_demo
from indicators.audit.guards import GUARDS
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
)
from ledger.models import Change
from numerals import Month
from offices.models import Level, Office, Posting, Role, User
from plans.models import Activity, Indicator, Objective, Plan
from tests.days import LATE_IN_JULY
from tests.unguarded import unguarded

COPIES: Final = 343
"""Of the demo's 69 offices, 64 of them districts: 23,668 offices with the ministry."""

LAST_MONTH: Final = Month(2024, 6)

MINISTRY: Final = "ministry"
STRIDE: Final = 1_000_000
"""Between the ids of a row and of its next copy: more than the demo has rows of anything."""

_COPIED: Final[tuple[type[models.Model], ...]] = (
    Office,
    User,
    Posting,
    Plan,
    Objective,
    Activity,
    Indicator,
    MonthlyReturn,
    Achievement,
    ReturnStep,
    CellNote,
    Score,
    ScoreLine,
    Change,
)
_OF_ONE_MONTH: Final[dict[type[models.Model], str]] = {
    Achievement: "monthly_return__month",
    ScoreLine: "score__month",
    Change: "monthly_return__month",
}
"""By far the most rows: of them the last month is copied only."""

_OTHERWISE: Final[dict[tuple[type[models.Model], str], str]] = {
    (Office, "code"): "code || '-' || n",
    (Office, "parent_id"): (
        f"CASE parent_id WHEN %(ministry)s THEN parent_id ELSE parent_id + n * {STRIDE} END"
    ),
    (User, "username"): "username || '-' || n",
    (User, "email"): "'person-' || n || '-' || id || '@example.org'",
    # Copies that all score alike would share one rank.
    (Score, "normalised"): "round(normalised * (800 + n * 7 %% 200) / 1000.0, 10)",
}


@transaction.atomic
def load_many_offices(*, copies: int = COPIES, month: Month = LAST_MONTH) -> None:
    """Load the demo and its copies below one ministry, which the user ``ministry`` reviews.

    The figures, their scores and their history are those of ``month`` alone; the scores of
    plans are those of every month.
    """
    load_demo(today=LATE_IN_JULY)
    ministry = Office.objects.create(
        code=MINISTRY, level=Level.MINISTRY, name_bn="মন্ত্রণালয়", name_en="Ministry", is_demo=True
    )
    Office.objects.filter(parent=None).exclude(pk=ministry.pk).update(parent=ministry)
    guarded = {one.table for one in GUARDS}
    for model in _COPIED:
        is_guarded = model._meta.db_table in guarded
        with unguarded(model) if is_guarded else nullcontext():
            _copy(model, copies=copies - 1, month=month, ministry=ministry.pk)
    _place(ministry)
    reviewer = User.objects.get(username="headoffice")
    reviewer.pk, reviewer.username = None, MINISTRY
    reviewer._state.adding = True
    reviewer.save()
    Posting.objects.create(
        user=reviewer, office=ministry, role=Role.REVIEWER, starts=timezone.localdate()
    )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_COPIED)):
            cursor.execute(statement)


def _copy(model: type[models.Model], *, copies: int, month: Month, ministry: int) -> None:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    copied = ", ".join(_copied(model, field) for field in fields)
    rows = model._default_manager.order_by()
    if model in _OF_ONE_MONTH:
        rows = rows.filter(**{_OF_ONE_MONTH[model]: month})
    if model is Office:
        rows = rows.exclude(pk=ministry)
    last = max(rows.values_list("pk", flat=True))
    assert last < STRIDE
    # The ids are the demo's own: what is not of the month is left out by a temporary table.
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE chosen (pk bigint PRIMARY KEY)")
        chosen, given = rows.values("pk").query.sql_with_params()
        cursor.execute(f"INSERT INTO chosen {chosen}", given)
        cursor.execute(
            "WITH RECURSIVE copies(n) AS "
            "(SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < %(copies)s) "
            f'INSERT INTO "{model._meta.db_table}" ({columns}) '
            f'SELECT {copied} FROM copies, "{model._meta.db_table}" '
            "WHERE id IN (SELECT pk FROM chosen)",
            {"copies": copies, "ministry": ministry},
        )
        cursor.execute("DROP TABLE chosen")


def _copied(model: type[models.Model], field: models.Field) -> str:
    otherwise = _OTHERWISE.get((model, str(field.column)))
    if otherwise:
        return otherwise
    if field.primary_key or field.related_model in _COPIED:
        return f'"{field.column}" + n * {STRIDE}'
    return f'"{field.column}"'


def _place(ministry: Office) -> None:
    """The paths of all offices, level by level."""
    below: dict[int | None, list[Office]] = {}
    for office in Office.objects.all():
        below.setdefault(office.parent_id, []).append(office)
    placed, level = [], [ministry]
    ministry.path = f"/{ministry.pk}/"
    while level:
        placed += level
        above, level = level, []
        for parent in above:
            for office in below.get(parent.pk, ()):
                office.path = f"{parent.path}{office.pk}/"
                level.append(office)
    Office.objects.bulk_update(placed, ["path"], batch_size=500)
