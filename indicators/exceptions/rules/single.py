"""What the checks of a month's figures find, office by office, with all others as the measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    Rule,
    Scene,
    WatchedPlan,
    kind_of,
    month_named,
    rows_together,
    upto,
)
from indicators.returns.plausibility.checks import CheckedCell, CheckedColumn, look_over
from indicators.returns.plausibility.checks.values import share_of
from numerals import NIL, Message, Month
from plans.document.values import IndicatorEntry, Problem

_Shares = Mapping[tuple[str, str, str, str], list[tuple[str, Decimal]]]


def unusual_figures(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """Spikes, drops, falling cumulatives, runs, columns and contradictions of each month."""
    for month in scene.months:
        shares = _shares(scene, month)
        for plan in scene.plans:
            asked = [upto(one, month) for one in plan.entries if _is_asked(one, month)]
            if not any(one.achieved.get(month) is not None for one in asked):
                continue
            cells = tuple(
                CheckedCell(one, month, one.frequency, _others(shares, one, plan)) for one in asked
            )
            found = look_over(CheckedColumn(month, cells), limits.month)
            for problem in (*found, *plan.printed.get(month, ())):
                yield _alert(plan, month, problem, count=_base(cells, problem))


def missing_evidence(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A figure that was handed in without the file that its indicator asks for."""
    for plan in scene.plans:
        proved = {(one.row, one.month) for one in plan.proofs}
        handed_in = {one.month for one in plan.returns if one.is_handed_in}
        for entry in plan.entries:
            for month in scene.months:
                asks = entry.evidence_required and month in handed_in and _is_asked(entry, month)
                figure = entry.achieved.get(month)
                if not asks or figure in (None, NIL, 0) or (entry.row, month) in proved:
                    continue
                name = month_named(month)
                yield Alert(
                    rule=Rule.EVIDENCE_MISSING,
                    office=plan.office,
                    row=entry.row,
                    month=month,
                    weight=plan.weights[entry.row],
                    sentence=Message(
                        bn=f"{name.bn} মাসের অর্জনের প্রমাণক নেই। প্রমাণক চান।",
                        en=f"The figure of {name.en} has no evidence. Ask for it.",
                    ),
                    rests_on=1,
                )


def _is_asked(entry: IndicatorEntry, month: Month) -> bool:
    return entry.frequency.asked_in(month) == month


def _shares(scene: Scene, month: Month) -> _Shares:
    """Each indicator's figures of the month in all offices, as shares of their own targets."""
    found: dict[tuple[str, str, str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for kind, watched in scene.by_row.items():
        for plan, entry in watched:
            share = share_of(entry, month, entry.frequency)
            if share is not None:
                found[kind].append((plan.office, share))
    return found


def _others(shares: _Shares, entry: IndicatorEntry, plan: WatchedPlan) -> tuple[Decimal, ...]:
    return tuple(share for office, share in shares.get(kind_of(entry), ()) if office != plan.office)


def _base(cells: tuple[CheckedCell, ...], problem: Problem) -> int:
    """How many figures the finding rests on: the others', or the office's own."""
    if not problem.row:
        return sum(cell.number is not None for cell in cells)
    cell = next((one for one in cells if one.entry.row == problem.row), None)
    if cell is None:
        return 1
    if problem.rule == "unlike-other-offices":
        return len(cell.peers)
    return max(1, len(cell.amounts))


def _alert(plan: WatchedPlan, month: Month, problem: Problem, *, count: int) -> Alert:
    rows = [problem.row] if problem.row else plan.numbers(month)
    name = month_named(month)
    said = problem.message
    return Alert(
        rule=problem.rule,
        office=plan.office,
        row=problem.row,
        month=month,
        weight=rows_together(plan, rows),
        sentence=Message(
            bn=f"{name.bn}: {said.bn.rstrip('।')}। মন্তব্য বা প্রমাণক দেখুন।",
            en=f"{name.en}: {said.en.rstrip('.')}. See its remarks or evidence.",
        ),
        rests_on=count,
    )
