"""The form by which a file, or a table copied from one, is brought."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.limits import MOST_BYTES, MOST_TEXT

ACCEPTED: Final = ".docx,.xlsx,.xls,.ods,.html,.htm,.csv,.tsv,.txt"


class BringForm(forms.Form):
    """A file or a pasted table: one of the two.

    ``html`` is the pasted table with its merged cells, where our script took it.
    """

    file = forms.FileField(
        label=_("The filled form"),
        required=False,
        help_text=_("Word (DOCX), Excel (XLSX, XLS), ODS, HTML, CSV or text, at most 5 MB"),
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=_("Or paste the table here"),
        required=False,
        strip=False,
        help_text=_("Copy the table in Word or Excel, with its headings"),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5, "autocomplete": "off"}),
    )

    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what is too large before it is read, and a form that brings nothing."""
        cleaned: dict[str, Any] = self.cleaned_data
        upload, text = cleaned.get("file"), cleaned.get("text", "")
        if "file" in self.errors:
            return cleaned
        if upload is not None and upload.size > MOST_BYTES:
            self.add_error("file", _("The file has more than 5 MB. A form's file is far smaller."))
        elif upload is None and len(text) > MOST_TEXT:
            self.add_error("text", _("The pasted text is far longer than a form."))
        elif upload is None and not text.strip():
            self.add_error("file", _("Choose a file, or paste the table."))
        return cleaned

    @classmethod
    def of_workbook(cls, *args: Any) -> BringForm:
        """The form for our own workbook, which is not pasted."""
        form = cls(*args)
        del form.fields["text"], form.fields["html"]
        form.fields["file"].label = _("The workbook")
        form.fields["file"].help_text = _("Excel (XLSX) or ODS, at most 5 MB")
        return form

    @property
    def content(self) -> bytes:
        """What was brought: the file, else the pasted text."""
        upload = self.cleaned_data.get("file")
        if upload is not None:
            data: bytes = upload.read()
            return data
        text: str = self.cleaned_data["html"] or self.cleaned_data["text"]
        return text.encode("utf-8", "replace")

    @property
    def name(self) -> str:
        """The file's name, for the person."""
        upload = self.cleaned_data.get("file")
        return "" if upload is None else str(upload.name)
