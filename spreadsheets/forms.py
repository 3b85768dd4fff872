"""The two forms of an import: the file, and the word that it may go in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from spreadsheets.pending import PendingUpload
from spreadsheets.table import MAX_FILE_BYTES

_MEGABYTE = 1024 * 1024


def within_bounds(upload: Any) -> Any:
    """The upload, not too large to be looked at. Raises ``ValidationError``."""
    if upload.size > MAX_FILE_BYTES:
        raise forms.ValidationError(
            _("The file is %(size)s MB. At most %(most)s MB is allowed."),
            params={
                "size": -(-upload.size // _MEGABYTE),
                "most": MAX_FILE_BYTES // _MEGABYTE,
            },
        )
    return upload


class UploadForm(ImportForm):
    """Choose a file; its format shows in its content."""

    def __init__(self, formats: list[Any], resources: list[Any], **kwargs: Any) -> None:
        super().__init__(formats, resources, **kwargs)
        for name in ("format", "resource"):
            self.fields[name].required = False
            self.fields[name].widget = forms.HiddenInput()
        upload = self.fields["import_file"]
        upload.label = _("File, XLSX or CSV")
        upload.widget.attrs["accept"] = ".xlsx,.csv"

    @property
    def media(self) -> forms.Media:
        return forms.Media()

    def clean_format(self) -> str:
        return "0"

    def clean_resource(self) -> str:
        return "0"

    def clean_import_file(self) -> Any:
        return within_bounds(self.cleaned_data["import_file"])


class ConfirmForm(ConfirmImportForm):
    """Confirm the file that was previewed."""

    def clean_import_file_name(self) -> str:
        name: str = self.cleaned_data["import_file_name"]
        if not PendingUpload(name=name).exists:
            raise forms.ValidationError(
                _("The file is no longer here. Choose it again."), code="gone"
            )
        return name

    def clean_format(self) -> str:
        return "0"

    def clean_resource(self) -> str:
        return "0"


class DownloadForm(ExportForm):
    """Choose the format of a download."""

    def __init__(self, formats: list[Any], resources: list[Any], **kwargs: Any) -> None:
        super().__init__(formats, resources, **kwargs)
        field = self.fields["format"]
        field.choices = [choice for choice in field.choices if choice[0]]
        field.initial = "0"
