"""The calendar: one's own dates, and the page of an office's."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from numerals import FiscalYearSpan, Month
from offices.models import Office
from offices.requests import signed_in
from offices.selectors import access_of, postings_of
from plans.calendar.forms import REASON_LIMIT, ExtensionForm
from plans.calendar.page import lines_of, next_lines, rules_for, told_of
from plans.calendar.selectors import calendar_of_year, extensions_of, office_calendars
from plans.calendar.year import OfficeCalendar
from plans.choices import Choices
from plans.document.defaults import Kind
from plans.models import FiscalYear
from presentation.figures import sentence

_NEXT = 6


@login_required
@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The dates of the person's office, the next ones first."""
    postings = postings_of(signed_in(request))
    return calendar_page(request, postings[0].office if postings else None)


def calendar_page(
    request: HttpRequest,
    office: Office | None,
    *,
    form: ExtensionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The dates of an office (of all levels without one) and the time that it was given."""
    today = timezone.localdate()
    years = list(FiscalYear.objects.all())
    year = asked_year(request, years)
    plan_kind = request.GET.get("kind", "")
    if plan_kind and plan_kind not in set(Kind):
        raise Http404(plan_kind)
    calendar = (
        office_calendars({office.pk: office.level}, year=year, plan_kind=plan_kind)[office.pk]
        if office
        else OfficeCalendar(calendar_of_year(year), plan_kind=plan_kind)
    )
    kinds = kinds_in(year, years)
    own = {
        plans for level, _kind, plans in calendar.calendar.rules if level in ("", calendar.level)
    }
    lines = lines_of(calendar, today=today)
    access = access_of(signed_in(request))
    may_extend = office is not None and access.may_extend(office)
    context = {
        "office": office,
        "year": FiscalYear(start=year.start),
        "years": years,
        "lines": lines.items(),
        "plan_kind": plan_kind,
        "kinds": [("", _("All plans")), *kinds],
        "own_dates": [label for kind, label in kinds if kind in own],
        "next": next_lines((one for kind in lines.values() for one in kind), count=_NEXT),
        "extensions": extensions_of(office, year) if office else [],
        "changes": told_of(rules_for(year, level=office.level if office else "")),
        "may_extend": may_extend,
        "may_set": access.may_set_calendar,
        "form": form or (ExtensionForm(year=year, kinds=kinds) if may_extend else None),
        "reason_limit": REASON_LIMIT,
    }
    return render(request, "plans/calendar/page.html", context, status=status)


def kinds_in(year: FiscalYearSpan, years: Iterable[FiscalYear]) -> Choices:
    """The kinds of plan by what the year calls them, if it is one of ``years``."""
    named = next((one for one in years if one.start == year.start), FiscalYear(start=year.start))
    return [(one.value, sentence(named.scheme(one).name)) for one in Kind]


def asked_year(request: HttpRequest, years: list[FiscalYear]) -> FiscalYearSpan:
    """The year asked for, else the one that is running, or the newest that there is."""
    asked = request.GET.get("year", "")
    if asked:
        return year_or_404(asked)
    now = Month.of(timezone.localdate()).fiscal_year
    return now if not years or any(one.start == now.start for one in years) else years[0].span


def year_or_404(text: str) -> FiscalYearSpan:
    """The year of an address."""
    try:
        return FiscalYearSpan.parse(text)
    except ValueError as error:
        raise Http404(text) from error
