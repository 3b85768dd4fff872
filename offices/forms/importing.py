"""The two forms of an import: the file, and the word that it may go in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.fields import Styled
from spreadsheets.pending import PendingUpload
from spreadsheets.table import MAX_FILE_BYTES

_MEGABYTE = 1024 * 1024


class WorkbookForm(Styled, forms.Form):
    """Choose a file; its format shows in its content."""

    file = forms.FileField(
        label=_("File, XLSX or CSV"), widget=forms.FileInput({"accept": ".xlsx,.csv"})
    )

    def clean_file(self) -> Any:
        """A file that is not too large to be looked at."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                _("The file is %(size)s MB. At most %(most)s MB is allowed."),
                params={
                    "size": -(-upload.size // _MEGABYTE),
                    "most": MAX_FILE_BYTES // _MEGABYTE,
                },
            )
        return upload


class ConfirmWorkbookForm(forms.Form):
    """The file that was looked at."""

    file_name = forms.CharField()

    def clean_file_name(self) -> str:
        """The name of a file that is still here."""
        name: str = self.cleaned_data["file_name"]
        if not PendingUpload(name=name).exists:
            raise forms.ValidationError("gone", code="gone")
        return name
