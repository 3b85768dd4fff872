"""What somebody does about an alert, as it is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.exceptions.models import WORDS_LIMIT, AlertAct, StandingAlert
from indicators.exceptions.selectors import those_who_may_handle
from offices.fields import LastDayField
from offices.models import User
from presentation.lines import LinesField

LONGEST: Final = timedelta(days=366)
"""How far ahead a dismissal may last: every alert comes back once a year."""


class AlertStepForm(forms.Form):
    """One step about one alert: which, its words, the last day of a dismissal, to whom."""

    act = forms.ChoiceField(choices=AlertAct.choices, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    words = LinesField(
        label=_("Reason or comment"),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    until = LastDayField(required=False, label=_("Dismiss until the end of"))
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Assign to"), required=False, empty_label=_("nobody")
    )

    def __init__(self, data: Any = None, *, alert: StandingAlert, today: date) -> None:
        super().__init__(data)
        self._today = today
        people = self.fields["to"]
        people.queryset = those_who_may_handle(alert.plan.office)  # type: ignore[attr-defined]
        people.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        """A dismissal has a reason and a last day within the year, a comment its words."""
        cleaned: dict[str, Any] = super().clean() or {}
        act, words = cleaned.get("act"), (cleaned.get("words") or "").strip()
        if act == AlertAct.DISMISS:
            if not words:
                self.add_error("words", _("Say why: it is kept with the alert and in the history."))
            self._check_day(cleaned.get("until"))
        if act == AlertAct.COMMENT and not words:
            self.add_error("words", _("Write the comment."))
        return cleaned

    def _check_day(self, day: date | None) -> None:
        if "until" in self.errors:
            return
        if day is None:
            self.add_error("until", self.fields["until"].error_messages["required"])
        elif day > self._today + LONGEST:
            self.add_error("until", _("Choose a day within the next 12 months."))
