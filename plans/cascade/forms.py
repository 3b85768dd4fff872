"""The forms of templates: which draft is one, the workbook that comes back, its confirmation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.fields import Styled
from plans.forms.limits import MOST_BYTES
from plans.workshop.models import Draft
from presentation.figures import digits
from spreadsheets.pending import PendingUpload


class TemplateField(forms.ModelChoiceField):
    """One of the open drafts, by kind, year and office."""

    def label_from_instance(self, obj: Any) -> str:
        year = digits(obj.span) if obj.span else ""
        office = obj.office.short_name if obj.office else ""
        parts = (obj.get_kind_display(), year, office, obj.title[:60])
        return " · ".join(part for part in parts if part)


class TemplateForm(Styled, forms.Form):
    """Which open draft becomes a template."""

    draft = TemplateField(
        queryset=Draft.objects.none(), label=gettext_lazy("Draft"), empty_label=None
    )

    def __init__(self, *args: Any, drafts: QuerySet[Draft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draft"].queryset = drafts  # type: ignore[attr-defined]


class FilledWorkbookForm(Styled, forms.Form):
    """The filled workbook."""

    file = forms.FileField(
        label=gettext_lazy("The filled workbook (XLSX)"),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """A file that is not too large to be looked at."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 5 MB. The workbook that was downloaded is far smaller.")
            )
        return upload


class SendForm(forms.Form):
    """What was looked at: the file, and the digest of what it would do."""

    file_name = forms.CharField()
    shown = forms.CharField()

    def clean_file_name(self) -> str:
        """The name of a file that is still here."""
        name: str = self.cleaned_data["file_name"]
        if not PendingUpload(name=name).exists:
            raise forms.ValidationError("gone", code="gone")
        return name
