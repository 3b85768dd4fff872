"""A model field of a value of ``numerals``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from numerals import Month

if TYPE_CHECKING:
    _MonthBase = models.DateField[Month | date | str, Month]
else:
    _MonthBase = models.DateField


class MonthField(_MonthBase):
    """A calendar month, stored as its first day."""

    description = "A calendar month"
    # What django-stubs lets a filter take.
    _pyi_lookup_exact_type: Month | date | str  # type: ignore[assignment]

    def from_db_value(self, value: date | None, *_args: object) -> Month | None:
        return None if value is None else Month.of(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Month):
            return value
        if isinstance(value, date):
            return Month.of(value)
        try:
            return Month.parse(str(value)[:7])
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a month. Enter a month like 2024-06."),
                params={"value": value},
            ) from error

    def get_prep_value(self, value: Any) -> Any:
        value = self.to_python(value)
        return value.first_day if isinstance(value, Month) else value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
