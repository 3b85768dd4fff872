"""An office's calendar, where its reviewers give it more time and take that back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.returns.forms import read_version
from indicators.work.calendar.extensions import extend, take_extension_back
from numerals import FiscalYearSpan
from offices.models import Office
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.forms import REASON_LIMIT, ExtensionForm
from plans.calendar.models import Extension
from plans.calendar.services import NoMoreTime
from plans.calendar.views import asked_year, calendar_page, kinds_in
from plans.models import FiscalYear
from presentation.figures import day
from presentation.lines import lines_typed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_calendar(request: HttpRequest, *, code: str) -> HttpResponse:
    """An office's dates, and the time that it was given; a reviewer's POST gives or takes it."""
    office = get_object_or_404(Office, code=code)
    access = access_of(signed_in(request))
    if not access.sees(office):
        raise Http404
    if request.method != "POST":
        return calendar_page(request, office)
    if not access.may_extend(office):
        raise Http404
    return _take_back(request, office) if "take-back" in request.POST else _give(request, office)


def _give(request: HttpRequest, office: Office) -> HttpResponse:
    years = list(FiscalYear.objects.all())
    year = asked_year(request, years)
    form = ExtensionForm(request.POST, year=year, kinds=kinds_in(year, years))
    if not form.is_valid():
        return calendar_page(request, office, form=form, status=422)
    given = form.cleaned_data
    try:
        extend(
            office,
            given["period"],
            until=given["until"],
            reason=given["reason"],
            by=signed_in(request),
            plan_kind=given["plan_kind"],
        )
    except NoMoreTime as refused:
        text = _("The office already has time until %(day)s. Choose a later day.")
        form.add_error("until", text % {"day": day(refused.due)})
        return calendar_page(request, office, form=form, status=422)
    messages.success(request, _("The office now has extra time and has been notified."))
    return redirect(_office_url(office, year))


def _take_back(request: HttpRequest, office: Office) -> HttpResponse:
    pk = request.POST["take-back"]
    given = get_object_or_404(Extension, pk=read_version(pk) or 0, office=office)
    reason = lines_typed(request.POST, "reason", longest=REASON_LIMIT)
    if reason:
        take_extension_back(given, reason=reason, by=signed_in(request))
        messages.success(
            request, _("The extra time was taken back. The calendar dates apply again.")
        )
    else:
        messages.error(request, _("Write why the extra time is taken back. Nothing was changed."))
    return redirect(_office_url(office, given.period.fiscal_year))


def _office_url(office: Office, year: FiscalYearSpan) -> str:
    return f"{reverse('indicators:office-calendar', kwargs={'code': office.code})}?year={year}"
