"""The two forms of an import: the file, and the word that it may go in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.fields import Styled
from spreadsheets.forms import within_bounds
from spreadsheets.pending import PendingUpload


class WorkbookForm(Styled, forms.Form):
    """Choose a file; its format shows in its content."""

    file = forms.FileField(
        label=_("File, XLSX or CSV"), widget=forms.FileInput({"accept": ".xlsx,.csv"})
    )

    def clean_file(self) -> Any:
        """A file that is not too large to be looked at."""
        return within_bounds(self.cleaned_data["file"])


class ConfirmWorkbookForm(forms.Form):
    """The file that was looked at."""

    file_name = forms.CharField()

    def clean_file_name(self) -> str:
        """The name of a file that is still here."""
        name: str = self.cleaned_data["file_name"]
        if not PendingUpload(name=name).exists:
            raise forms.ValidationError("gone", code="gone")
        return name
