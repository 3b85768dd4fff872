"""What the planner's list is narrowed by, from its address, and the step for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.work.planning.services import BulkStep
from indicators.work.planning.values import PlanLine, PlanStage
from numerals import FiscalYearSpan, Unreadable, parse_number, parse_whole
from offices.models import Office, OfficeQuerySet
from offices.ordering import ByName
from plans import choices
from plans.document.defaults import AGREEMENT, Kind
from plans.selectors import KnownYears
from presentation.figures import sentence
from presentation.lines import LinesField

LONGEST_REASON: Final = 1000
_ERRORS: Final = (("", _("All")), ("with", _("With errors")), ("without", _("Without errors")))
_SOFT: Final = (
    ("", _("All")),
    ("with", _("With soft targets")),
    ("without", _("Without soft targets")),
)
_TOTALS: Final = (
    ("", _("All")),
    ("off", _("Other than prescribed")),
    ("right", _("As prescribed")),
)


class ScoreField(forms.CharField):
    """A score of 100, in either digits."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "form-control score-bound", "inputmode": "decimal", "size": "4"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        """The number, nothing where nothing stands."""
        text = super().clean(value)
        if not text:
            return None
        number = parse_number(text)
        if isinstance(number, Unreadable):
            raise forms.ValidationError(sentence(number.message))
        return number


_YEAR_DIGITS: Final = 4


class PlanningForm(forms.Form):
    """Which plans the list shows: year and kind, and all that a line says."""

    year = forms.TypedChoiceField(
        coerce=int, empty_value=None, label=_("Fiscal year"), required=False
    )
    kind = forms.ChoiceField(label=_("Kind of plan"), required=False)
    region = forms.ModelChoiceField(
        Office.objects.none(),
        to_field_name="code",
        label=_("Superior office"),
        required=False,
        empty_label=_("All"),
    )
    office = forms.CharField(label=_("Office"), required=False, max_length=80)
    stage = forms.ChoiceField(
        choices=lambda: [("", _("All")), *PlanStage.choices], label=_("State"), required=False
    )
    wrong = forms.ChoiceField(choices=_ERRORS, label=_("Errors"), required=False)
    total = forms.ChoiceField(choices=_TOTALS, label=_("Total weight"), required=False)
    score_from = ScoreField(label=_("Score from"))
    score_to = ScoreField(label=_("to"))

    soft = forms.ChoiceField(choices=_SOFT, label=_("Soft targets"), required=False)
    marks = forms.BooleanField(label=_("Show the quality of targets"), required=False)

    def __init__(self, data: Any, *, offices: OfficeQuerySet, at_hand: FiscalYearSpan) -> None:
        super().__init__({"year": at_hand.start, "kind": AGREEMENT.value, **_given(data)})
        self._offices = offices
        self._at_hand = at_hand
        offered = KnownYears()
        self.fields["year"].choices = choices.years(  # type: ignore[attr-defined]
            (at_hand.start, *(one.start for one in offered.years))
        )
        year = parse_whole(str(self.data["year"]), most_digits=_YEAR_DIGITS)
        self.fields["kind"].choices = offered.kinds(year)  # type: ignore[attr-defined]
        parents = Office.objects.filter(pk__in=offices.order_by().values("parent")).order_by(
            ByName()
        )
        self.fields["region"].queryset = parents  # type: ignore[attr-defined]
        for field in self.fields.values():
            known = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            if isinstance(field, forms.BooleanField):
                known = "form-check-input"
            field.widget.attrs.setdefault("class", known)

    @property
    def span(self) -> FiscalYearSpan:
        """The chosen year; the one at hand where none was chosen that there is."""
        year = self.cleaned_data.get("year")
        return FiscalYearSpan(year) if year else self._at_hand

    @property
    def chosen_kind(self) -> Kind:
        """The chosen kind; agreements where none was chosen."""
        return Kind(self.cleaned_data.get("kind") or AGREEMENT)

    @property
    def asks_for_marks(self) -> bool:
        """Whether the quality of targets is shown or narrowed by."""
        return bool(self.cleaned_data.get("marks") or self.cleaned_data.get("soft"))

    @property
    def offices(self) -> OfficeQuerySet:
        """The offices that their place and name let through."""
        found: QuerySet[Office] = self._offices
        if region := self.cleaned_data.get("region"):
            found = found.filter(path__under=region.path)
        if name := self.cleaned_data.get("office"):
            found = found.filter(pk__in=Office.objects.named(name))
        return found  # type: ignore[return-value]

    def narrowed(self, lines: Iterable[PlanLine]) -> Iterator[PlanLine]:
        """The lines that the rest lets through."""
        asked = {name for name, value in self.cleaned_data.items() if value not in ("", None)}
        tests = [test for name, test in _TESTS.items() if name in asked]
        for line in lines:
            if all(test(line, self.cleaned_data) for test in tests):
                yield line


def _given(data: Any) -> dict[str, Any]:
    """What the address says, without what it leaves blank."""
    return {name: data[name] for name in data if data[name] != ""}


def _at_least(line: PlanLine, asked: dict[str, Any]) -> bool:
    bound: Decimal = asked["score_from"]
    return line.score is not None and line.score >= bound


def _at_most(line: PlanLine, asked: dict[str, Any]) -> bool:
    bound: Decimal = asked["score_to"]
    return line.score is not None and line.score <= bound


_TESTS: Final[dict[str, Callable[[PlanLine, dict[str, Any]], bool]]] = {
    "stage": lambda line, asked: line.stage == asked["stage"],
    "wrong": lambda line, asked: bool(line.errors) == (asked["wrong"] == "with"),
    "total": lambda line, asked: line.is_off == (asked["total"] == "off"),
    "soft": lambda line, asked: (
        line.known_soft >= 0 and bool(line.known_soft) == (asked["soft"] == "with")
    ),
    "score_from": _at_least,
    "score_to": _at_most,
}


class BulkForm(forms.Form):
    """A step for the offices that were ticked, with one reason."""

    step = forms.ChoiceField(choices=BulkStep.choices, widget=forms.HiddenInput)
    reason = LinesField(
        label=_("Reason, or what you want to say to all of them"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A return has a reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        step = cleaned.get("step")
        if step and BulkStep(step).needs_reason and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Say why: every office reads it."))
        return cleaned
