"""A plan's rows as the page of its agreement shows them, under their objectives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from plans.agreements.findings import PlanFinding
from plans.models import Indicator, Objective


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An indicator with its errors, what was noted at it last, and what is typed at it now."""

    indicator: Indicator
    findings: tuple[PlanFinding, ...] = ()
    note: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class AgreementObjective:
    """An objective with its rows, and what is wrong with it as a whole."""

    objective: Objective
    rows: tuple[AgreementRow, ...]
    findings: tuple[PlanFinding, ...] = ()


def grouped(
    indicators: Sequence[Indicator],
    findings: Iterable[PlanFinding],
    *,
    noted: Mapping[str, str],
    typed: Mapping[int, str],
) -> list[AgreementObjective]:
    """The rows under their objectives, each with its findings, what was ``noted`` at it by its
    name, and what is ``typed`` at it by its id.
    """
    spoken: dict[str, list[PlanFinding]] = {}
    for one in findings:
        spoken.setdefault(one.row, []).append(one)
    rows = {one.row for one in indicators}
    found = []
    for _, members in groupby(indicators, key=lambda one: one.activity.objective_id):
        own = list(members)
        objective = own[0].activity.objective
        found.append(
            AgreementObjective(
                objective,
                tuple(
                    AgreementRow(
                        one,
                        tuple(spoken.get(one.row, ())),
                        noted.get(one.row, ""),
                        typed.get(one.pk, ""),
                    )
                    for one in own
                ),
                tuple(
                    one for one in spoken.get(objective.code, ()) if one.row and one.row not in rows
                ),
            )
        )
    return found
