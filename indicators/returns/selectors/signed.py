"""What was handed in of the returns that are open again, which counts until they are once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from indicators.returns.models import MonthlyReturn, ReturnStep, State
from indicators.returns.values import StoredCell
from ledger.models import Change, ChangedField
from numerals import Figure, figure_of

OPEN_AGAIN = Q(state=State.REOPENED) | Q(state=State.WITH_HEAD, resumes_as=State.REOPENED)
"""The returns of which nothing counts that was typed since they were opened again."""


@dataclass(frozen=True)
class SignedReturn:
    """A return as it was handed in: figures by indicator id, and the remarks that changed since."""

    figures: Mapping[int, Figure]
    remarks: dict[int, str] = field(default_factory=dict)

    def of(self, indicator: int, remarks: str) -> tuple[Figure, str]:
        """The figure, and the remarks where they are ``remarks`` today."""
        return self.figures.get(indicator), self.remarks.get(indicator, remarks)

    def cells(self, now: Mapping[int, StoredCell]) -> dict[int, StoredCell]:
        """The return's cells as they were handed in, beside what stands in them ``now``."""
        cells = [now.get(pk) or StoredCell(pk) for pk in {*now, *self.figures}]
        return {
            cell.indicator_id: cell.saying(*self.of(cell.indicator_id, cell.remarks))
            for cell in cells
        }


def signed_of(monthly_returns: Iterable[MonthlyReturn]) -> dict[int, SignedReturn]:
    """What was handed in of those that are open again, by their ids: two queries, or none."""
    open_again = [one.pk for one in monthly_returns if one.office_state == State.REOPENED]
    if not open_again:
        return {}
    # Not the steps that give it back within the office: what they find nobody has signed.
    reopenings = {
        step.monthly_return_id: step
        for step in ReturnStep.objects.filter(
            monthly_return__in=open_again, from_state=State.ACCEPTED, to_state=State.REOPENED
        ).order_by("pk")
    }
    found = {
        pk: SignedReturn({int(one): figure_of(text) for one, text in step.figures.items()})
        for pk, step in reopenings.items()
    }
    # A step keeps no remarks; the history has what they were before they were changed.
    changed = Change.objects.filter(
        monthly_return__in=found, indicator__isnull=False, field=ChangedField.REMARKS
    )
    rows = changed.order_by("pk").values_list("monthly_return", "indicator", "before", "at")
    for monthly_return, indicator, before, at in rows:
        if monthly_return and indicator and at >= reopenings[monthly_return].at:
            found[monthly_return].remarks.setdefault(indicator, before or "")
    return found
