"""Papers of many offices that were asked for together, and the file that came of it."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from numerals import Month
from offices.models import Office
from plans.models import FiscalYear
from reports.paper import PaperForm

WHOLE: Final = "whole"
"""The agreement with all its parts, beside the forms of ``PaperForm``."""

FACT_SHEET: Final = "fact-sheet"
"""Each office on one page."""


def batch_storage() -> Storage:
    """Where finished files wait: ``STORAGES["batches"]``, never below the web root."""
    return storages["batches"]


class BatchFormat(models.TextChoices):
    """What the papers come in; the part before the hyphen is the file's ending."""

    PDF = "pdf", _("One PDF with contents")
    ZIP_PDF = "zip-pdf", _("A ZIP of PDF files")
    ZIP_DOCX = "zip-docx", _("A ZIP of Word files")
    ZIP_XLSX = "zip-xlsx", _("A ZIP of Excel files")
    WORKBOOK = "xlsx", _("One workbook, a sheet for each office")

    @property
    def ending(self) -> str:
        """How the file's name ends."""
        return self.value.partition("-")[0]

    @property
    def part(self) -> str:
        """The format of each file in a ZIP; empty of what is one file."""
        return self.value.partition("-")[2]


class Batch(models.Model):
    """One form of all plans of a kind and year under an office, in one file for who asked.

    ``form`` is one of ``PaperForm``, ``WHOLE`` or ``FACT_SHEET``. ``file`` is blank until the whole
    file is there; ``attempt`` counts how often ``job`` was begun: only the last may finish it.
    ``skipped`` are plans of which there is no such paper; ``month`` is such as 2024-06, empty of
    forms without.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    fiscal_year = models.ForeignKey(FiscalYear, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    form = models.CharField(max_length=12)
    month = models.CharField(max_length=7, blank=True)
    made_as = models.CharField(max_length=8, choices=BatchFormat)
    language = models.CharField(max_length=2)
    job = models.UUIDField()
    attempt = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=batch_storage, blank=True)
    requested_at = models.DateTimeField(default=timezone.now, db_index=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "reports"
        ordering = ("-requested_at",)
        indexes = (models.Index(fields=("requested_by", "-requested_at"), name="batch_of_person"),)

    def __str__(self) -> str:
        return f"{self.form} {self.office_id} {self.fiscal_year_id}"

    @property
    def name(self) -> str:
        """What the file is called, without its ending: no two of one moment are one file's."""
        moment = timezone.localtime(self.requested_at)
        year = str(self.fiscal_year.span)
        language = "" if self.language == "bn" else self.language
        parts = (self.office.code, year, self.kind, self.form, self.month, language)
        return "-".join((*filter(None, parts), f"{moment:%Y%m%d-%H%M}"))

    @property
    def last_month(self) -> Month | None:
        """The last month shown; ``None`` of a paper without months."""
        return Month.parse(self.month) if self.month else None

    @property
    def filename(self) -> str:
        """The same with its ending."""
        return f"{self.name}.{BatchFormat(self.made_as).ending}"

    @property
    def paper_form(self) -> PaperForm | None:
        """The form; ``None`` of whole agreements and fact sheets."""
        return None if self.form in (WHOLE, FACT_SHEET) else PaperForm(self.form)
