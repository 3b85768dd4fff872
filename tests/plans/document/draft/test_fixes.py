from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.document.draft.applying import Applied, apply
from plans.document.draft.carried import copied, moved_on
from plans.document.draft.changes import Change, RenameColumn
from plans.document.draft.composed import (
    TierRule,
    TierStep,
    renumbered,
    tiers_by_rule,
)
from plans.document.draft.fields import other
from plans.document.draft.findings import examined_draft, fixes_together
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.reading import draft_of
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from plans.document.reader import read_form
from plans.document.values import PlanDocument
from tests.plans.document.draft.drafts import documents, drafts
from tests.plans.document.forms import INNOVATION, KHULNA, document_of

YEAR = FiscalYearSpan(2023)


def row(key: int, level: str, **cells: str) -> DraftRow:
    return DraftRow(key, RowLevel(level), {name: DraftCell(text) for name, text in cells.items()})


def plan(*indicators: dict[str, str], weight: str = "১০০", **head: object) -> DraftPlan:
    rows = [
        row(1, "objective", code="১", title="উদ্দেশ্য", weight=weight),
        row(2, "activity", code="১.১", title="কাজ"),
    ]
    usual = {"title": "সূচক", "unit": "সংখ্যা", "method": "সমষ্টি", "weight": "১০০", "t100": "৫"}
    for number, cells in enumerate(indicators, start=1):
        said = {"code": f"১.১.{number}", **usual, **cells}
        rows.append(row(number + 2, "indicator", **{k: v for k, v in said.items() if v}))
    values: dict[str, object] = {"fiscal_year": YEAR, "kind": Kind.APA, **head}
    return DraftPlan(rows=tuple(rows), next_key=len(rows) + 1, **values)  # type: ignore[arg-type]


def made(draft: DraftPlan, changes: tuple[Change, ...]) -> DraftPlan:
    applied = apply(draft, changes)
    assert isinstance(applied, Applied)
    return applied.draft


def findings_of(draft: DraftPlan, **more: object) -> tuple[DraftProblem, ...]:
    return examined_draft(draft, **more).problems  # type: ignore[arg-type]


def fixes(draft: DraftPlan, rule: str, **more: object) -> dict[str, Fix]:
    found = [one for one in findings_of(draft, **more) if one.rule == rule]
    return {fix.name: fix for problem in found for fix in problem.fixes}


def same(one: DraftProblem, other: DraftProblem) -> bool:
    return (one.rule, one.key, one.message) == (other.rule, other.key, other.message)


@given(drafts())
def test_every_fix_of_any_draft_can_be_made_and_taken_back(draft: DraftPlan) -> None:
    for problem in findings_of(draft):
        for fix in problem.fixes:
            applied = apply(draft, fix.changes)
            assert isinstance(applied, Applied)
            back = made(applied.draft, applied.inverse)
            assert replace(back, next_key=draft.next_key) == draft


@pytest.mark.parametrize("form", [KHULNA, INNOVATION])
def test_finding_is_gone_after_any_of_its_fixes(form: str) -> None:
    draft = draft_of(read_form(form))
    fixed = 0
    for problem in findings_of(draft):
        for fix in problem.fixes:
            fixed += 1
            assert not any(same(problem, one) for one in findings_of(made(draft, fix.changes)))
    assert fixed > 12


def test_fixes_of_one_kind_are_made_together() -> None:
    draft = draft_of(read_form(INNOVATION))
    changes = fixes_together(findings_of(draft), rule="no-method", fix="method-sum")
    left = findings_of(made(draft, changes))
    assert len(changes) > 5
    assert all("method-sum" not in {fix.name for fix in one.fixes} for one in left)


def test_objective_weighs_what_its_indicators_do_or_what_is_left() -> None:
    draft = plan({"weight": "৪০"}, {"weight": "২০"}, weight="৫০", kind=Kind.APA)
    found = fixes(draft, "objective-weight-mismatch")
    assert made(draft, found["weight-of-indicators"].changes).rows[0].said("weight") == "৬০"
    assert made(draft, found["weight-remainder"].changes).rows[0].said("weight") == "১০০"
    assert "৪০ + ২০ = ৬০" in found["weight-of-indicators"].reason.bn


def test_only_missing_weight_is_what_the_objective_leaves() -> None:
    draft = plan({"weight": "৪০"}, {"weight": ""})
    found = fixes(draft, "no-weight")
    assert made(draft, found["weight-remainder"].changes).by_key[4].said("weight") == "৬০"


@pytest.mark.parametrize(
    ("targets", "name", "expected"),
    [
        ("৫০ ৪০ ৪৫ ৩৫ ৩০", "tiers-sorted", "৫০ ৪৫ ৪০ ৩৫ ৩০"),
        ("৫০ ৪৫ ৪৫ ৩৫ ৩০", "tiers-spread", "৫০ ৪৫ ৪০ ৩৫ ৩০"),
        ("৩০ ৩৫ ৩৫ ৪৫ ৫০", "tiers-spread", "৩০ ৩৫ ৪০ ৪৫ ৫০"),
        (
            "০১-১২-২০২৩ ১৫-১২-২০২৩ ১০-১২-২০২৩ ২০-১২-২০২৩ ২৯-১২-২০২৩",
            "tiers-sorted",
            "০১-১২-২০২৩ ১০-১২-২০২৩ ১৫-১২-২০২৩ ২০-১২-২০২৩ ২৯-১২-২০২৩",
        ),
    ],
)
def test_tiers_are_sorted_or_spread(targets: str, name: str, expected: str) -> None:
    names = ("t100", "t90", "t80", "t70", "t60")
    cells = dict(zip(names, targets.split(), strict=True))
    dated = {"unit": "তারিখ", "method": "তারিখ"} if "-" in targets else {}
    draft = plan({**cells, **dated})
    rule = "equal-tiers" if name == "tiers-spread" else "tier-order"
    after = made(draft, fixes(draft, rule)[name].changes).rows[-1]
    assert " ".join(after.said(one) for one in names) == expected


def test_tiers_that_would_be_the_same_are_not_spread() -> None:
    draft = plan({"t100": "৩", "t90": "৩", "t80": "২", "t70": "২", "t60": "২"})
    assert fixes(draft, "equal-tiers") == {}


@pytest.mark.parametrize(
    ("cells", "field", "expected"),
    [
        ({"t100": "৪০০০", "t90": "৩ ৮০০", "t80": "৩৬০০"}, "t90", "৩,৮০০"),
        ({"t100": "l০", "t90": "৯"}, "t100", "১০"),
        ({"unit": "তারিখ", "method": "", "t100": "৩০-০৫-২০২"}, "t100", "৩০-০৫-২০২৪"),
        (
            {"unit": "তারিখ", "method": "", "t100": "১০-০৬-২০২৪", "t90": "৩১১-০৩-২০২৪"},
            "t90",
            None,
        ),
        ({"t100": "অনেক"}, "t100", None),
        ({"t100": "১,৫"}, "t100", None),
    ],
)
def test_text_with_one_plausible_reading_gets_it(
    cells: dict[str, str], field: str, expected: str | None
) -> None:
    draft = plan(cells)
    fix = fixes(draft, "unreadable-value").get("one-reading")
    assert (fix is None) == (expected is None)
    if fix is not None:
        assert made(draft, fix.changes).rows[-1].said(field) == expected


def test_code_follows_from_its_parent_or_its_place() -> None:
    draft = plan({"code": "৭.৭.৭"}, {"code": ""})
    assert made(draft, fixes(draft, "code-mismatch")["code-of-parent"].changes).rows[2].said(
        "code"
    ) == ("১.১.১")
    assert made(draft, fixes(draft, "missing-code")["code-of-parent"].changes).rows[3].said(
        "code"
    ) == ("১.১.২")


def test_head_follows_what_was_chosen_or_the_choice_follows_the_title() -> None:
    draft = plan({}, heading="জেলা কার্যালয়, যশোর", title="উদ্ভাবন কর্মপরিকল্পনা ২০২২-২০২৩")
    names = ("জেলা কার্যালয়, খুলনা", "Khulna district office")
    office = fixes(draft, "other-office", office_names=names)["heading-of-office"]
    assert made(draft, office.changes).heading == "জেলা কার্যালয়, খুলনা"
    kind = fixes(draft, "other-kind")["kind-of-title"]
    assert made(draft, kind.changes).kind is Kind.INNOVATION
    year = fixes(draft, "other-year")
    assert made(draft, year["title-of-year"].changes).title.endswith("২০২৩-২০২৪")
    assert made(draft, year["year-of-title"].changes).fiscal_year == FiscalYearSpan(2022)


def test_codes_are_counted_anew_by_place() -> None:
    draft = DraftPlan(
        rows=(
            row(1, "objective", code="৩"),
            row(2, "activity"),
            row(3, "indicator", code="১.১.১"),
            row(4, "indicator"),
            row(5, "objective", section="mandatory", code="এম.১"),
            row(6, "activity", code="এম.১.২"),
            row(7, "indicator"),
            row(8, "objective", section="mandatory"),
            row(9, "objective", section="strategic"),
        ),
        next_key=10,
    )
    codes = [one.said("code") for one in made(draft, renumbered(draft)).rows]
    assert codes == ["১", "১.১", "১.১.১", "১.১.২", "এম.১", "এম.১.১", "এম.১.১.১", "এম.২", "২"]


@given(drafts())
def test_codes_counted_anew_are_each_their_own(draft: DraftPlan) -> None:
    after = made(draft, renumbered(draft))
    codes = [one.said("code") for one in after.rows if one.level is RowLevel.INDICATOR]
    assert len(set(codes)) == len(codes)
    assert renumbered(after) == ()


@pytest.mark.parametrize(
    ("first", "rule", "expected"),
    [
        ("১০০", TierRule(TierStep.LESS, Decimal(5)), "৯৫ ৯০ ৮৫ ৮০"),
        ("১০", TierRule(TierStep.MORE, Decimal("2.5")), "১২.৫ ১৫ ১৭.৫ ২০"),
        ("২০০", TierRule(TierStep.PERCENT, Decimal(10)), "১৮০ ১৬০ ১৪০ ১২০"),
        ("২০০", TierRule(TierStep.PERCENT, Decimal(-10)), "২২০ ২৪০ ২৬০ ২৮০"),
        ("১০", TierRule(TierStep.LESS, Decimal(4)), "৬ ২  "),
        (
            "২৯-০২-২০২৪",
            TierRule(TierStep.DAYS, Decimal(7)),
            "০৭-০৩-২০২৪ ১৪-০৩-২০২৪ ২১-০৩-২০২৪ ২৮-০৩-২০২৪",
        ),
    ],
)
def test_tiers_follow_from_a_rule(first: str, rule: TierRule, expected: str) -> None:
    dated = {"unit": "তারিখ", "method": "তারিখ"} if "-" in first else {}
    draft = plan({"t100": first, "t90": "১", **dated})
    after = made(draft, tiers_by_rule(draft, [3], rule)).rows[-1]
    assert " ".join(after.said(one) for one in ("t90", "t80", "t70", "t60")) == expected


def test_rule_of_another_kind_leaves_the_tiers() -> None:
    draft = plan({"t100": "১০", "t90": "৯"}, {"t100": "অনেক"})
    assert tiers_by_rule(draft, [3, 4, 99], TierRule(TierStep.DAYS, Decimal(7))) == ()
    dated = plan({"t100": "২৯-০২-২০২৪", "unit": "তারিখ", "method": "তারিখ"})
    assert tiers_by_rule(dated, [3], TierRule(TierStep.LESS, Decimal(7))) == ()


def test_column_gets_its_meaning() -> None:
    draft = plan({"other:আগের": "৭"}, columns=("other:আগের",))
    after = made(draft, (RenameColumn(other("আগের"), "baseline:2021-22"),))
    assert after.rows[-1].said("baseline:2021-22") == "৭"


def test_next_years_plan_goes_by_projections_and_achievements() -> None:
    document = document_of(KHULNA)
    moved = moved_on(document, kind=Kind.APA, achieved={"1.1.1": Decimal(59)})
    assert moved.fiscal_year == FiscalYearSpan(2024)
    assert moved.rows[2].said("baseline:2023-24") == "৫৯"
    assert moved.columns == ("baseline:2023-24",)


@settings(max_examples=30)
@given(documents())
def test_plan_can_be_moved_on_year_by_year(document: PlanDocument) -> None:
    draft = moved_on(document, kind=Kind.APA)
    assert draft.fiscal_year == FiscalYearSpan(2024)
    indicators = [one for one in draft.rows if one.level is RowLevel.INDICATOR]
    assert len(indicators) == len(document.indicators)
    years = {one.partition(":")[2][:4] for one in draft.columns if one.startswith("baseline")}
    assert years <= {"2022", "2023"}
    other = copied(document, kind=Kind.APA)
    assert other.fiscal_year == document.fiscal_year
    assert not any(one.startswith("baseline") for one in other.columns)
