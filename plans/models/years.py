"""A fiscal year, and what its rules in force call each kind of plan."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from numerals import FiscalYearSpan
from plans.document.defaults import Kind, SchemeName
from presentation.figures import digits


class FiscalYear(models.Model):
    """A fiscal year, 1 July of ``start`` to 30 June; its calendar is in plans.calendar.models."""

    start = models.PositiveSmallIntegerField(
        _("first calendar year"), primary_key=True, help_text=_("2023 for 2023-24")
    )

    names = models.JSONField(
        default=dict,
        editable=False,
        help_text="What the rules in force call each kind of plan; kept by plans.rules.",
    )

    class Meta:
        ordering = ("-start",)
        verbose_name = _("fiscal year")
        verbose_name_plural = _("fiscal years")

    def __str__(self) -> str:
        return digits(self.label)

    @property
    def span(self) -> FiscalYearSpan:
        """The year as the value that documents use."""
        return FiscalYearSpan(self.start)

    @property
    def label(self) -> str:
        """``2023-24``, as in addresses."""
        return str(self.span)

    def scheme(self, kind: str) -> SchemeName:
        """What the year's rules call a kind of plan; where they say nothing, its usual name."""
        said = self.names.get(kind)
        return SchemeName.of(Kind(kind)) if said is None else SchemeName.read(said)
