"""A year in which all is done once that the history tells of: rows in every guarded table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from indicators.audit.models import Check, CheckResult
from indicators.exceptions.models import AlertAct
from indicators.exceptions.services import take_alert_step
from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.feedback.services import FeedbackWords, answer_feedback, give_feedback
from indicators.periods.services import accept_report, return_report
from indicators.returns.comments.selectors import Subject
from indicators.returns.comments.services import add_comment
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.services import add_evidence, judge_evidence, remove_evidence
from indicators.returns.steps import accept_return, reopen_return, return_return, submit_return
from ledger.services import record, seal_history
from numerals import FiscalYearSpan
from offices.journal.recording import posting_changed, posting_told
from offices.models import Posting
from plans.agreements.parts.services import save_parts
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, propose, return_agreement
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from plans.calendar.services import grant_extension
from plans.calendar.terms import DayRule, PeriodKind, TermRule, reported_periods
from plans.document.defaults import Kind
from plans.document.parts.kinds import Part
from plans.parts.values import PartEdit
from plans.rules.services import begin_draft, put_in_force
from plans.workshop.services import address_draft, bring_files, keep_draft
from tests.alerts import alert_of
from tests.amendments import change_row, proposed
from tests.calendars import set_rule
from tests.cast import FIXTURES, JUNE, Cast
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit
from tests.indicators.returns.evidence.files import pdf
from tests.plans.agreements.signing import let_errors_stand, planner_of

LATER: Final = date(2099, 9, 30)
_INNOVATION: Final = "innovation-plan-2020-21.txt"


def tell(cast: Cast) -> None:
    """Khulna's agreement signed and amended, its year reported and final, and all beside them."""
    posting = Posting.objects.get(user=planner_of(cast))
    record([posting_changed(posting, before=None, after=posting_told(posting))])
    _set_rules(cast)
    _sign(cast)
    _amend(cast)
    _bring_a_plan(cast)
    _report_june(cast)
    _report_the_year(cast)
    _care_for_an_alert(cast)
    seal_history()
    CheckResult.objects.create(check_name=Check.HISTORY, seconds=1, found=3, summary="তিনটি")


def _set_rules(cast: Cast) -> None:
    set_rule(
        cast.plan.fiscal_year,
        PeriodKind.MONTH,
        rule=TermRule(due=DayRule(7)),
        by=cast.administrator,
    )
    draft = begin_draft(cast.plan.fiscal_year, Kind.APA, source=None)
    put_in_force(draft, reason="পরিপত্র ৭", revision=draft.revision, by=cast.administrator)


def _sign(cast: Cast) -> None:
    save_parts(cast.plan, {Part.VISION: PartEdit("এক", 0)}, by=cast.officer)
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    notes = {cast.indicator("1.1.1").pk: "কম"}
    return_agreement(agreement_of(cast.plan), reason="আবার", notes=notes, by=cast.superior)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=cast.superior)
    cast.plan.refresh_from_db()


def _amend(cast: Cast) -> None:
    [period] = reported_periods(cast.plan.span, PeriodKind.AMENDMENT)
    grant_extension(cast.khulna, period, until=LATER, reason="বন্যা", by=cast.superior)
    amendment = begin_amendment(cast.plan, by=cast.officer)
    one = change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    other = change_row(amendment, "1.1.1", by=cast.officer, title="অন্য নাম")
    decisions = {
        one: Decision(is_agreed=True),
        other: Decision(is_agreed=False, note="কারণ যথেষ্ট নয়"),
    }
    decide_amendment(proposed(amendment, cast), decisions, by=cast.superior)
    cast.plan.refresh_from_db()


def _bring_a_plan(cast: Cast) -> None:
    by, form = planner_of(cast), (FIXTURES / _INNOVATION).read_bytes()
    (draft, *_) = bring_files([(_INNOVATION, form)], by=by).drafts
    year = FiscalYearSpan(2030)
    address_draft(draft.pk, office=cast.khulna, year=year, kind=Kind.INNOVATION, by=by)
    keep_draft(draft.pk, by=by)


def _report_june(cast: Cast) -> None:
    row = cast.indicator("2.5.2")
    add_comment(Subject(cast.plan, JUNE, row), text="কেন কমল?", after=0, by=cast.superior)
    kept, removed = (
        add_evidence(row, JUNE, name=f"{n}.pdf", data=pdf() + b"\n" * n, by=cast.officer)
        for n in (1, 2)
    )
    remove_evidence(removed, by=cast.officer)
    return_return(cast.submit(), reason="আবার", notes={row.pk: "দেখুন"}, by=cast.superior)
    june = cast.monthly_return()
    submit_return(june, by=cast.officer, answers={row.pk: "ঠিক আছে"}, blanks_confirmed=True)
    judge_evidence(kept, verdict=EvidenceVerdict.NOT_VERIFIED, note="অস্পষ্ট", by=cast.superior)
    accept_return(cast.monthly_return(), by=cast.superior)
    reopen_return(cast.monthly_return(), reason="ভুল", until=LATER, by=cast.superior)


def _report_the_year(cast: Cast) -> None:
    accept_months(cast)
    objective = cast.plan.objectives.earliest("pk")
    words = FeedbackWords("ভালো", {objective.pk: "ধীর"})
    give_feedback(cast.plan, words=words, version=0, by=cast.superior)
    answer_feedback(cast.plan, answer="ধন্যবাদ", version=1, by=cast.officer)
    submit(cast, YEAR, remarks="বন্যা")
    return_report(report(cast, YEAR), reason="আবার", by=cast.superior)
    submit(cast, YEAR, remarks="বন্যা")
    judgements = {cast.indicator("3.1.1").pk: Judgement(Decimal(0), "প্রমাণক নেই")}
    evaluate(report(cast, YEAR), judgements=judgements, by=cast.superior)
    accept_report(report(cast, YEAR), by=cast.superior)


def _care_for_an_alert(cast: Cast) -> None:
    alert, planner = alert_of(cast.plan), planner_of(cast)
    first = take_alert_step(alert, AlertAct.ASSIGN, to=planner, words="দেখুন", by=planner, seen=0)
    take_alert_step(
        alert, AlertAct.DISMISS, words="মেলার মাস", until=LATER, by=planner, seen=first.pk
    )
