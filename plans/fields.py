"""Model fields of the plan's own values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from numerals import Value, canonical, from_canonical

if TYPE_CHECKING:
    _ValueBase = models.CharField[Value | str | None, Value | None]
else:
    _ValueBase = models.CharField


class ValueField(_ValueBase):
    """A number or a date, stored as its canonical text (``0.55``, ``2020-07-30``).

    One column for both keeps a target one thing, exact on every database (SQLite would
    keep decimals as floats). Why: docs/decisions/values-as-canonical-text.md.
    """

    description = "A number or a date"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: object) -> Value | None:
        return None if value is None else from_canonical(value)

    def to_python(self, value: Any) -> Value | None:
        if value is None or value == "":
            return None
        if isinstance(value, Decimal | date):
            return value
        try:
            return from_canonical(str(value))
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is neither a number nor a date. Enter a date like 30-6-2024."),
                params={"value": value},
            ) from error

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return None if value is None else canonical(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else canonical(value)
