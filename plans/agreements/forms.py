"""What is typed about an agreement: why it goes back, notes at rows, why an error may stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Indicator
from presentation.lines import LinesField, lines_at_rows

LONGEST: Final = 2000
"""Characters of a reason or a note."""


class ReturnReasonForm(forms.Form):
    """Why the proposal goes back to the office."""

    reason = LinesField(
        label=_("Why it goes back"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("Write what the office is to change.")},
    )


class WordForm(forms.Form):
    """Why the head gives the plan back to the officer."""

    word = LinesField(
        label=_("What the officer is to change"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("Write what the officer is to change.")},
    )


class OverrideForm(forms.Form):
    """Why one error may stand; ``finding`` is its digest.

    ``rows`` are the keys of an amendment's rows that make it, parted by blanks.
    """

    finding = forms.CharField(max_length=64, widget=forms.HiddenInput)
    rows = forms.CharField(required=False, widget=forms.HiddenInput)
    why = LinesField(
        label=_("Why it may stand; this is printed with the agreement"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Write why the error may stand.")},
    )


def read_notes(data: Mapping[str, str], indicators: Iterable[Indicator]) -> dict[int, str]:
    """The notes at rows, ``note-<id>``, without the empty ones."""
    return lines_at_rows(data, "note", (one.pk for one in indicators), longest=LONGEST)
