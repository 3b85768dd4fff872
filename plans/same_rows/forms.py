"""Of which year and kind rows are looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans import choices
from plans.document.defaults import AGREEMENTS
from plans.selectors import KnownYears
from plans.workshop.models import Draft, DraftState


class WhichPlans(forms.Form):
    """Year and kind, in the address; the newest year and the agreement where nothing is said.

    A year that has drafts alone is a year, too.
    """

    year = forms.TypedChoiceField(coerce=int, label=_("Fiscal year"))
    kind = forms.ChoiceField(label=_("Kind of plan"))

    def __init__(self, sent: Any) -> None:
        known = KnownYears()
        years = _years(known)
        super().__init__(
            {
                "year": sent.get("year") or (years[0] if years else ""),
                "kind": sent.get("kind") or AGREEMENTS[0].value,
            }
        )
        self.fields["year"].choices = choices.years(years)  # type: ignore[attr-defined]
        self.fields["kind"].choices = known.kinds()  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"


def _years(known: KnownYears) -> list[int]:
    """The years of plans and of open drafts, the newest first: two queries."""
    drafts = Draft.objects.filter(state=DraftState.OPEN, fiscal_year__isnull=False).order_by()
    drafted = drafts.values_list("fiscal_year", flat=True).distinct()
    starts = {one.start for one in known.years} | {year for year in drafted if year is not None}
    return sorted(starts, reverse=True)
