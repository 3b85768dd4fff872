"""What is asked for: which paper, of whom, of which month, in what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from numerals import FiscalYearSpan, Language, Month
from offices.models import Level, Office, User
from offices.selectors import offices_overseen_by
from plans.document.defaults import AGREEMENT, AGREEMENTS
from plans.models import FiscalYear, Plan
from presentation.figures import month as month_words
from presentation.figures import sentence
from reports.batch.models import FACT_SHEET, WHOLE, Batch, BatchFormat
from reports.paper import PaperForm

MOST: Final = 600
"""Plans whose papers are made at once."""


class BatchForm(forms.Form):
    """The papers of a kind and year under an office."""

    form = forms.ChoiceField(label=_("Paper"), widget=forms.Select(attrs={"class": "form-select"}))
    office = forms.ModelChoiceField(
        queryset=Office.objects.none(),
        to_field_name="code",
        label=_("Office, with all below it"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of plan"), widget=forms.Select(attrs={"class": "form-select"})
    )
    month = forms.ChoiceField(label=_("Month"), widget=forms.Select(attrs={"class": "form-select"}))
    made_as = forms.ChoiceField(
        label=_("As"),
        choices=BatchFormat.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, user: User, language: Language
    ) -> None:
        super().__init__(data)
        self.language = language
        above = offices_overseen_by(user).exclude(level=Level.DISTRICT).order_by("path")
        self.fields["office"].queryset = above  # type: ignore[attr-defined]
        self.fields["office"].initial = above.first()
        planned = Plan.objects.filter(office__in=offices_overseen_by(user))
        years = FiscalYear.objects.filter(pk__in=planned.values("fiscal_year"))[:3]
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            *((one.value, sentence(one.spec.name)) for one in PaperForm),
            (WHOLE, _("The whole agreement")),
            (FACT_SHEET, _("Fact sheet")),
        ]
        self.fields["form"].initial = PaperForm.PROGRESS.value
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind, sentence(years[0].scheme(kind).name) if years else kind)
            for kind in dict.fromkeys(planned.order_by("kind").values_list("kind", flat=True))
        ]
        self.fields["kind"].initial = AGREEMENT.value
        now = Month.of(timezone.localdate())
        months = [
            month
            for year in years
            for month in reversed(FiscalYearSpan(year.pk).months)
            if month <= now
        ]
        self.fields["month"].choices = [(str(one), month_words(one)) for one in months]  # type: ignore[attr-defined]
        self.fields["month"].initial = str(now.previous)

    def clean(self) -> dict[str, Any]:
        """What fits together: whole agreements are no sheets, and not too many at once."""
        said: dict[str, Any] = super().clean() or {}
        form, made_as = said.get("form"), said.get("made_as")
        if form == WHOLE and said.get("kind") not in AGREEMENTS:
            self.add_error("form", _("Only agreements have this paper. Choose another."))
        if form == WHOLE and made_as in (BatchFormat.WORKBOOK, BatchFormat.ZIP_XLSX):
            self.add_error("made_as", _("A whole agreement is a PDF or Word file. Choose one."))
        if form == FACT_SHEET and made_as not in (BatchFormat.PDF, BatchFormat.ZIP_PDF):
            self.add_error("made_as", _("A fact sheet is a PDF file. Choose one."))
        if not self.errors:
            batch = self.wanted()
            count = Plan.objects.filter(
                office__path__under=batch.office.path,
                fiscal_year=batch.fiscal_year_id,
                kind=batch.kind,
            ).count()
            if not count:
                self.add_error("office", _("There is no such plan under this office."))
            elif count > MOST:
                self.add_error("office", _("These are too many papers. Choose a smaller part."))
        return said

    def wanted(self) -> Batch:
        """The batch that was asked for, not stored."""
        said = self.cleaned_data
        month = Month.parse(said["month"])
        form = said["form"]
        is_monthly = form == FACT_SHEET or (form != WHOLE and PaperForm(form).spec.has_months)
        return Batch(
            office=said["office"],
            fiscal_year=FiscalYear.objects.get(pk=month.fiscal_year.start),
            kind=said["kind"],
            form=said["form"],
            month=str(month) if is_monthly else "",
            made_as=said["made_as"],
            language=self.language,
        )
