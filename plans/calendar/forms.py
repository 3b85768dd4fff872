"""Forms of the calendar: a rule for one kind of period, and time for one office."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from numerals import (
    FiscalYearSpan,
    Month,
    bare,
    parse_whole,
    to_latin_digits,
)
from offices.fields import LastDayField
from plans import choices
from plans.calendar.terms import (
    MOST_MONTHS,
    DayRule,
    Period,
    PeriodKind,
    TermRule,
    problems_of,
    reported_periods,
)
from plans.calendar.wording import period, signing_month
from presentation.figures import digits, sentence
from presentation.lines import LinesField

REASON_LIMIT: Final = 2000
_MOST_DIGITS: Final = 3


class WholeField(forms.Field):
    """A small whole number in Bengali or Latin digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "maxlength": 20}
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = to_latin_digits(bare(str(value or "")))
        if not text:
            return None
        number = parse_whole(text, most_digits=_MOST_DIGITS)
        if number is None:
            raise forms.ValidationError(_("Write a whole number, such as 5."))
        return number

    def prepare_value(self, value: Any) -> Any:
        return digits(value) if isinstance(value, int) else value


_ONLY_REPORTED: Final = ("opens_day", "opens_months", "grace_days", "closes_day", "closes_months")
"""What the rule of a kind without reports does not say."""


def _months(kind: PeriodKind) -> list[tuple[int, Any]]:
    if kind is PeriodKind.AGREEMENT:
        return [(number, signing_month(number)) for number in range(4)]
    first = _("of the month itself") if kind is PeriodKind.MONTH else _("of its last month")
    later = [
        (1, _("of the month after")),
        (2, _("of the second month after")),
        (3, _("of the third month after")),
    ]
    return [(0, first), *later]


class RuleForm(forms.Form):
    """When one kind of period opens, is due, counts as late, and closes; of what is not reported
    the last day alone.
    """

    opens_day = WholeField(label=_("Entry opens on day"))
    opens_months = forms.TypedChoiceField(coerce=int, label=_("Month in which entry opens"))
    due_day = WholeField(label=_("Due on day"))
    due_months = forms.TypedChoiceField(coerce=int, label=_("Month in which it is due"))
    grace_days = WholeField(label=_("Days of grace before it counts as late"))
    closes_day = WholeField(label=_("Closes on day; blank: never"), required=False)
    closes_months = forms.TypedChoiceField(coerce=int, label=_("Month in which it closes"))

    def __init__(
        self, data: Any, *, kind: PeriodKind, rule: TermRule, year: FiscalYearSpan
    ) -> None:
        self.kind, self.year, self._known = kind, year, rule
        initial = {
            "opens_day": rule.opens.day,
            "opens_months": rule.opens.months,
            "due_day": rule.due.day,
            "due_months": rule.due.months,
            "grace_days": rule.grace_days,
            "closes_day": rule.closes.day if rule.closes else None,
            "closes_months": rule.closes.months if rule.closes else rule.due.months,
        }
        super().__init__(data, prefix=kind, initial=initial)
        if not kind.is_reported:
            for name in _ONLY_REPORTED:
                del self.fields[name]
        for name in {"opens_months", "due_months", "closes_months"} & self.fields.keys():
            field = self.fields[name]
            field.choices = self._choices(initial[name])  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "form-select"
        for name in {"opens_day", "due_day", "grace_days"} & self.fields.keys():
            self.fields[name].error_messages["required"] = _("Write a whole number, such as 5.")

    def _choices(self, now: int | None) -> list[tuple[int, Any]]:
        """The usual months, and the one that is set should it be another."""
        usual = _months(self.kind)
        if now is None or now < len(usual) or now > MOST_MONTHS:
            return usual
        if self.kind is PeriodKind.AGREEMENT:
            return [*usual, (now, signing_month(now))]
        return [*usual, (now, _("of month %(number)s after") % {"number": now})]

    def clean(self) -> dict[str, Any]:
        """Say beside its field what keeps the rule from standing."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in problems_of(self.rule, self.kind, year=self.year):
                field = problem.part if problem.part in self.fields else f"{problem.part}_day"
                self.add_error(field, sentence(problem.message))
        return cleaned

    @property
    def rule(self) -> TermRule:
        """The rule that was typed."""
        data = self.cleaned_data
        due = DayRule(data["due_day"], data["due_months"])
        if not self.kind.is_reported:
            return replace(self._known, due=due)
        closes = data["closes_day"]
        return TermRule(
            due=due,
            opens=DayRule(data["opens_day"], data["opens_months"]),
            grace_days=data["grace_days"],
            closes=None if closes is None else DayRule(closes, data["closes_months"]),
        )


class CalendarReasonForm(forms.Form):
    """Why the calendar is changed: the offices read it."""

    reason = LinesField(
        label=_("Reason, such as the circular"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": _("Write why the calendar is changed; the offices read it.")},
    )


class ExtensionForm(forms.Form):
    """Time for one office: for which period and plans, until when, and why."""

    period = forms.TypedChoiceField(label=_("For"))
    plan_kind = forms.ChoiceField(label=_("Plans"), required=False)
    until = LastDayField()
    reason = LinesField(
        label=_("Reason"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": _("Write why the office needs extra time.")},
    )

    def __init__(
        self, *args: Any, year: FiscalYearSpan, kinds: choices.Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        periods = [one for kind in PeriodKind for one in reported_periods(year, kind)]
        chosen = self.fields["period"]
        chosen.choices = [(f"{one.kind}/{one.first}", period(one)) for one in periods]  # type: ignore[attr-defined]
        chosen.coerce = _period  # type: ignore[attr-defined]
        plans = self.fields["plan_kind"]
        plans.choices = [("", _("all plans of the office")), *kinds]  # type: ignore[attr-defined]
        for field in (chosen, plans):
            field.widget.attrs["class"] = "form-select"


def _period(text: str) -> Period:
    kind, _slash, first = text.partition("/")
    return Period(Month.parse(first), PeriodKind(kind))
