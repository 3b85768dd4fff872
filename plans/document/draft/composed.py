"""What makes many changes of a draft at once: codes anew, tiers by a rule, a column's meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from numerals import (
    Value,
    canonical,
    decimals_of,
    format_date,
    format_value,
    localize_digits,
    round_half_up,
)
from plans.document.defaults import FIRST_SECTION
from plans.document.draft.changes import Change, SetCell
from plans.document.draft.document import document_of
from plans.document.draft.fields import TIER_FIELDS
from plans.document.draft.texts import code_in
from plans.document.draft.values import DraftPlan, DraftRow, RowLevel


class TierStep(StrEnum):
    """How the tiers below the first follow from it."""

    LESS = "less"
    MORE = "more"
    PERCENT = "percent"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class TierRule:
    """Each tier is ``amount`` less or more than the one above it, so many percent of the first
    one less (more, if negative), or so many days later.
    """

    step: TierStep
    amount: Decimal


_HUNDRED: Final = Decimal(100)


def renumbered(draft: DraftPlan) -> tuple[Change, ...]:
    """Codes anew by the places of the rows: ``1``, ``1.1``, ``1.1.1``.

    What leads the codes of a section, as in ``এম.১``, stays, and its objectives are counted by
    themselves; sections without such a lead are counted on.
    """
    codes = codes_by_place(draft)
    return tuple(
        SetCell(row.key, "code", localize_digits(codes[row.key], language=draft.language), said)
        for row in draft.rows
        if code_in(said := row.said("code")) != codes[row.key]
    )


def codes_by_place(draft: DraftPlan) -> dict[int, str]:
    """The code that the place of each row tells, by its key."""
    leads = _leads(draft)
    counts: dict[str, int] = {}
    codes: dict[int, str] = {}
    section = FIRST_SECTION
    objective = activity = ""
    within = last = 0
    for row in draft.rows:
        if row.level is RowLevel.OBJECTIVE or not objective:
            section = row.said("section") or section
            lead = leads.get(section, "")
            counts[lead] = counts.get(lead, 0) + 1
            objective, activity, within, last = f"{lead}{counts[lead]}", "", 0, 0
        if row.level is RowLevel.OBJECTIVE:
            codes[row.key] = objective
        elif row.level is RowLevel.ACTIVITY:
            within, last = within + 1, 0
            activity = codes[row.key] = f"{objective}.{within}"
        else:
            last += 1
            codes[row.key] = f"{activity or objective}.{last}"
    return codes


def tiers_by_rule(draft: DraftPlan, keys: Iterable[int], rule: TierRule) -> tuple[Change, ...]:
    """The four lower tiers of the indicators ``keys`` from their 100% targets.

    Indicators whose first target is missing, unreadable or of the other kind stay as they are; a
    tier that would fall below zero gets none.
    """
    told = document_of(draft)
    best = {told.keys[one.row]: one.targets.t100 for one in told.document.indicators}
    rows = draft.by_key
    changes: list[Change] = []
    for key in dict.fromkeys(keys):
        first, row = best.get(key), rows.get(key)
        if first is None or row is None:
            continue
        for steps, name in enumerate(TIER_FIELDS[1:], start=1):
            tier = _tier(first, rule, steps)
            if tier is None and isinstance(first, date) is not (rule.step is TierStep.DAYS):
                continue
            text = "" if tier is None else written(tier, draft.language)
            if text != row.said(name):
                changes.append(SetCell(key, name, text, row.said(name)))
    return tuple(changes)


def written(value: Value, language: str) -> str:
    """A value as a draft's cell says it."""
    if isinstance(value, date):
        return format_date(value, language=language)
    return format_value(Decimal(canonical(value)), language=language)


def _tier(first: Value, rule: TierRule, steps: int) -> Value | None:
    if isinstance(first, date):
        days = int(rule.amount) * steps
        try:
            return first + timedelta(days=days) if rule.step is TierStep.DAYS else None
        except OverflowError:
            return None
    by = rule.amount * steps
    match rule.step:
        case TierStep.LESS:
            tier = first - by
        case TierStep.MORE:
            tier = first + by
        case TierStep.PERCENT:
            share = first * (_HUNDRED - by) / _HUNDRED
            tier = round_half_up(share, decimals=decimals_of(first))
        case TierStep.DAYS:
            return None
    return None if tier < 0 <= first else tier


def _leads(draft: DraftPlan) -> dict[str, str]:
    """What stands before the first number of a section's codes: ``এম.``."""
    leads: dict[str, str] = {}
    section = FIRST_SECTION
    for row, lead in _coded(draft):
        if row.level is RowLevel.OBJECTIVE:
            section = row.said("section") or section
        if lead:
            leads.setdefault(section, lead)
    return leads


def _coded(draft: DraftPlan) -> Iterator[tuple[DraftRow, str]]:
    for row in draft.rows:
        parts = (code_in(row.said("code")) or "").split(".")
        count = next((place for place, part in enumerate(parts) if part.isdigit()), 0)
        yield row, "".join(f"{part}." for part in parts[:count])
