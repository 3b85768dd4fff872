"""What an office that closes still owes, and what it has begun of the months after."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.selectors.work import tasks_of
from offices.closing import Left
from offices.models import Office
from presentation.figures import month


def returns_left_by(office: Office, last_day: date) -> Left:
    """The returns up to the last day that are not accepted, and those begun of later months."""
    owed = [
        f"{month(task.month)} ({task.plan.get_kind_display()}): {task.state.label}"
        for task in tasks_of([office.pk], today=min(last_day, timezone.localdate()))
        if task.state != State.ACCEPTED and task.month.last_day <= last_day
    ]
    later = [
        _("%(month)s (%(kind)s) was started. It is no longer due; what was entered stays.")
        % {"month": month(monthly_return.month), "kind": monthly_return.plan.get_kind_display()}
        for monthly_return in MonthlyReturn.objects.filter(plan__office=office)
        .select_related("plan")
        .order_by("month")
        if monthly_return.month.last_day > last_day
    ]
    return Left(owed, later)
