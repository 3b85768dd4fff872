"""Unusual figures in a month's figures before anyone signs them.

Warnings ask for a look, they never stop a submission. Here a stored month is handed to the
checks; they themselves are in ``indicators.returns.plausibility.checks``.
"""

from __future__ import annotations

from dataclasses import fields

from indicators.returns.plausibility.checks import CheckedCell, CheckedColumn, Thresholds, look_over
from indicators.returns.plausibility.peers import NO_PEERS, Peers
from indicators.returns.selectors.figures import PlanFigures
from numerals import Month
from plans.document.checks import FIGURE_CHECKS, check
from plans.document.frequencies import Frequency
from plans.document.values import Problem
from plans.models import RuleSet
from plans.thresholds import PREFIX


def thresholds_of(rule_set: RuleSet) -> Thresholds:
    """The rules of the year and kind as the value that the checks take."""
    return Thresholds(
        **{one.name: getattr(rule_set, f"{PREFIX}{one.name}") for one in fields(Thresholds)}
    )


def implausible_in(figures: PlanFigures, month: Month, *, peers: Peers = NO_PEERS) -> list[Problem]:
    """What is implausible in what the month asks for: no query.

    First what is said of the month as a whole, whose row is empty, then in the order of the form.

    ``peers`` are what other offices handed in (``indicators.returns.plausibility.peers``).
    """
    document = figures.document(until=month)
    asked = {one.row: one for one in figures.indicators if one.is_asked(month)}
    cells = tuple(
        CheckedCell(entry, month, Frequency(asked[entry.row].frequency), peers.get(entry.row, ()))
        for entry in document.indicators
        if entry.row in asked
    )
    printed = (one for one in check(document, checks=FIGURE_CHECKS) if one.row in asked)
    found = [
        *printed,
        *look_over(CheckedColumn(month, cells), thresholds_of(figures.plan.rule_set)),
    ]
    return sorted(found, key=lambda one: asked[one.row].position if one.row else 0)


def count_implausible(figures: PlanFigures, month: Month, *, peers: Peers = NO_PEERS) -> int:
    """How many indicators are implausible in the month, and what is of the month as a whole."""
    found = implausible_in(figures, month, peers=peers)
    return len({one.row for one in found if one.row}) + sum(not one.row for one in found)
