"""Fields of the administrators' forms: offices by code or name, days in either digits."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numerals import Unreadable, parse_date, to_latin_digits
from offices.models import Office
from offices.ordering import ByName
from offices.searching import typed_code
from presentation.figures import day_in_digits, digits, sentence

KNOWN_OFFICES: Final = "known-offices"
"""The id of the list that office fields offer."""

OFFERED: Final = 300
"""Offices that a list can offer; where there are more, their code is typed."""

_TOLD: Final = 5


class OfficeField(forms.CharField):
    """An office by its code, or by a name that only one has."""

    widget = forms.TextInput({"list": KNOWN_OFFICES, "autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Code or name, such as khulna"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Office) else value

    def clean(self, value: Any) -> Any:
        """The office, or none. One query, two where it is no code."""
        text = super().clean(value)
        if not text:
            return None
        offices = Office.objects.select_related("parent")
        found = offices.filter(code=typed_code(text)).first()
        if found:
            return found
        alike = list(offices.named(text)[: _TOLD + 1])
        if len(alike) == 1:
            return alike[0]
        raise forms.ValidationError(_not_one(text, alike))


def _not_one(text: str, alike: list[Office]) -> str:
    if not alike:
        return _("There is no office “%(code)s”.") % {"code": text}
    codes = ", ".join(f"{one.code} ({one.name})" for one in alike[:_TOLD])
    if len(alike) > _TOLD:
        codes += " …"
    return _("Several offices have that name: %(codes)s. Enter the code.") % {"codes": codes}


def offered_offices() -> list[Office]:
    """The offices for the list that office fields offer; none where there are too many."""
    found = list(Office.objects.order_by(ByName(), "pk")[: OFFERED + 1])
    return found if len(found) <= OFFERED else []


class DayField(forms.CharField):
    """A day, typed in either digits as day-month-year."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Day-month-year, such as 30-6-2024"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return day_in_digits(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The day, or none."""
        text = super().clean(value)
        if not text:
            return None
        read = parse_date(text)
        if isinstance(read, Unreadable):
            raise forms.ValidationError(sentence(read.message))
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class LastDayField(DayField):
    """The last day of something that is open now: today or later."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Until the end of"))
        super().__init__(
            max_length=40,
            help_text="",
            widget=forms.TextInput({"class": "form-control", "placeholder": "31-12-2024"}),
            error_messages={"required": gettext_lazy("Enter the last day, such as 31-12-2024.")},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The day, not over yet; or none."""
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Choose today or a later day."))
        return day


class WholeNumberField(forms.IntegerField):
    """A whole number in either digits; ``type=number`` would drop ১২."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(to_latin_digits(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return digits(value) if isinstance(value, int) else value


class OfficeCodeField(forms.SlugField):
    """A new office's code: lower case, Latin digits, so that nobody wonders how it is written."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(typed_code(value) if isinstance(value, str) else value))


class LanguageSelect(forms.Select):
    """The languages, each named in itself and read aloud so."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["attrs"]["lang"] = str(option["value"])
        return option


class Styled(forms.BaseForm):
    """A form in the application's look, whose errors and help are tied to their fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                widget.attrs.setdefault("class", "form-check-input")
            else:
                is_list = isinstance(widget, forms.Select)
                widget.attrs.setdefault("class", "form-select" if is_list else "form-control")
