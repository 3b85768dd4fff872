"""The file that an agreement's parts are read from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class BringPartsForm(forms.Form):
    """One Word file, and whether text in Bijoy may be converted."""

    file = forms.FileField(
        label=gettext_lazy("The agreement as a Word file (DOCX)"),
        widget=forms.FileInput({"class": "form-control", "accept": ".docx,.txt,.htm,.html"}),
    )
    bijoy = forms.BooleanField(
        label=gettext_lazy("Convert text in Bijoy (SutonnyMJ) to Unicode"), required=False
    )
