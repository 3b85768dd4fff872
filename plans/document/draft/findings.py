"""All that is wrong in a draft, each at its row and field: unread texts, the checks, the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from numerals import Message, Unreadable, parse_number
from plans.document.checks import CheckSettings, check
from plans.document.checks.chosen import Chosen, Said, differences
from plans.document.draft.changes import Change, SetCell, SetNote
from plans.document.draft.document import Told, document_of
from plans.document.draft.fields import heading_in
from plans.document.draft.fixes import Fixing, with_fixes
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.values import DraftPlan, RowLevel
from plans.document.reader.findings.form import column_foreign
from plans.document.reader.findings.totals import total_stated
from plans.document.reader.heading import fiscal_years_in
from plans.document.reader.kinds import kind_in
from plans.document.reader.text import clean
from plans.document.values import Form, Problem, Severity

_FIELDS: Final[Mapping[str, str]] = {
    "objective-weight-mismatch": "weight",
    "no-title": "title",
    "no-unit": "unit",
    "no-weight": "weight",
    "no-method": "method",
    "no-targets": "t100",
    "no-full-target": "t100",
    "missing-code": "code",
    "duplicate-code": "code",
    "code-mismatch": "code",
    "wrong-kind": "t100",
    "tier-order": "t100",
    "equal-tiers": "t100",
    "soft-target": "t60",
    "one-target-by-tiers": "mode",
    "no-deadline": "t100",
    "not-proportional": "mode",
    "zero-target": "t100",
    "no-deduction": "deduction",
    "deduction-unused": "mode",
    "rolled-from-nothing": "roll_up_from",
    "rolled-sum": "roll_up",
    "rolled-days": "roll_up",
    "earned-twice": "roll_up",
    "percent-summed": "method",
    "sum-mismatch": "cumulative",
    "method-contradiction": "cumulative",
    "rate-mismatch": "rate",
    "suspect-spelling": "title",
}
"""The field that a check speaks of."""
_TIERS: Final = ("t100", "t90", "t80", "t70", "t60")
_UNREAD_SILENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "no-targets": _TIERS,
    "no-full-target": ("t100",),
    "no-method": ("method",),
    "no-weight": ("weight",),
    "no-deadline": ("t100",),
    "no-deduction": ("deduction", "per_days", "mode"),
    "deduction-unused": ("mode",),
    "rolled-from-nothing": ("roll_up_from",),
    "objective-weight-mismatch": ("weight",),
}
"""The checks that say nothing where the field has a text that could not be read."""
_NO_CODES: Final = Message(
    bn="কোনো সূচকের কোড নেই; যেমন ১.১.১ লিখুন।",
    en="No indicator has a code. Enter codes such as 1.1.1.",
)
_NO_OBJECTIVE: Final = Message(
    bn="সারিটির উপরে কোনো উদ্দেশ্য নেই; উপরে একটি উদ্দেশ্য যোগ করুন।",
    en="No objective stands above the row. Add one.",
)
_SEEN: Final = Message(bn="দেখেছি, ঠিক আছে", en="Seen, it is right")
_SEEN_WHY: Final = Message(
    bn="ছক পড়ার সময় যা করা হয়েছে তা মিলিয়ে দেখা হলে কথাটি সরানো যায়।",
    en="Once you have compared it with the form, the note can be put aside.",
)
_EMPTY: Final = {
    RowLevel.OBJECTIVE: Message(
        bn="এই উদ্দেশ্যের অধীন কোনো সূচক নেই; সূচক যোগ করুন অথবা উদ্দেশ্যটি বাদ দিন।",
        en="The objective has no indicator. Add one, or remove the objective.",
    ),
    RowLevel.ACTIVITY: Message(
        bn="এই কার্যক্রমের অধীন কোনো সূচক নেই; সূচক যোগ করুন অথবা কার্যক্রমটি বাদ দিন।",
        en="The activity has no indicator. Add one, or remove the activity.",
    ),
}


@dataclass(frozen=True, slots=True)
class ExaminedDraft:
    """A draft's document with all findings, and what its weights should make (``None``: free)."""

    told: Told
    problems: tuple[DraftProblem, ...]
    whole: Decimal | None


def fixes_together(problems: Iterable[DraftProblem], *, rule: str, fix: str) -> tuple[Change, ...]:
    """What the fix of that name does for all findings of a rule, each cell once."""
    changes: dict[tuple[object, ...], Change] = {}
    for problem in problems:
        for one in problem.fixes:
            if problem.rule == rule and one.name == fix:
                for change in one.changes:
                    changes.setdefault(_place_of(change), change)
    return tuple(changes.values())


def _place_of(change: Change) -> tuple[object, ...]:
    return (change.key, change.field) if isinstance(change, SetCell) else (change,)


def examined_draft(
    draft: DraftPlan,
    settings: CheckSettings | None = None,
    *,
    office_names: Sequence[str] = (),
    offers_fixes: bool = True,
) -> ExaminedDraft:
    """The draft's document and what is wrong in it; weights by the rules of its kind and year.

    ``office_names`` are those of the office that it is of, in both languages. Who only asks what is
    wrong needs no fixes.
    """
    told = document_of(draft)
    stated = stated_total(draft)
    chosen = (settings or CheckSettings()).of(told.document, kind=draft.kind, stated=stated)
    found = [
        *_of_head(draft, office_names),
        *_of_whole(draft, stated=stated, told=told),
        *told.problems,
        *_of_checks(draft, told, chosen),
        *_empty_rows(draft),
        *_without_objective(draft),
        *_notes(draft),
    ]
    if offers_fixes:
        fixing = Fixing.of(draft, told, whole=chosen.total_weight, office_names=office_names)
        found = [with_fixes(fixing, problem) for problem in found]
    return ExaminedDraft(told, _in_order(draft, found), chosen.total_weight)


def stated_total(draft: DraftPlan) -> Decimal | None:
    """The weight that the form states for itself; ``None`` where it says none, or no number."""
    number = parse_number(clean(draft.total)) if clean(draft.total) else None
    return None if isinstance(number, Unreadable) else number


def _of_head(draft: DraftPlan, names: Sequence[str]) -> Iterator[DraftProblem]:
    chosen = Chosen(names, draft.kind, draft.fiscal_year)
    for problem in other_than_chosen(draft.heading, draft.title, chosen):
        yield _whole(problem, "heading" if problem.rule == "other-office" else "title")


def other_than_chosen(heading: str, title: str, chosen: Chosen) -> Iterator[Problem]:
    """Where a plan's heading or title names another office, kind or year than it is kept for."""
    titled = fiscal_years_in(title)
    year = next(iter(titled)) if len(titled) == 1 else None
    yield from differences(Said(heading, kind_in(title), year), chosen)


def _of_whole(draft: DraftPlan, *, stated: Decimal | None, told: Told) -> Iterator[DraftProblem]:
    weights = (one.weight for one in told.document.indicators if one.weight is not None)
    actual = sum(weights, Decimal(0))
    if stated is not None and stated != actual:
        yield _whole(total_stated(stated, actual=actual), "total")
    for name in draft.columns:
        heading = heading_in(name)
        if heading is not None:
            yield _whole(column_foreign(heading), name)


def _whole(problem: Problem, name: str | None) -> DraftProblem:
    return DraftProblem(problem.rule, problem.severity, None, name, problem.message)


def _of_checks(draft: DraftPlan, told: Told, settings: CheckSettings) -> Iterator[DraftProblem]:
    # A plan that is made here is scored: whatever its form, it needs its methods.
    document = replace(told.document, form=Form.PROGRESS)
    codeless = bool(document.indicators) and not any(one.code for one in document.indicators)
    headless = not any(one.title or one.weight is not None for one in document.objectives)
    objectives = {one.row for one in document.objectives}
    if codeless:
        yield DraftProblem("missing-code", Severity.WARNING, None, "code", _NO_CODES)
    for problem in check(document, settings=settings):
        if codeless and problem.rule == "missing-code":
            continue
        if headless and problem.row in objectives and problem.rule in ("no-title", "no-weight"):
            continue
        yield from _placed(draft, told, problem)


def _placed(draft: DraftPlan, told: Told, problem: Problem) -> Iterator[DraftProblem]:
    name = _FIELDS.get(problem.rule)
    if problem.rule == "duplicate-code":
        keys = [told.keys[one.row] for one in told.document.indicators if one.code == problem.row]
        for twin in keys[1:]:
            yield DraftProblem(problem.rule, problem.severity, twin, name, problem.message)
        return
    where = told.activities if problem.of_activity else told.keys
    key = where.get(problem.row)
    if problem.row and key is None:
        # Of an objective or activity that no row says.
        return
    silencing = _UNREAD_SILENCES.get(problem.rule, ())
    if key is not None and any((key, one) in told.unread for one in silencing):
        return
    if problem.rule == "wrong-kind" and any(
        one.rule == "wrong-kind" and one.key == key for one in told.problems
    ):
        return
    yield DraftProblem(problem.rule, problem.severity, key, name, problem.message)


def _empty_rows(draft: DraftPlan) -> Iterator[DraftProblem]:
    for place, row in enumerate(draft.rows):
        if row.level is RowLevel.INDICATOR:
            continue
        beneath = draft.beneath(place)
        if not any(one.level is RowLevel.INDICATOR for one in beneath):
            yield DraftProblem(
                "nothing-beneath", Severity.WARNING, row.key, "title", _EMPTY[row.level]
            )


def _without_objective(draft: DraftPlan) -> Iterator[DraftProblem]:
    first = draft.rows[0] if draft.rows else None
    if first is not None and first.level is not RowLevel.OBJECTIVE:
        yield DraftProblem("without-objective", Severity.WARNING, first.key, None, _NO_OBJECTIVE)


def _notes(draft: DraftPlan) -> Iterator[DraftProblem]:
    known = draft.by_key
    for note in draft.notes:
        if note.key is None or note.key in known:
            seen = Fix("seen", _SEEN, _SEEN_WHY, (SetNote(note, stands=False),))
            yield DraftProblem(note.rule, note.severity, note.key, None, note.message, (seen,))


def _in_order(draft: DraftPlan, found: Iterable[DraftProblem]) -> tuple[DraftProblem, ...]:
    places = {row.key: place for place, row in enumerate(draft.rows)}
    return tuple(sorted(found, key=lambda one: places.get(one.key, -1) if one.key else -1))
