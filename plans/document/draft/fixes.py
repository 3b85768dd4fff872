"""Ways to put findings right, each with its reason; none is made unless a person takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from numerals import FiscalYearSpan, Message, localize_digits
from plans.document.bilingual import added, shown
from plans.document.checks.figures import is_percentage
from plans.document.checks.spelling import SLIPS
from plans.document.draft.carried import retitled
from plans.document.draft.changes import AddRow, Change, RemoveRow, SetCell, SetHead, head_of
from plans.document.draft.composed import codes_by_place, renumbered, written
from plans.document.draft.document import Told, code_in
from plans.document.draft.fix_figures import readings_of, sorted_tiers, spread_tiers
from plans.document.draft.values import DraftPlan, DraftProblem, DraftRow, Fix, Level
from plans.document.methods import Method
from plans.document.reader.heading import fiscal_years_in
from plans.document.reader.kinds import kind_in
from plans.document.values import IndicatorEntry, ObjectiveEntry


@dataclass(frozen=True, slots=True)
class Fixing:
    """What the fixes look at: the draft, its document, the total that its weights should make."""

    draft: DraftPlan
    told: Told
    whole: Decimal | None
    office_names: Sequence[str]
    rows: Mapping[int, DraftRow]
    objectives: Mapping[int, ObjectiveEntry]
    indicators: Mapping[int, IndicatorEntry]
    codes: Mapping[int, str]

    @classmethod
    def of(
        cls, draft: DraftPlan, told: Told, *, whole: Decimal | None, office_names: Sequence[str]
    ) -> Fixing:
        """All that any fix needs, found once."""
        return cls(
            draft,
            told,
            whole,
            office_names,
            draft.by_key,
            {told.keys[one.row]: one for one in told.document.objectives if one.row in told.keys},
            {told.keys[one.row]: one for one in told.document.indicators},
            codes_by_place(draft),
        )

    def cell(self, key: int, name: str, text: str) -> tuple[Change, ...]:
        """The change that writes ``text``."""
        return (SetCell(key, name, text, self.rows[key].said(name)),)

    def head(self, name: str, text: str) -> tuple[Change, ...]:
        """The same above the rows."""
        return (SetHead(name, text, head_of(self.draft, name)),)

    def number(self, value: Decimal) -> str:
        """A number as the draft writes it."""
        return written(value, self.draft.language)

    def name(self, method: Method) -> str:
        """A method as the draft writes it."""
        return method.named[self.draft.language]


Fixer: TypeAlias = Callable[[Fixing, DraftProblem, int], Iterator[Fix]]


def with_fixes(fixing: Fixing, problem: DraftProblem) -> DraftProblem:
    """The finding with every fix that there is for it; those that change nothing are none."""
    fixes: Iterator[Fix] = iter(())
    if problem.key is None:
        whole = _OF_WHOLE.get(problem.rule)
        fixes = whole(fixing) if whole is not None else fixes
    elif problem.key in fixing.rows and problem.rule in _FIXERS:
        fixes = _FIXERS[problem.rule](fixing, problem, problem.key)
    found = tuple(one for one in fixes if one.changes)
    return replace(problem, fixes=(*problem.fixes, *found)) if found else problem


def _sum_of(fixing: Fixing, key: int) -> tuple[list[Decimal], Decimal]:
    weights = [one.weight for one in fixing.objectives[key].indicators if one.weight is not None]
    return weights, sum(weights, Decimal(0))


def _objective_weight(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    if key not in fixing.objectives:
        return
    weights, total = _sum_of(fixing, key)
    if weights:
        terms, made = added(weights), shown(total)
        yield _fix(
            "weight-of-indicators",
            bn=f"উদ্দেশ্যের মান {made.bn} লিখুন",
            en=f"Make the objective's weight {made.en}",
            why_bn=f"এর সূচকগুলোর মান যোগ করলে {terms.bn} = {made.bn} হয়।",
            why_en=f"Its indicators' weights make {terms.en} = {made.en}.",
            changes=fixing.cell(key, "weight", fixing.number(total)),
        )
    rest = _remainder(fixing, key)
    if rest is not None and rest != total and rest != fixing.objectives[key].weight:
        left, whole = shown(rest), shown(fixing.whole or Decimal(0))
        yield _fix(
            "weight-remainder",
            bn=f"উদ্দেশ্যের মান {left.bn} লিখুন",
            en=f"Make the objective's weight {left.en}",
            why_bn=f"অন্য উদ্দেশ্যগুলোর মান বাদ দিলে মোট {whole.bn}-এর এটুকু থাকে।",
            why_en=f"So much of the total {whole.en} is left by the other objectives.",
            changes=fixing.cell(key, "weight", fixing.number(rest)),
        )


def _remainder(fixing: Fixing, key: int) -> Decimal | None:
    if len(fixing.objectives) < len(fixing.told.document.objectives):
        return None
    others = [one.weight for pk, one in fixing.objectives.items() if pk != key]
    given = [weight for weight in others if weight is not None]
    if fixing.whole is None or len(given) < len(others):
        return None
    rest = fixing.whole - sum(given, Decimal(0))
    return rest if rest > 0 else None


def _no_weight(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    if fixing.rows[key].level is Level.OBJECTIVE:
        yield from _objective_weight(fixing, problem, key)
        return
    over = next(
        (o for o in fixing.objectives.values() if fixing.indicators[key] in o.indicators), None
    )
    if over is None or over.weight is None:
        return
    weights = [one.weight for one in over.indicators]
    given = [weight for weight in weights if weight is not None]
    rest = over.weight - sum(given, Decimal(0))
    if len(given) == len(weights) - 1 and rest > 0:
        left, whole = shown(rest), shown(over.weight)
        yield _fix(
            "weight-remainder",
            bn=f"মান {left.bn} লিখুন",
            en=f"Make the weight {left.en}",
            why_bn=f"উদ্দেশ্যের মান {whole.bn} থেকে অন্য সূচকগুলোর মান বাদ দিলে এটুকু থাকে।",
            why_en=f"So much of the objective's weight {whole.en} is left by the other indicators.",
            changes=fixing.cell(key, "weight", fixing.number(rest)),
        )


def _code(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    row = fixing.rows[key]
    taken = {
        code_in(one.said("code"))
        for one in fixing.draft.rows
        if one.level is row.level and one.key != key
    }
    by_parent = _code_by_parent(fixing, key)
    offered = []
    for name, code, why_bn, why_en in (
        (
            "code-of-parent",
            by_parent,
            "উপরের কোড ও তার অধীন ক্রম থেকে কোডটি পাওয়া যায়।",
            "It follows from the code above and the place below it.",
        ),
        (
            "code-of-place",
            fixing.codes[key],
            "সারিটির অবস্থান থেকে কোডটি পাওয়া যায়।",
            "It follows from the place of the row.",
        ),
    ):
        if code is None or code in taken or code in offered:
            continue
        offered.append(code)
        bn, en = (localize_digits(code, language=one) for one in ("bn", "en"))
        yield _fix(
            name,
            bn=f"কোড {bn} লিখুন",
            en=f"Make the code {en}",
            why_bn=why_bn,
            why_en=why_en,
            changes=fixing.cell(key, "code", localize_digits(code, language=fixing.draft.language)),
        )
    yield from _renumber(fixing)


def _code_by_parent(fixing: Fixing, key: int) -> str | None:
    place = 0
    row = fixing.rows[key]
    above: DraftRow | None = None
    for one, objective, activity in fixing.draft.with_parents():
        parent = activity or objective if one.level is Level.INDICATOR else objective
        if one.level is not row.level:
            continue
        place = place + 1 if parent is above else 1
        above = parent
        if one.key == key:
            code = code_in(parent.said("code")) if parent else None
            return f"{code}.{place}" if code else None
    return None


def _renumber(fixing: Fixing) -> Iterator[Fix]:
    yield _fix(
        "renumber",
        bn="সব কোড নতুন করে বসান",
        en="Renumber all rows",
        why_bn="সারিগুলোর ক্রম অনুসারে ১, ১.১, ১.১.১ করে কোড বসবে।",
        why_en="By the order of the rows, as 1, 1.1, 1.1.1.",
        changes=renumbered(fixing.draft),
    )


def _tiers(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    targets = fixing.indicators[key].targets
    language = fixing.draft.language
    for name, texts, words in (
        (
            "tiers-sorted",
            sorted_tiers(targets, language) if problem.rule == "tier-order" else None,
            (
                "লক্ষ্যমাত্রাগুলো ক্রম অনুসারে সাজান",
                "Put the targets in order",
                "একই সংখ্যা বা তারিখ, সেরা থেকে শেষ পর্যন্ত।",
                "The same figures, from the best to the last.",
            ),
        ),
        (
            "tiers-spread",
            spread_tiers(targets, language),
            (
                "মাঝের ধাপগুলো সমান দূরত্বে বসান",
                "Spread the tiers between evenly",
                "প্রথম ও শেষ ধাপ যেমন আছে তেমনই থাকবে।",
                "The first and the last tier stay as they are.",
            ),
        ),
    ):
        if texts is None:
            continue
        said = fixing.rows[key]
        bn, en, why_bn, why_en = words
        yield _fix(
            name,
            bn=bn,
            en=en,
            why_bn=why_bn,
            why_en=why_en,
            changes=tuple(
                SetCell(key, field, text, said.said(field))
                for field, text in texts.items()
                if text != said.said(field)
            ),
        )


def _method(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    entry = fixing.indicators[key]
    targets = [target for _, target in entry.targets.defined]
    if targets and all(isinstance(one, date) for one in targets):
        wanted = [(Method.DATE, "লক্ষ্যমাত্রাগুলো তারিখ।", "The targets are dates.")]
    elif is_percentage(entry.unit):
        wanted = [
            (Method.AVERAGE, "শতকরা হার যোগ করা যায় না।", "Percentages cannot be added up."),
            (
                Method.CUMULATIVE,
                "প্রতি মাসের হারে আগের মাসগুলোও ধরা থাকলে।",
                "If each month's figure contains the months before.",
            ),
        ]
    else:
        wanted = [
            (
                Method.SUM,
                "প্রতি মাসের অর্জন আলাদা করে লেখা হলে।",
                "If each month reports its own achievement.",
            ),
            (
                Method.CUMULATIVE,
                "প্রতি মাসের অর্জনে আগের মাসগুলোও ধরা থাকলে।",
                "If each month's figure contains the months before.",
            ),
        ]
    for method, why_bn, why_en in wanted:
        if method is entry.method:
            continue
        yield _fix(
            f"method-{method.value}",
            bn=f"গণনা পদ্ধতি {method.named.bn} করুন",
            en=f"Make the method {method.named.en}",
            why_bn=why_bn,
            why_en=why_en,
            changes=fixing.cell(key, "method", fixing.name(method)),
        )


def _unit(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    entry = fixing.indicators[key]
    targets = [target for _, target in entry.targets.defined]
    if not targets or not all(isinstance(one, date) for one in targets):
        return
    text = Method.DATE.named[fixing.draft.language]
    changes = fixing.cell(key, "unit", text)
    if entry.method not in (None, Method.DATE, Method.CUMULATIVE):
        changes += fixing.cell(key, "method", text)
    yield _fix(
        "unit-date",
        bn="একক তারিখ করুন",
        en="Make the unit “date”",
        why_bn="লক্ষ্যমাত্রাগুলো তারিখ।",
        why_en="The targets are dates.",
        changes=changes,
    )


def _spelling(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    title = fixing.rows[key].said("title")
    meant = title
    for slip in SLIPS:
        meant = slip.pattern.sub(
            lambda found, slip=slip: found[0].replace(slip.written, slip.meant),  # type: ignore[misc]
            meant,
        )
    yield _fix(
        "spelling",
        bn=f"“{meant}” লিখুন",
        en=f"Write “{meant}”",
        why_bn="শব্দটি সম্ভবত টাইপের ভুল।",
        why_en="The word is probably a slip of typing.",
        changes=fixing.cell(key, "title", meant) if meant != title else (),
    )


def _reading(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    if problem.field is None:
        return
    row = fixing.rows[key]
    entry = fixing.indicators.get(key)
    found = readings_of(row.said(problem.field), problem.field, entry, fixing.draft.fiscal_year)
    if len(found) != 1:
        return
    value = found[0]
    text = written(value, fixing.draft.language)
    read = shown(value)
    yield _fix(
        "one-reading",
        bn=f"{read.bn} লিখুন",
        en=f"Write {read.en}",
        why_bn="লেখাটির সম্ভাব্য একটিই পাঠ পাওয়া যায়; মূল ছকের সঙ্গে মিলিয়ে দেখুন।",
        why_en="It is the one reading that the text allows: compare it with the form.",
        changes=fixing.cell(key, problem.field, text),
    )


def _empty(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    yield _fix(
        "remove",
        bn="সারিটি বাদ দিন",
        en="Remove the row",
        why_bn="এর অধীন কিছু নেই।",
        why_en="Nothing stands beneath it.",
        changes=(RemoveRow(key),),
    )


def _objective_above(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    yield _fix(
        "add-objective",
        bn="উপরে একটি উদ্দেশ্য যোগ করুন",
        en="Add an objective above",
        why_bn="প্রতিটি কার্যক্রম ও সূচক একটি উদ্দেশ্যের অধীন।",
        why_en="Every activity and indicator belongs to an objective.",
        changes=(AddRow(DraftRow(0, Level.OBJECTIVE), after=None),),
    )


def _stated_total(fixing: Fixing) -> Iterator[Fix]:
    weights = [one.weight for one in fixing.told.document.indicators if one.weight is not None]
    total = sum(weights, Decimal(0))
    made = shown(total)
    yield _fix(
        "total-of-indicators",
        bn=f"মোট মান {made.bn} লিখুন",
        en=f"Make the total {made.en}",
        why_bn="সূচকগুলোর মান যোগ করলে তাই হয়।",
        why_en="So much the indicators' weights make.",
        changes=fixing.head("total", fixing.number(total)),
    )


def _all_codes(fixing: Fixing) -> Iterator[Fix]:
    yield from _renumber(fixing)


def _other_office(fixing: Fixing) -> Iterator[Fix]:
    if not fixing.office_names:
        return
    bn, en = fixing.office_names[0], fixing.office_names[1:2] or fixing.office_names[:1]
    name = bn if fixing.draft.language == "bn" else en[0]
    yield _fix(
        "heading-of-office",
        bn=f"শিরোনামে “{bn}” লিখুন",
        en=f"Make the heading “{en[0]}”",
        why_bn="এই কার্যালয়টিই বাছাই করা হয়েছে।",
        why_en="That is the office that was chosen.",
        changes=fixing.head("heading", name),
    )


def _other_kind(fixing: Fixing) -> Iterator[Fix]:
    said = kind_in(fixing.draft.title)
    if said is not None:
        yield _fix(
            "kind-of-title",
            bn=f"ধরন {said.named.bn} করুন",
            en=f"Make it: {said.named.en}",
            why_bn="শিরোনামে তাই লেখা আছে।",
            why_en="So the title says.",
            changes=fixing.head("kind", said.value),
        )


def _other_year(fixing: Fixing) -> Iterator[Fix]:
    chosen: FiscalYearSpan | None = fixing.draft.fiscal_year
    titled = fiscal_years_in(fixing.draft.title)
    if chosen is None or len(titled) != 1:
        return
    title = retitled(fixing.draft.title, chosen)
    year = next(iter(titled))
    bn, en = (localize_digits(str(chosen), language=one) for one in ("bn", "en"))
    yield _fix(
        "title-of-year",
        bn=f"শিরোনামে {bn} লিখুন",
        en=f"Write {en} in the title",
        why_bn="এই অর্থবছরটিই বাছাই করা হয়েছে।",
        why_en="That is the year that was chosen.",
        changes=fixing.head("title", title),
    )
    bn, en = (localize_digits(str(year), language=one) for one in ("bn", "en"))
    yield _fix(
        "year-of-title",
        bn=f"অর্থবছর {bn} করুন",
        en=f"Make the fiscal year {en}",
        why_bn="শিরোনামে তাই লেখা আছে।",
        why_en="So the title says.",
        changes=fixing.head("fiscal_year", str(year)),
    )


def _fix(
    name: str, *, bn: str, en: str, why_bn: str, why_en: str, changes: tuple[Change, ...]
) -> Fix:
    return Fix(name, Message(bn=bn, en=en), Message(bn=why_bn, en=why_en), changes)


_FIXERS: Final[Mapping[str, Fixer]] = {
    "objective-weight-mismatch": _objective_weight,
    "no-weight": _no_weight,
    "code-mismatch": _code,
    "duplicate-code": _code,
    "missing-code": _code,
    "tier-order": _tiers,
    "equal-tiers": _tiers,
    "percent-summed": _method,
    "no-method": _method,
    "no-unit": _unit,
    "wrong-kind": _unit,
    "suspect-spelling": _spelling,
    "unreadable-value": _reading,
    "year-taken": _reading,
    "words-beside-figure": _reading,
    "nothing-beneath": _empty,
    "without-objective": _objective_above,
}
_OF_WHOLE: Final[Mapping[str, Callable[[Fixing], Iterator[Fix]]]] = {
    "stated-total": _stated_total,
    "missing-code": _all_codes,
    "other-office": _other_office,
    "other-kind": _other_kind,
    "other-year": _other_year,
}
