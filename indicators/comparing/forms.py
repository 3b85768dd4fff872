"""Which two plans are compared: an office, year, kind and version, twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.comparing.selectors import MOST_DIGITS, agreed_versions, side_of
from indicators.comparing.values import Side, Wanted
from numerals import FiscalYearSpan, parse_whole
from offices.fields import OfficeField
from plans.addresses import PlanAddress
from plans.models import Plan
from plans.selectors import KnownYears
from presentation.figures import digits


class SideForm(forms.Form):
    """One plan, as it stands or in an agreed version."""

    office = OfficeField(label=gettext_lazy("Office"))
    year = forms.ChoiceField(label=gettext_lazy("Fiscal year"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of plan"))
    version = forms.CharField(
        label=gettext_lazy("Agreed version"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Blank: as it stands now"),
    )

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plans = plans
        known = KnownYears()
        self.fields["year"].choices = [(one.label, str(one)) for one in known.years]  # type: ignore[attr-defined]
        self.fields["kind"].choices = known.kinds()  # type: ignore[attr-defined]
        for name, css in (("office", "form-control"), ("version", "form-control")):
            self.fields[name].widget.attrs["class"] = css
        for name in ("year", "kind"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def clean_version(self) -> int | None:
        """The number, or nothing."""
        text = self.cleaned_data["version"].strip()
        if not text:
            return None
        number = parse_whole(text, most_digits=MOST_DIGITS)
        if not number:
            raise forms.ValidationError(
                _("Enter the number of a version, such as 1; “%(text)s” is none.") % {"text": text}
            )
        return number

    def clean(self) -> dict[str, Any]:
        """The plan of that address, in that version."""
        said = super().clean() or {}
        if not {"office", "year", "kind", "version"} <= said.keys():
            return said
        at = PlanAddress(said["office"].code, FiscalYearSpan.parse(said["year"]), said["kind"])
        try:
            said["side"] = side_of(self._plans, Wanted(at, said["version"]))
        except Plan.DoesNotExist:
            name, sentence = self._missing(at)
            self.add_error(name, sentence)
        return said

    @property
    def side(self) -> Side:
        """What was found. ``KeyError`` where nothing was."""
        side: Side = self.cleaned_data["side"]
        return side

    def _missing(self, at: PlanAddress) -> tuple[str, str]:
        """Which field is wrong, and what there is instead."""
        numbers = agreed_versions(self._plans, at)
        if numbers is None:
            return "office", _("There is no plan of this office, year and kind that you may see.")
        if not numbers:
            return "version", _("No version of this plan has been agreed yet. Leave it blank.")
        told = ", ".join(digits(one) for one in numbers)
        return "version", _("The plan was agreed in version %(numbers)s.") % {"numbers": told}


def data_of(prefix: str, wanted: Wanted) -> dict[str, str]:
    """What a form of that prefix would have been sent to name the plan."""
    version = "" if wanted.version is None else str(wanted.version)
    named = {**wanted.at.named(), "version": version}
    return {f"{prefix}-{name}": value for name, value in named.items()}
