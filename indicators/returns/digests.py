"""The digest of a row that a line of the history tells of: what else the row says is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.digests import digest_of

if TYPE_CHECKING:
    from indicators.returns.models import ReturnStep
    from plans.models import Plan


def place_digest(plan: Plan) -> str:
    """Of whose plan it is, of which year and kind, and whether it is the demo's."""
    return digest_of([plan.office_id, plan.fiscal_year_id, plan.kind, plan.is_demo])


def step_digest(step: ReturnStep) -> str:
    """Of a step of a return: also its term, days late, figures, and who signed as what."""
    until = step.until.isoformat() if step.until else None
    return digest_of(
        [
            step.code,
            step.from_state,
            step.to_state,
            step.reason,
            until,
            step.late_by,
            step.version,
            step.figures,
            step.signed,
            step.by_id,
        ]
    )
