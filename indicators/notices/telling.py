"""Those whom it concerns are told, in the transaction in which it happens."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from indicators.notices.model import Happening, Notice
from offices.models import User
from plans.calendar import PeriodKind
from plans.document.model import Month


def tell(
    to: QuerySet[User],
    what: Happening,
    *,
    plan: int,
    month: Month,
    by: User,
    period: PeriodKind = PeriodKind.MONTH,
    indicator: int | None = None,
    words: str = "",
    until: date | None = None,
) -> None:
    """A notice to each of ``to`` but ``by``: two queries, however many they are.

    ``plan`` and ``indicator`` are ids; ``month`` is the last of a longer ``period``. Who ``to``
    is, ``offices.selectors`` knows: ``reviewers_of`` and ``officers_of`` an office.
    """
    Notice.objects.bulk_create(
        Notice(
            recipient_id=pk,
            what=what,
            plan_id=plan,
            month=month,
            period=period,
            indicator_id=indicator,
            words=words,
            until=until,
            by=by,
        )
        for pk in to.exclude(pk=by.pk).order_by("pk").values_list("pk", flat=True)
    )
