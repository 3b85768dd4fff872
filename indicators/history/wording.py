"""A line of the history in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from indicators.history.model import Change, ChangedField
from indicators.models import State
from plans.document.model import NIL
from plans.document.numerals import format_figure, from_canonical
from plans.models import Indicator, Kind
from plans.templatetags.figures import digits, language


def _figure(text: str) -> str:
    figure = NIL if text == NIL.value else from_canonical(text)
    return format_figure(figure, language=language())


_NUMBERS_AND_DATES: Final = (
    ChangedField.FIGURE,
    ChangedField.WEIGHT,
    ChangedField.OBJECTIVE_WEIGHT,
    ChangedField.TARGET_100,
    ChangedField.TARGET_90,
    ChangedField.TARGET_80,
    ChangedField.TARGET_70,
    ChangedField.TARGET_60,
)
_WORDINGS: Final[dict[ChangedField, Callable[[str], str]]] = {
    ChangedField.STATE: lambda text: str(State(text).label),
    ChangedField.METHOD: lambda text: str(Indicator.Method(text).label),
    ChangedField.FREQUENCY: lambda text: str(Indicator.Frequency(text).label),
    ChangedField.LINKED_KIND: lambda text: str(Kind(text).label),
    ChangedField.EVIDENCE_REQUIRED: lambda _text: _("yes"),
    ChangedField.RULES: digits,
    ChangedField.CODE: digits,
    ChangedField.OBJECTIVE_CODE: digits,
    ChangedField.ACTIVITY_CODE: digits,
    **dict.fromkeys(_NUMBERS_AND_DATES, _figure),
}


def before(change: Change) -> str:
    """What stood there."""
    return _worded(change, change.before)


def after(change: Change) -> str:
    """What stands there since."""
    return _worded(change, change.after)


def _worded(change: Change, text: str | None) -> str:
    if text is None:
        return _("not reported") if change.field == ChangedField.FIGURE else _("nothing")
    wording = _WORDINGS.get(ChangedField(change.field))
    return wording(text) if wording else text
