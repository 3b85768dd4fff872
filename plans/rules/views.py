"""The year's rules: what holds for each kind of plan, and the draft of what is to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from numerals import FiscalYearSpan, Month, parse_whole
from offices.requests import auditors_only, planners_only
from plans.document.defaults import Kind
from plans.models import FiscalYear, RuleSet
from plans.rules.forms import (
    GradeForm,
    RulesForm,
    SectionForm,
    are_grades_valid,
    are_sections_valid,
    grade_forms,
    grades_of_forms,
    section_forms,
    sections_of,
)
from plans.rules.page import told_rules
from plans.rules.selectors import draft_of, kinds_of
from plans.rules.services import RulesChanged, begin_draft, discard_draft, save_draft
from plans.services.rules import ensure_fiscal_year
from presentation.places import way_to

_REVISION_DIGITS: Final = 9


@auditors_only
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The scoring rules of all years and kinds in all versions, newest year first."""
    return render(request, "plans/rules.html", {"rules": told_rules(RuleSet.objects.in_force())})


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def year_rules(request: HttpRequest, *, year: str) -> HttpResponse:
    """The rules of a year by kind of plan; a POST begins a draft, of last year's or of these."""
    span = settable_or_404(year)
    if request.method == "POST":
        return _begin(request, span)
    known = list(FiscalYear.objects.all())
    now = Month.of(timezone.localdate()).fiscal_year.start
    starts = {one.start for one in known} | {now, now + 1}
    context = {
        "year": FiscalYear(start=span.start),
        "years": [FiscalYear(start=start) for start in sorted(starts, reverse=True)],
        "kinds": kinds_of(FiscalYear(start=span.start)),
        "last_year": FiscalYear(start=span.start - 1),
    }
    return render(request, "plans/rules/year.html", context)


def _begin(request: HttpRequest, span: FiscalYearSpan) -> HttpResponse:
    kind = _kind_or_404(request.POST.get("kind", ""))
    year = ensure_fiscal_year(span)
    known = {one.kind.value: one for one in kinds_of(year)}[kind]
    source = known.last_year if request.POST.get("of") == "last-year" else known.holds
    begin_draft(year, kind, source=source)
    return redirect("plans:rules-draft", year=str(span), kind=kind)


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, *, year: str, kind: str) -> HttpResponse:
    """The draft of a year's rules of a kind: a POST keeps what was typed, or discards all of it."""
    span = settable_or_404(year)
    rules = draft_or_404(span, kind)
    if request.method != "POST":
        return _show(
            request,
            rules,
            RulesForm(instance=rules),
            section_forms(None, rules),
            grade_forms(None, rules),
        )
    if "discard" in request.POST:
        return _discard(request, rules)
    form = RulesForm(request.POST, instance=rules)
    sections = section_forms(request.POST, rules)
    grades = grade_forms(request.POST, rules)
    if not (form.is_valid() & are_sections_valid(sections) & are_grades_valid(grades)):
        return _show(request, rules, form, sections, grades, status=422)
    values = {**form.values, "grades": grades_of_forms(grades)}
    try:
        save_draft(rules, values, sections_of(sections), revision=revision_of(request))
    except RulesChanged:
        if not RuleSet.objects.filter(pk=rules.pk, is_draft=True).exists():
            return _is_gone(request, rules)
        return _show(request, rules, form, sections, grades, status=409)
    if "effect" in request.POST:
        return redirect(way_to("rules-effect", str(span), kind))
    messages.success(request, _("The draft is saved. Nothing is scored by it yet."))
    return redirect("plans:rules-draft", year=str(span), kind=kind)


def _is_gone(request: HttpRequest, rules: RuleSet) -> HttpResponse:
    """Somebody else put the draft in force or discarded it meanwhile."""
    messages.error(request, _("Someone else has put the draft in force or discarded it."))
    return redirect("plans:year-rules", year=str(rules.fiscal_year.span))


def _discard(request: HttpRequest, rules: RuleSet) -> HttpResponse:
    try:
        discard_draft(rules, revision=revision_of(request))
    except RulesChanged:
        messages.error(request, _("Someone else has changed the draft. Nothing was discarded."))
    else:
        messages.success(request, _("The draft was discarded. The rules in force stay."))
    return redirect("plans:year-rules", year=str(rules.fiscal_year.span))


def _show(
    request: HttpRequest,
    rules: RuleSet,
    form: RulesForm,
    sections: Sequence[SectionForm],
    grades: Sequence[GradeForm],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "rules": rules,
        "year": rules.fiscal_year,
        "form": form,
        "sections": sections,
        "grades": grades,
        # What was typed over a newer draft is kept, and is not taken before somebody looked.
        "revision": request.POST.get("revision", "") if status == 422 else _stored(rules),
        "is_stale": status == 409,
    }
    return render(request, "plans/rules/draft.html", context, status=status)


def _stored(rules: RuleSet) -> int:
    return RuleSet.objects.values_list("revision", flat=True).get(pk=rules.pk)


def revision_of(request: HttpRequest) -> int:
    """The revision that the page showed; one that no draft has where it says none."""
    asked = request.POST.get("revision", "")
    return parse_whole(asked, most_digits=_REVISION_DIGITS) or 0


def settable_or_404(year: str) -> FiscalYearSpan:
    """A year that has plans or rules, or the running or the coming one."""
    try:
        span = FiscalYearSpan.parse(year)
    except ValueError as error:
        raise Http404(year) from error
    now = Month.of(timezone.localdate()).fiscal_year
    if span.start in (now.start, now.start + 1):
        return span
    if not FiscalYear.objects.filter(start=span.start).exists():
        raise Http404(year)
    return span


def draft_or_404(span: FiscalYearSpan, kind: str) -> RuleSet:
    """The draft of the year's rules of a kind."""
    try:
        return draft_of(FiscalYear(start=span.start), _kind_or_404(kind))
    except RuleSet.DoesNotExist as error:
        raise Http404(kind) from error


def _kind_or_404(kind: str) -> str:
    if kind not in set(Kind):
        raise Http404(kind)
    return kind
