"""Of which year and kind rows are looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans import choices
from plans.document.defaults import AGREEMENTS
from plans.models import FiscalYear


class WhichPlans(forms.Form):
    """Year and kind, in the address; the newest year and the agreement where nothing is said."""

    year = forms.ModelChoiceField(
        FiscalYear.objects.all(), label=_("Fiscal year"), empty_label=None
    )
    kind = forms.ChoiceField(choices=choices.kinds, label=_("Kind of plan"))

    def __init__(self, sent: Any) -> None:
        newest = FiscalYear.objects.first()
        given = {
            "year": sent.get("year") or (newest.pk if newest else None),
            "kind": sent.get("kind") or AGREEMENTS[0].value,
        }
        super().__init__(given)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
