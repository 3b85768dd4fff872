"""Which month of which offices is shown, and what is asked for many of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.returns.models import State
from indicators.work.deciding.many import AskedOfMany, ManyStep
from indicators.work.deciding.months import MonthOfOffice
from numerals import Month, Unreadable, parse_month
from offices.fields import LastDayField
from plans.document.defaults import AGREEMENT, Kind
from plans.selectors import KnownYears
from presentation.figures import month as month_words
from presentation.lines import LinesField

LONGEST_REASON = 1000


class ShownMonth(forms.Form):
    """The month, the kind of plan, and where the returns are that are shown."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    kind = forms.ChoiceField(label=_("Kind of plan"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *State.choices], required=False
    )

    def __init__(self, data: Any, *, this_month: Month) -> None:
        super().__init__(data)
        self._latest = this_month.previous
        months = [self._latest.plus(-back) for back in range(24)]
        asked = self._asked(data.get("month", ""))
        if asked not in months:
            months.append(asked)
        offered = [(str(one), month_words(one)) for one in months]
        self.fields["month"].choices = offered  # type: ignore[attr-defined]
        kinds = KnownYears().kinds(asked.fiscal_year.start)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.chosen_month = asked
        kind = data.get("kind", "")
        self.chosen_kind = kind if kind in list(Kind) else str(AGREEMENT)

    def _asked(self, text: str) -> Month:
        read = parse_month(text)
        return self._latest if isinstance(read, Unreadable) else read

    def shows(self, line: MonthOfOffice) -> bool:
        """Whether the line is of the state that was chosen."""
        state = self.data.get("state", "")
        return state not in State.values or line.status.office_state == state


class StepForMany(forms.Form):
    """A step for those that were ticked: one reason, and the last day where it has one."""

    step = forms.ChoiceField(
        label=_("What is to be done"),
        choices=ManyStep.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to be done.")},
    )
    until = LastDayField(required=False)
    reason = LinesField(
        label=_("Reason, or what you want to say to all of them"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": _("Say why: every office reads it.")},
    )

    def clean(self) -> dict[str, Any]:
        """More time and a reopening have a last day."""
        cleaned: dict[str, Any] = super().clean() or {}
        step = cleaned.get("step")
        lacks_day = not cleaned.get("until") and "until" not in self.errors
        if step and ManyStep(step).needs_day and lacks_day:
            self.add_error("until", self.fields["until"].error_messages["required"])
        return cleaned

    @property
    def asked(self) -> AskedOfMany:
        """What is asked for, once it is valid."""
        step = ManyStep(self.cleaned_data["step"])
        until = self.cleaned_data["until"] if step.needs_day else None
        return AskedOfMany(step, self.cleaned_data["reason"], until)
