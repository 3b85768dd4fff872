"""Form fields for a plan's values: Bengali and Latin digits, dates as the forms write them."""

from __future__ import annotations

from typing import Any

from django import forms

from numerals import (
    Month,
    Unreadable,
    Value,
    parse_month,
    parse_number,
    parse_target,
)
from presentation.figures import month, number, sentence, target


class _TypedField(forms.CharField):
    """A text field that holds a value; ``type=number`` would drop ১২."""

    def __init__(self, **kwargs: Any) -> None:
        for name in ("max_digits", "decimal_places", "max_length"):
            kwargs.pop(name, None)
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "size": 12})
        super().__init__(**kwargs)

    def read(self, text: str) -> Value | Unreadable | None:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value is None or not str(value).strip():
            return None
        read = self.read(str(value))
        if isinstance(read, Unreadable):
            raise forms.ValidationError(sentence(read.message))
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True


class TargetField(_TypedField):
    """A target of a tier; ``-`` and blank are none.

    ``unit`` is the indicator's: its words may stand beside the number, as in a form.
    """

    unit = ""

    def read(self, text: str) -> Value | Unreadable | None:
        return parse_target(text, unit=self.unit)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return target(value)


class WeightField(_TypedField):
    """A weight; what it may be is for the model to say."""

    def read(self, text: str) -> Value | Unreadable | None:
        return parse_number(text)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return number(value)


class TypedMonthField(forms.CharField):
    """A month in any spelling that says one: ``June 2024``, ``জুন ২০২৪``, ``06/2024``."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        read = parse_month(text)
        if isinstance(read, Unreadable):
            raise forms.ValidationError(sentence(read.message))
        return read

    def prepare_value(self, value: Any) -> Any:
        return month(value) if isinstance(value, Month) else value
