"""The annual evaluation: handed in by the office, evaluated row by row, then final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.periods.evaluation.page import EvaluationPage, TypedJudgement
from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.moves import OtherClaims
from indicators.periods.report_pages import ReportForms, context_of, is_late_look, posted
from indicators.periods.selectors import evaluated_values, report_with_steps
from indicators.periods.services import accept_report
from indicators.periods.workflow import FREEZING
from indicators.returns.forms import NOTE_LIMIT, read_achievement
from indicators.returns.lookup import plan_or_404, this_month
from indicators.returns.scores.reckoning import evaluated_score, rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.returns.selectors.owed import reviewing_name
from numerals import FiscalYearSpan, Message
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.terms import PeriodKind, periods_of
from plans.models import Indicator, Plan
from presentation.lines import lines_typed

_NO_REASON = Message(
    bn="ভিন্ন মান দিলে কারণ লিখতে হবে।", en="Another value needs a reason: write why."
)
_NO_VALUE = Message(
    bn="কারণ লেখা হয়েছে, কিন্তু মূল্যায়িত অর্জন নেই; অর্জন লিখুন বা কারণ মুছুন।",
    en="There is a reason but no value; write the value or take the reason away.",
)


@dataclass(frozen=True)
class TypedEvaluation:
    """The readable judgements, and what stood in the fields of all rows."""

    judgements: Mapping[int, Judgement | None]
    typed: Mapping[int, TypedJudgement]

    @property
    def is_sound(self) -> bool:
        """Whether every row could be read."""
        return not any(one.problem for one in self.typed.values())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The self-score beside the evaluated one; a POST hands in, evaluates or decides."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    if plan.span.months[-1] > this_month():
        raise Http404
    page = _page(request, plan)
    if is_late_look(request, page):
        return redirect(page.url)
    if request.method == "POST" and {"evaluate", "accept"} & request.POST.keys():
        return _evaluated(request, page)
    if request.method == "POST":
        return posted(request, page, show=_render)
    return _render(request, page, ReportForms())


def _page(request: HttpRequest, plan: Plan) -> EvaluationPage:
    [period] = periods_of(plan.span, PeriodKind.YEAR)
    figures = figures_of(plan).counted
    report, steps = report_with_steps(plan, period)
    judged = evaluated_values(report)
    rules = rules_of(plan.rule_set)
    recognised = {pk: one.figure for pk, one in judged.items()}
    access = access_of(signed_in(request))
    return EvaluationPage(
        report,
        figures,
        score_figures(figures, month=period.last, rules=rules),
        tuple(steps),
        timezone.localdate(),
        reviewing=reviewing_name(plan),
        is_ours=access.may_prepare(plan.office),
        judged=judged,
        evaluated=(
            evaluated_score(figures, recognised, rules=rules)
            if recognised and report.state not in FREEZING
            else None
        ),
        may_evaluate=access.may_review(plan.office),
    )


def _render(
    request: HttpRequest, page: EvaluationPage, forms: ReportForms, *, status: int = 200
) -> HttpResponse:
    context = context_of(request, page, forms)
    return render(request, "indicators/periods/evaluation.html", context, status=status)


def _evaluated(request: HttpRequest, page: EvaluationPage) -> HttpResponse:
    if not page.may_evaluate:
        raise Http404
    read = read_evaluation(request.POST, page.figures.indicators, year=page.plan.span)
    if not read.is_sound:
        page = page.with_typed(read.typed)
        problem = _("Not saved: look at the marked rows. What you typed is still here.")
        return _render(request, page, ReportForms(problem=problem), status=422)
    return posted(request, page, show=_render, take=lambda: _take(request, page, read))


def _take(request: HttpRequest, page: EvaluationPage, read: TypedEvaluation) -> HttpResponse:
    by = signed_in(request)
    report = evaluate(page.report, judgements=read.judgements, by=by)
    if "accept" in request.POST:
        try:
            accept_report(report, by=by)
        except OtherClaims:
            messages.error(
                request,
                _(
                    "The values are saved, but the evaluation is not final yet: the office's "
                    "claim has changed since some were given. Look at the marked rows again."
                ),
            )
        else:
            messages.success(request, _("The evaluation is final. The office sees it now."))
    else:
        messages.success(request, _("The evaluation is saved."))
    return redirect(page.url)


def read_evaluation(
    data: Mapping[str, str], indicators: tuple[Indicator, ...], *, year: FiscalYearSpan
) -> TypedEvaluation:
    """``value-<id>`` and ``reason-<id>`` of the indicators; both blank: the office's stands.

    ``again-<id>`` says that a value was looked at again since the office claimed another one.
    """
    judgements: dict[int, Judgement | None] = {}
    typed: dict[int, TypedJudgement] = {}
    for indicator in indicators:
        value = data.get(f"value-{indicator.pk}")
        if value is None:
            continue
        reason = lines_typed(data, f"reason-{indicator.pk}", longest=NOTE_LIMIT)
        judgement = _judgement(value, reason, indicator, year=year)
        problem = judgement if isinstance(judgement, Message) else None
        figure = judgement.figure if isinstance(judgement, Judgement) else None
        typed[indicator.pk] = TypedJudgement(value, reason, problem, figure)
        if isinstance(judgement, Judgement):
            judgement = replace(judgement, is_confirmed=f"again-{indicator.pk}" in data)
        if not isinstance(judgement, Message):
            judgements[indicator.pk] = judgement
    return TypedEvaluation(judgements, typed)


def _judgement(
    value: str, reason: str, indicator: Indicator, *, year: FiscalYearSpan
) -> Judgement | Message | None:
    figure = read_achievement(value, indicator, year=year)
    if isinstance(figure, Message):
        return figure
    if figure is None:
        return _NO_VALUE if reason else None
    return Judgement(figure, reason) if reason else _NO_REASON
