"""The errors that the reader may let stand, each with its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plans.agreements.findings import PlanFinding
from plans.agreements.forms import OverrideForm


@dataclass(frozen=True, slots=True)
class Overriding:
    """An error that the reader may let stand, with the form for it."""

    finding: PlanFinding
    form: OverrideForm


def overriding(
    findings: Iterable[PlanFinding], *, typed: Mapping[str, str] | None = None, rows: str = ""
) -> list[Overriding]:
    """A form for each of the errors; the one that was sent with what was ``typed`` in it."""
    asked = typed.get("finding") if typed else None
    return [
        Overriding(
            one,
            OverrideForm(
                typed if one.digest == asked else None,
                initial={"finding": one.digest, "rows": rows},
                auto_id=f"id_{one.digest[:12]}_%s",
            ),
        )
        for one in findings
    ]
