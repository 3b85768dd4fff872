"""The rules of a year's calendar: set, looked at before they hold, and told with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.work.calendar.changes import change_and_tell
from indicators.work.calendar.effects import effects_of, staying
from numerals import FiscalYearSpan, Month, parse_whole
from offices.models import Level
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.forms import CalendarReasonForm, RuleForm
from plans.calendar.page import lines_of, rules_for, told_of
from plans.calendar.selectors import calendar_of_year, newest_rule
from plans.calendar.services import CalendarChanged
from plans.calendar.terms import PeriodKind
from plans.calendar.views import year_or_404
from plans.calendar.wording import rule_moves
from plans.calendar.year import OfficeCalendar, RuleChange, YearCalendar
from plans.document.defaults import Kind
from plans.models import FiscalYear
from plans.services.rules import ensure_fiscal_year
from presentation.figures import digits, sentence

_ACTIONS = ("set", "withdraw", "copy")
_SEEN_DIGITS = 18


@dataclass(frozen=True)
class _Asked:
    """What the page is of, and what its buttons ask for."""

    year: FiscalYear
    level: str
    plan_kind: str
    calendar: YearCalendar
    forms: Sequence[RuleForm]
    action: str

    @property
    def levels(self) -> list[tuple[str, Any]]:
        """All levels, and each."""
        return [("", _("All levels")), *Level.choices]

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        """All kinds of plan, and each as the year calls it."""
        named = [(one.value, sentence(self.year.scheme(one).name)) for one in Kind]
        return [("", _("All plans")), *named]

    @property
    def of(self) -> dict[str, str]:
        """Whose rules they are."""
        return {"level": self.level, "plan_kind": self.plan_kind}

    @property
    def is_readable(self) -> bool:
        """Whether what was typed, if anything, can be taken."""
        return self.action != "set" or all(form.is_valid() for form in self.forms)

    def changes(self) -> tuple[RuleChange, ...]:
        """What the button asks for: set what differs, go by all levels again, or copy."""
        today = timezone.localdate()
        if self.action == "copy":
            last = get_object_or_404(FiscalYear, start=self.year.start - 1)
            return self.calendar.to_follow(calendar_of_year(last.span), on=today)
        if self.action == "withdraw" and (self.level or self.plan_kind):
            return self.calendar.to_withdraw(self.level, on=today, plan_kind=self.plan_kind)
        if self.action == "set":
            rules = {form.kind: form.rule for form in self.forms}
            return self.calendar.to_set(rules, on=today, **self.of)
        return ()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, *, year: str) -> HttpResponse:
    """The rules of a year for all levels or one and all kinds of plan or one, and the dates that
    follow.

    A POST shows what its change would do; confirmed, with a reason, it is done.
    """
    if not access_of(signed_in(request)).may_set_calendar:
        raise Http404
    asked = _asked(request, _settable_or_404(year_or_404(year)))
    if request.method != "POST":
        return _show(request, asked)
    if not asked.is_readable or "again" in request.POST:
        return _show(request, asked, status=200 if asked.is_readable else 422)
    changes = asked.changes()
    if not changes:
        messages.info(request, _("Nothing was changed: these dates already apply."))
        return redirect(request.get_full_path())
    if "confirm" in request.POST:
        return _confirmed(request, asked, changes)
    return _preview(request, asked, changes)


def _asked(request: HttpRequest, year: FiscalYear) -> _Asked:
    level = request.GET.get("level", "")
    if level and level not in Level.values:
        raise Http404(level)
    plan_kind = request.GET.get("plans", "")
    if plan_kind and plan_kind not in set(Kind):
        raise Http404(plan_kind)
    calendar = calendar_of_year(year.span)
    data = request.POST if "set" in request.POST else None
    forms = [
        RuleForm(
            data,
            kind=kind,
            rule=calendar.rule(kind, level=level, plan_kind=plan_kind),
            year=year.span,
        )
        for kind in PeriodKind
    ]
    action = next((name for name in _ACTIONS if name in request.POST), "")
    return _Asked(year, level, plan_kind, calendar, forms, action)


def _settable_or_404(year: FiscalYearSpan) -> FiscalYear:
    """A year of ours; or the running or coming one, whose calendar is set before it has plans."""
    now = Month.of(timezone.localdate()).fiscal_year
    if year.start in (now.start, now.start + 1):
        return FiscalYear.objects.filter(start=year.start).first() or FiscalYear(start=year.start)
    return get_object_or_404(FiscalYear, start=year.start)


def _show(request: HttpRequest, asked: _Asked, *, status: int = 200) -> HttpResponse:
    calendar, level, plan_kind = asked.calendar, asked.level, asked.plan_kind
    history = rules_for(asked.year.span, level=level).filter(**asked.of)
    shown = OfficeCalendar(calendar, level, plan_kind=plan_kind)
    context = {
        "year": asked.year,
        "level": level,
        "levels": asked.levels,
        "plan_kind": plan_kind,
        "kinds": asked.kinds,
        "own": any((level, kind, plan_kind) in calendar.rules for kind in PeriodKind)
        and bool(level or plan_kind),
        "forms": asked.forms,
        "lines": lines_of(shown, today=timezone.localdate()).items(),
        "last_year": FiscalYear.objects.filter(start=asked.year.start - 1).first(),
        "history": told_of(history),
    }
    return render(request, "indicators/work/calendar/rules.html", context, status=status)


def _preview(
    request: HttpRequest,
    asked: _Asked,
    changes: Sequence[RuleChange],
    *,
    form: CalendarReasonForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    after = asked.calendar.changed(changes)
    effects = effects_of(asked.calendar, after, today=timezone.localdate())
    context = {
        "year": asked.year,
        "level": asked.level,
        "level_name": dict(asked.levels)[asked.level],
        "plan_kind": asked.plan_kind,
        "kind_name": dict(asked.kinds)[asked.plan_kind],
        "action": asked.action,
        "forms": asked.forms if asked.action == "set" else (),
        "changes": [_told(asked, one) for one in changes],
        "harder": [one for one in effects if one.is_harder],
        "easier": [one for one in effects if not one.is_harder],
        "staying": staying(asked.calendar, after, **asked.of),
        "seen": newest_rule(asked.year),
        "form": form or CalendarReasonForm(),
        "problem": problem,
    }
    return render(request, "indicators/work/calendar/preview.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Told:
    """A change of a rule as the preview tells it."""

    kind: str
    level: str
    plans: str
    moves: list[tuple[str, str]]
    is_taken_back: bool


def _told(asked: _Asked, one: RuleChange) -> _Told:
    of = {"level": one.level, "plan_kind": one.plan_kind}
    before = asked.calendar.rule(one.kind, **of)
    after = asked.calendar.changed([one]).rule(one.kind, **of)
    return _Told(
        kind=sentence(PeriodKind(one.kind).label),
        level=str(dict(asked.levels)[one.level]),
        plans=str(dict(asked.kinds)[one.plan_kind]) if one.plan_kind else "",
        moves=rule_moves(before, after, one.kind),
        is_taken_back=one.rule is None,
    )


def _confirmed(request: HttpRequest, asked: _Asked, changes: Sequence[RuleChange]) -> HttpResponse:
    form = CalendarReasonForm(request.POST)
    if not form.is_valid():
        return _preview(request, asked, changes, form=form, status=422)
    seen = parse_whole(request.POST.get("seen", ""), most_digits=_SEEN_DIGITS)
    try:
        told = change_and_tell(
            ensure_fiscal_year(asked.year.span),
            changes,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            # A number that no row has, where the page's own is missing.
            seen=-1 if seen is None else seen,
        )
    except CalendarChanged:
        problem = _("Someone else has changed the calendar. Check it again.")
        return _preview(request, asked, changes, form=form, problem=problem, status=409)
    said = ngettext(
        "The calendar is set, and %(count)s office has been notified.",
        "The calendar is set, and %(count)s offices have been notified.",
        told,
    )
    messages.success(request, said % {"count": digits(told)})
    return redirect(request.get_full_path())
