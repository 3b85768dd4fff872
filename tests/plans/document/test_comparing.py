"""Two plans compared: nothing from itself, and the difference makes the one of the other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from numerals import Value
from plans.document.comparing import Softening, difference, softening
from plans.document.comparing.values import Difference, FieldChange, Place
from plans.document.values import TIERS, IndicatorEntry, PlanDocument, TierTargets
from tests.plans.document.draft.drafts import documents
from tests.plans.document.forms import KHULNA, document_of

QUICK = settings(max_examples=60, deadline=None)


def changed(document: PlanDocument, row: str, **fields: object) -> PlanDocument:
    def change(entry: IndicatorEntry) -> IndicatorEntry:
        return replace(entry, **fields) if entry.row == row else entry  # type: ignore[arg-type]

    return document.with_indicators(change)


def applied_to(old: PlanDocument, found: Difference) -> PlanDocument:
    entries = {entry.row: entry for entry in old.indicators}
    by_row: dict[str, list[FieldChange]] = {}
    for change in found.changed:
        by_row.setdefault(change.old_row, []).append(change)
    changed = {row: with_changes(entries[row], changes) for row, changes in by_row.items()}

    def entry_of(place: Place) -> IndicatorEntry:
        if isinstance(place, IndicatorEntry):
            return place
        return changed.get(place) or entries[place]

    if found.outline is None:
        whole = old.with_indicators(lambda entry: changed.get(entry.row, entry))
        return replace(whole, **found.head)
    objectives = tuple(
        replace(
            one.objective,
            activities=tuple(
                replace(activity, indicators=tuple(map(entry_of, places)))
                for activity, places in zip(one.objective.activities, one.places, strict=True)
            ),
        )
        for one in found.outline
    )
    return replace(old, objectives=objectives, **found.head)


def with_changes(entry: IndicatorEntry, changes: list[FieldChange]) -> IndicatorEntry:
    given = {change.field: change.new for change in changes}
    names = (f"t{tier}" for tier in TIERS)
    tiers = {name: given.pop(name) for name in names if name in given}
    return replace(entry, targets=replace(entry.targets, **tiers), **given)


@QUICK
@given(documents())
def test_plan_compared_with_itself_has_no_difference(document: PlanDocument) -> None:
    assert difference(document, document).is_empty


@QUICK
@given(documents(), documents())
def test_difference_applied_to_the_one_gives_the_other(
    old: PlanDocument, new: PlanDocument
) -> None:
    assert applied_to(old, difference(old, new)) == new


def test_what_came_went_changed_and_moved_is_told() -> None:
    old = document_of(KHULNA)
    targets = TierTargets(*(Decimal(one) for one in (200, 180, 160, 140, 120)))
    new = changed(old, "2.1.1", targets=targets, weight=Decimal("4.5"))
    first, second, *others = new.objectives
    (*kept, leaving) = first.activities
    new = replace(
        new,
        objectives=(
            replace(first, activities=tuple(kept[1:])),
            replace(second, activities=(*second.activities, leaving)),
            *others,
        ),
    )
    found = difference(old, new)

    assert found.added == ()
    assert found.removed == tuple(entry.row for entry in kept[0].indicators)
    assert tuple(one.row for one in found.moved) == tuple(e.row for e in leaving.indicators)
    fields = {(change.row, change.field): change.softening for change in found.changed}
    assert fields["2.1.1", "t100"] is Softening.SOFTER
    assert fields["2.1.1", "weight"] is None
    assert applied_to(old, found) == new


DAYS = [date(2024, 6, day) for day in (10, 15, 20, 25, 30)]
FALLING = [Decimal(one) for one in (50, 40, 30, 20, 10)]


@pytest.mark.parametrize(
    ("tiers", "now", "eased"),
    [
        (FALLING, Decimal(40), Softening.SOFTER),
        (FALLING, Decimal(60), Softening.STRICTER),
        (FALLING[::-1], Decimal(15), Softening.SOFTER),
        (FALLING[::-1], Decimal(5), Softening.STRICTER),
        ([Decimal(50), None, None, None, None], Decimal(40), Softening.SOFTER),
        (DAYS, date(2024, 6, 12), Softening.SOFTER),
        (DAYS, date(2024, 6, 5), Softening.STRICTER),
        (FALLING, Decimal(50), None),
        (FALLING, None, None),
        ([None, Decimal(50), None, None, None], Decimal(60), None),
        (DAYS, Decimal(5), None),
        ([Decimal(5), date(2024, 6, 10), None, None, None], Decimal(4), None),
        ([Decimal(one) for one in (50, 40, 45, 20, 10)], Decimal(40), None),
    ],
)
def test_softer_is_what_is_easier_to_reach(
    tiers: list[Value | None], now: Value | None, eased: Softening | None
) -> None:
    old = TierTargets(*tiers)

    assert softening("t100", old=old, new=replace(old, t100=now)) is eased
