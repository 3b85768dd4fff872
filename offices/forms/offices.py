"""Forms about offices."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.fields import DayField, OfficeCodeField, OfficeField, Styled
from offices.models import OFFICE_DETAILS, Office
from presentation.lines import LinesField

_TEXTS = ("heading_bn", "heading_en", "address_bn", "address_en")


class OfficeForm(Styled, forms.ModelForm):
    """An office's details in both languages."""

    active_from = DayField(
        label=_("active from"),
        required=False,
        help_text=_("Day-month-year; blank if there is no start date"),
    )

    class Meta:
        model = Office
        fields: tuple[str, ...] = OFFICE_DETAILS
        widgets = {name: forms.Textarea({"rows": 3}) for name in _TEXTS}
        field_classes: dict[str, type[forms.Field]] = dict.fromkeys(_TEXTS, LinesField)


class NewOfficeForm(OfficeForm):
    """A new office with its code and its place in the tree."""

    parent = OfficeField(
        label=_("superior office"), required=False, help_text=_("Its code; blank at the top")
    )

    class Meta(OfficeForm.Meta):
        fields = ("code", "parent", *OfficeForm.Meta.fields)
        labels = {"parent": _("superior office")}
        field_classes = {**OfficeForm.Meta.field_classes, "code": OfficeCodeField}


class MoveForm(Styled, forms.Form):
    """Another superior office, from now on."""

    parent = OfficeField(
        label=_("superior office"), required=False, help_text=_("Its code; blank at the top")
    )

    def clean_parent(self) -> Office | None:
        """Blank means the top; a form without the field means nothing."""
        if self.add_prefix("parent") not in self.data:
            raise forms.ValidationError(self.fields["parent"].error_messages["required"])
        parent: Office | None = self.cleaned_data["parent"]
        return parent


class CloseForm(Styled, forms.Form):
    """The last day of an office."""

    last_day = DayField(label=_("Last day, included"))
