"""The forms of the workshop: files or a paste, and where a draft belongs."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numerals import FiscalYearSpan, Month
from offices.fields import OfficeField
from offices.models import Office
from plans.document.defaults import Kind
from plans.rules.selectors import kinds_not_made
from plans.selectors import KnownYears
from presentation.figures import digits
from presentation.lines import LinesField

MOST_FILES: Final = 200
_TAKEN: Final = ".docx,.xlsx,.xls,.ods,.csv,.tsv,.txt,.html,.htm,.zip"
_HTML: Final = 4_000_000
_FIRST: Final = 2014
"""Agreements began in 2014-15."""
_AHEAD: Final = 2


def years_offered() -> list[FiscalYearSpan]:
    """The fiscal years that a plan can be of: newest first, from the first agreements on."""
    this = Month.of(timezone.localdate()).fiscal_year.start
    return [FiscalYearSpan(start) for start in range(this + _AHEAD, _FIRST - 1, -1)]


class SeveralFiles(forms.FileField):
    """One file or many; gives a list."""

    class Chooser(forms.ClearableFileInput):
        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", self.Chooser({"accept": _TAKEN, "class": "form-control"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files, ``MOST_FILES`` at most."""
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(SeveralFiles, self).clean(one, initial) for one in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Choose at most %(most)s files at once, or put them into a ZIP file.")
                % {"most": MOST_FILES}
            )
        return [one for one in files if one]


class BringFilesForm(forms.Form):
    """One or many files, and whether text in Bijoy may be converted."""

    files = SeveralFiles(  # type: ignore[assignment]  # the name of the field in the page
        label=gettext_lazy("Files")
    )
    bijoy = forms.BooleanField(
        label=gettext_lazy("Convert text in Bijoy (SutonnyMJ) to Unicode"), required=False
    )


class PasteForm(forms.Form):
    """A table from the clipboard: as HTML, which the script hands over, or as text with tabs."""

    table = forms.CharField(
        label=gettext_lazy("The copied table"),
        widget=forms.Textarea({"class": "form-control paste-box", "rows": 6}),
        strip=False,
        max_length=2_000_000,
    )
    html = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=_HTML)


class AddressForm(forms.Form):
    """Which office, year and kind a draft is of; all may still be open."""

    office = OfficeField(label=gettext_lazy("Office"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Fiscal year"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of plan"), required=False)

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offices = offices
        years = [(str(one), digits(one)) for one in years_offered()]
        self.fields["year"].choices = [("", _("not known yet")), *years]  # type: ignore[attr-defined]
        known, unknown = KnownYears(), ("", _("not known yet"))
        self.fields["kind"].choices = lambda: [unknown, *known.kinds()]  # type: ignore[attr-defined]
        self.fields["office"].widget.attrs["class"] = "form-control"
        for name in ("year", "kind"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def clean_office(self) -> Office | None:
        """An office that the person makes plans for."""
        office: Office | None = self.cleaned_data["office"]
        if office is not None and not self._offices.filter(pk=office.pk).exists():
            raise forms.ValidationError(
                _("You do not make plans for %(office)s.") % {"office": office.name}
            )
        return office

    def clean_year(self) -> FiscalYearSpan | None:
        """The year as a value."""
        label = self.cleaned_data["year"]
        return FiscalYearSpan.parse(label) if label else None

    def clean_kind(self) -> Kind | None:
        """The kind as a value: one that plans are made of in the year."""
        word, year = self.cleaned_data["kind"], self.cleaned_data.get("year")
        if word and year is not None and word in kinds_not_made(year.start):
            raise forms.ValidationError(
                _("By the rules of %(year)s no plans of this kind are made.")
                % {"year": digits(year)}
            )
        return Kind(word) if word else None


class NamesForm(AddressForm):
    """The same with what stands above the rows of the form."""

    title = forms.CharField(
        label=gettext_lazy("Title of the plan"),
        required=False,
        max_length=400,
        widget=forms.TextInput({"class": "form-control"}),
    )
    heading = LinesField(
        label=gettext_lazy("Office heading as in the document"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"class": "form-control", "rows": 3}),
    )
