"""Whether what is stored is what the history says: figures altered past the services show here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from indicators.comments.models import Comment, Kind
from indicators.evidence.selectors import present_evidence
from indicators.evidence.telling import Told, file_text, read_file, read_verdict, verdict_text
from indicators.history.model import Change, ChangedField
from indicators.history.promises import Promise, Said, digests_of, promises_of
from indicators.history.proof_of_reports import unexplained_reports
from indicators.models import Achievement, Sheet, Step
from indicators.periods.feedback_models import HalfYearFeedback
from indicators.periods.feedback_telling import ROW, feedback_text
from indicators.periods.models import EvaluatedValue, PeriodReport
from indicators.services.sealing import step_digest
from plans.document.model import Month
from plans.document.numerals import canonical_figure
from plans.models import Plan

Key = tuple[int | None, int | None, str, str]
"""Return and indicator by id, the row of what has neither, and the field."""

FileKey = tuple[Month | None, int | None, str, str]
"""Month, indicator by id, the hash of a file, and the field."""

_READ_FILE: Final[dict[str, Callable[[str], Told]]] = {
    ChangedField.EVIDENCE: read_file,
    ChangedField.VERDICT: read_verdict,
}


_TOLD_OTHERWISE: Final = {
    *_READ_FILE,
    ChangedField.COMMENT,
    ChangedField.THREAD,
    ChangedField.WHOLE_PLAN,
    ChangedField.KEPT,
}
"""Of these more than the last line counts."""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A value that the history does not lead to: what it says last, and what is stored."""

    plan: str
    month: str
    row: str
    field: str
    told: str | None
    stored: str | None


def unexplained(plan: Plan) -> Iterator[Unexplained]:
    """The plan's figures, remarks, states, promises and evidence that nobody accounts for.

    Also its reports of periods with their steps and all that they kept, and the half-year's
    feedback. Nineteen queries.

    A figure, a remark or a state does not come to be without a line. A plan is first stored as a
    document, of which the history keeps a digest: a promise that was altered and never told of
    shows in that, without its name.
    """
    changes = list(Change.objects.filter(plan=plan).select_related("sheet").order_by("pk"))
    told = {_key(one): one for one in changes if one.field not in _TOLD_OTHERWISE}
    files = {_file_key(one): one for one in changes if one.field in _READ_FILE}
    sheets = {sheet.pk: sheet for sheet in Sheet.objects.filter(plan=plan)}
    rows = dict(plan.indicators.values_list("pk", "row"))
    promises = promises_of([plan.pk])
    stored = _returns(sheets) | _periods(plan) | _promises(promises, set(told))
    for key in {**told, **stored}:
        sheet, indicator, row, field = key
        last = told[key].after if key in told else _untold(field)
        if last != stored.get(key, _untold(field)):
            yield Unexplained(
                plan=plan.address,
                month=str(sheets[sheet].month) if sheet in sheets else "",
                row=rows.get(indicator, row) if indicator else row,
                field=field,
                told=last,
                stored=stored.get(key),
            )
    wholes = [one for one in changes if one.field == ChangedField.WHOLE_PLAN]
    yield from _unexplained_wholes(plan, wholes, now=digests_of(promises)[plan.pk])
    yield from _unexplained_files(plan, files)
    yield from _unexplained_steps(plan, [one for one in changes if one.field == ChangedField.STATE])
    yield from _unexplained_kept(plan, [one for one in changes if one.field == ChangedField.KEPT])
    yield from _unexplained_talk(plan, changes)
    for row, field, known, kept in unexplained_reports(plan, changes):
        yield Unexplained(plan.address, "", row, field, known, kept)


def _untold(field: str) -> str | None:
    """What stands where nothing was ever told."""
    return "open" if field in (ChangedField.STATE, ChangedField.PERIOD_STATE) else None


def _key(change: Change) -> Key:
    named = "" if change.indicator_id else change.row
    return change.sheet_id, change.indicator_id, named, change.field


def _returns(sheets: dict[int, Sheet]) -> dict[Key, str | None]:
    found: dict[Key, str | None] = {
        (pk, None, "", ChangedField.STATE.value): sheet.state for pk, sheet in sheets.items()
    }
    for cell in Achievement.objects.filter(sheet__in=sheets):
        at = cell.sheet_id, cell.indicator_id, ""
        found[*at, ChangedField.FIGURE.value] = canonical_figure(cell.figure)
        found[*at, ChangedField.REMARKS.value] = cell.remarks or None
    return found


def _periods(plan: Plan) -> dict[Key, str | None]:
    """The states and remarks of the reports of periods, and what an evaluator recognised."""
    found: dict[Key, str | None] = {}
    for report in PeriodReport.objects.filter(plan=plan):
        found[None, None, report.name, ChangedField.PERIOD_STATE.value] = report.state
        found[None, None, report.name, ChangedField.PERIOD_REMARKS.value] = report.remarks or None
    for one in EvaluatedValue.objects.filter(report__plan=plan):
        at = None, one.indicator_id, ""
        found[*at, ChangedField.EVALUATED.value] = canonical_figure(one.figure)
        found[*at, ChangedField.EVALUATION_REASON.value] = one.reason
        found[*at, ChangedField.EVALUATED_CLAIM.value] = one.claimed
    return found | _feedback(plan)


def _feedback(plan: Plan) -> dict[Key, str | None]:
    """What was said of the half-year, and the answer."""
    found: dict[Key, str | None] = {}
    for feedback in HalfYearFeedback.objects.filter(plan=plan):
        remarks = feedback.remarks.select_related("objective")
        at = None, None, ROW
        found[*at, ChangedField.FEEDBACK.value] = feedback_text(
            feedback.text, {one.objective.position: one.text for one in remarks}
        )
        found[*at, ChangedField.FEEDBACK_ANSWER.value] = feedback.answer or None
    return found


def _promises(promises: Mapping[Promise, Said], told: set[Key]) -> dict[Key, str | None]:
    """The promises that the history speaks of."""
    found: dict[Key, str | None] = {}
    for promise, said in promises.items():
        key: Key = (
            (None, promise.pk, "", promise.field.value)
            if promise.is_indicator
            else (None, None, said.row, promise.field.value)
        )
        if key in told:
            found[key] = said.text
    return found


def _unexplained_wholes(plan: Plan, told: list[Change], *, now: str) -> Iterator[Unexplained]:
    """Each change of the plan begins where the one before it ended, and the last one ends here."""
    begun_from = [*(change.before for change in told[1:]), now]
    for change, found in zip(told, begun_from, strict=False):
        if change.after != found:
            field = ChangedField.WHOLE_PLAN.value
            yield Unexplained(plan.address, "", "", field, change.after, found)


def _file_key(change: Change) -> FileKey:
    told = _READ_FILE[change.field](change.after or change.before or "")
    return change.of_month, change.indicator_id, told.sha256, change.field


def _unexplained_files(plan: Plan, told: dict[FileKey, Change]) -> Iterator[Unexplained]:
    stored: dict[FileKey, str | None] = {}
    rows: dict[int | None, str] = {}
    for one in present_evidence().filter(indicator__plan=plan).select_related("indicator"):
        rows[one.indicator_id] = one.indicator.row
        cell = one.month, one.indicator_id, one.sha256
        stored[*cell, ChangedField.EVIDENCE.value] = file_text(one)
        stored[*cell, ChangedField.VERDICT.value] = verdict_text(one, one.verdict)
    for key in {**told, **stored}:
        last = told[key].after if key in told else None
        if last != stored.get(key):
            month, indicator, _, field = key
            row = told[key].row if key in told else rows[indicator]
            yield Unexplained(plan.address, str(month), row, field, last, stored.get(key))


def _unexplained_steps(plan: Plan, told: list[Change]) -> Iterator[Unexplained]:
    """The way of each return: each step by whom, to where and why as told, none more or less."""
    ways: dict[Month | None, tuple[list[str], list[str]]] = {}
    for change in told:
        line = f"{change.before} → {change.after}, by {change.by_id}: {change.reason}"
        ways.setdefault(change.of_month, ([], []))[0].append(line)
    for step in Step.objects.filter(sheet__plan=plan).select_related("sheet").order_by("pk"):
        line = f"{step.from_state} → {step.to_state}, by {step.by_id}: {step.reason}"
        ways.setdefault(step.sheet.month, ([], []))[1].append(line)
    for month, (known, stored) in ways.items():
        for last, found in zip_longest(known, stored):
            if last != found:
                field = ChangedField.STATE
                yield Unexplained(plan.address, str(month), "", field, last, found)


def _unexplained_kept(plan: Plan, told: list[Change]) -> Iterator[Unexplained]:
    """What was kept with each acceptance of a return: as it was sealed, none more or less."""
    ways: dict[Month | None, tuple[list[str | None], list[str | None]]] = {}
    for change in told:
        if change.sheet_id is not None:
            ways.setdefault(change.of_month, ([], []))[0].append(change.after)
    steps = Step.objects.filter(sheet__plan=plan, plan_as__isnull=False).order_by("pk")
    for step in steps.select_related("sheet", "plan_as"):
        ways.setdefault(step.sheet.month, ([], []))[1].append(step_digest(step))
    for month, (known, stored) in ways.items():
        for last, found in zip_longest(known, stored):
            if last != found:
                yield Unexplained(plan.address, str(month), "", ChangedField.KEPT, last, found)


def _unexplained_talk(plan: Plan, told: list[Change]) -> Iterator[Unexplained]:
    """Comments by their place in their thread: each said as it was told, none more or less."""
    threads: dict[tuple[Month | None, int | None], tuple[list[Change], list[Comment]]] = {}
    for change in told:
        if change.field == ChangedField.COMMENT:
            key = change.of_month, change.indicator_id
            threads.setdefault(key, ([], []))[0].append(change)
    for one in Comment.objects.filter(plan=plan, kind=Kind.SAID).select_related("indicator"):
        threads.setdefault((one.month, one.indicator_id), ([], []))[1].append(one)
    for (month, _), (changes, comments) in threads.items():
        for change, comment in zip_longest(changes, comments):
            known = change.after if change else None
            stored = comment.text if comment else None
            if known != stored:
                indicator = comment.indicator if comment else None
                row = change.row if change else indicator.row if indicator else ""
                field = ChangedField.COMMENT
                yield Unexplained(plan.address, str(month), row, field, known, stored)
