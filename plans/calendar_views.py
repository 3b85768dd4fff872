"""The calendar: one's own dates, the page of an office's, and the rules."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from offices.models import Level, Office
from offices.requests import signed_in
from offices.selectors import access_of, postings_of
from plans.calendar import OfficeCalendar, PeriodKind, YearCalendar
from plans.calendar_forms import REASON_LIMIT, ExtensionForm, RuleForm
from plans.calendar_models import CalendarRule
from plans.calendar_page import lines_of, next_lines, told_of
from plans.document.model import FiscalYearSpan, Month
from plans.models import FiscalYear
from plans.services.calendar import copy_calendar, set_rule, withdraw_rule
from plans.services.rules import ensure_fiscal_year
from plans.stored_calendar import calendar_of_year, extensions_of, office_calendars

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
    calendar = (
        office_calendars({office.pk: office.level}, year=year, plan_kind="")[office.pk]
        if office
        else OfficeCalendar(calendar_of_year(year))
    )
    lines = lines_of(calendar, today=today)
    access = access_of(signed_in(request))
    may_extend = office is not None and access.may_extend(office)
    context = {
        "office": office,
        "year": FiscalYear(start=year.start),
        "years": years,
        "lines": lines.items(),
        "next": next_lines((one for kind in lines.values() for one in kind), count=_NEXT),
        "extensions": extensions_of(office, year) if office else [],
        "may_extend": may_extend,
        "may_set": access.may_set_calendar,
        "form": form or (ExtensionForm(year=year) if may_extend else None),
        "reason_limit": REASON_LIMIT,
    }
    return render(request, "plans/calendar.html", context, status=status)


def asked_year(request: HttpRequest, years: list[FiscalYear]) -> FiscalYearSpan:
    """The year asked for, else the one that is running, or the newest that there is."""
    asked = request.GET.get("year", "")
    if asked:
        return _year_or_404(asked)
    now = Month.of(timezone.localdate()).fiscal_year
    return now if not years or any(one.start == now.start for one in years) else years[0].span


def _year_or_404(text: str) -> FiscalYearSpan:
    try:
        return FiscalYearSpan.parse(text)
    except ValueError as error:
        raise Http404(text) from error


def _settable_or_404(year: FiscalYearSpan) -> FiscalYear:
    """A year of ours; or the running or coming one, whose calendar is set before it has plans."""
    now = Month.of(timezone.localdate()).fiscal_year
    if year.start in (now.start, now.start + 1):
        return FiscalYear(start=year.start)
    return get_object_or_404(FiscalYear, start=year.start)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, *, year: str) -> HttpResponse:
    """The rules of a year for all levels or one, and the dates that follow; a POST sets them."""
    if not access_of(signed_in(request)).may_set_calendar:
        raise Http404
    fiscal_year = _settable_or_404(_year_or_404(year))
    level = request.GET.get("level", "")
    if level and level not in Level.values:
        raise Http404(level)
    calendar = calendar_of_year(fiscal_year.span)
    data = request.POST if "set" in request.POST else None
    forms = [
        RuleForm(data, kind=kind, rule=calendar.rule(kind, level=level), year=fiscal_year.span)
        for kind in PeriodKind
    ]
    if request.method == "POST" and (data is None or all(form.is_valid() for form in forms)):
        _write(request, fiscal_year, level=level, forms=forms, calendar=calendar)
        return redirect(request.get_full_path())
    history = CalendarRule.objects.filter(fiscal_year=fiscal_year, level=level)
    context = {
        "year": fiscal_year,
        "level": level,
        "levels": [("", _("All levels")), *Level.choices],
        "own": any((level, kind) in calendar.rules for kind in PeriodKind) and bool(level),
        "forms": forms,
        "lines": lines_of(OfficeCalendar(calendar, level), today=timezone.localdate()).items(),
        "last_year": FiscalYear.objects.filter(start=fiscal_year.start - 1).first(),
        "history": told_of(history.select_related("by")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/calendar_rules.html", context, status=status)


def _write(
    request: HttpRequest,
    year: FiscalYear,
    *,
    level: str,
    forms: list[RuleForm],
    calendar: YearCalendar,
) -> None:
    """Do what the button says: set the rules that differ, go by all levels again, or copy."""
    by, year = signed_in(request), ensure_fiscal_year(year.span)
    if "copy" in request.POST:
        last = get_object_or_404(FiscalYear, start=year.start - 1)
        copy_calendar(last, to=year, by=by)
        messages.success(request, _("The calendar is that of last year now."))
    elif "withdraw" in request.POST and level:
        for kind in PeriodKind:
            withdraw_rule(year, kind, level=level, by=by)
        messages.success(request, _("These offices go by the rules of all levels again."))
    elif "set" in request.POST:
        for form in forms:
            if form.rule != calendar.rule(form.kind, level=level):
                set_rule(year, form.kind, rule=form.rule, by=by, level=level)
        messages.success(request, _("The calendar is set."))
