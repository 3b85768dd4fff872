"""The calendar as it was set, and the time that single offices were given beyond it.

Both only grow: who sets a rule or gives time adds a row, and the newest one holds. The database
itself refuses to change or remove one, and the ledger has a line of each with its digest.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.guards import AppendOnly
from numerals import Month
from offices.models import Level, Office
from plans.calendar.terms import DayRule, Period, PeriodKind, TermRule
from plans.choices import Choices, kinds, named
from presentation.fields import MonthField

REFUSAL: Final = "the calendar is only added to"
GUARDS: Final = (
    AppendOnly(table="plans_calendarrule", name="calendar_rules", refusal=REFUSAL),
    AppendOnly(table="plans_extension", name="extensions", refusal=REFUSAL),
)


def periods() -> Choices:
    """The kinds of period, as choices."""
    return named(PeriodKind)


class CalendarRule(models.Model):
    """When the reports of one kind of period are due, for a fiscal year, office
    level and kind of plan.

    It holds from the day on which it was set: what was due before stays as it was counted.

    A day is the n-th of the month that lies so many months after the period's last one.
    ``withdrawn`` says that these have no rule of their own any more.
    """

    fiscal_year = models.ForeignKey(
        "plans.FiscalYear",
        models.PROTECT,
        related_name="calendar_rules",
        verbose_name=_("fiscal year"),
    )
    level = models.CharField(
        _("office level"),
        max_length=12,
        choices=Level,
        blank=True,
        help_text=_("Blank: all levels"),
    )
    plan_kind = models.CharField(
        _("kind of plan"),
        max_length=16,
        choices=kinds,
        blank=True,
        help_text=_("Blank: all kinds"),
    )
    kind = models.CharField(_("period"), max_length=8, choices=periods)
    opens_day = models.PositiveSmallIntegerField(_("entry opens on day"), default=1)
    opens_months = models.PositiveSmallIntegerField(_("months after the period"), default=0)
    due_day = models.PositiveSmallIntegerField(_("due on day"))
    due_months = models.PositiveSmallIntegerField(_("months after the period"), default=1)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=0)
    closes_day = models.PositiveSmallIntegerField(_("closes on day"), null=True)
    closes_months = models.PositiveSmallIntegerField(_("months after the period"), null=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        app_label = "plans"
        verbose_name = _("calendar rule")
        verbose_name_plural = _("calendar rules")
        ordering = ("id",)
        indexes = (models.Index(fields=("fiscal_year", "level", "kind"), name="rule_of_calendar"),)
        constraints = (
            # The triggers on SQLite tell a row that is written over by its id, and see -1 for
            # an id that is not given.
            models.CheckConstraint(condition=Q(id__gt=0), name="rule_id_is_positive"),
        )

    def __str__(self) -> str:
        plans = f" {self.plan_kind}" if self.plan_kind else ""
        return f"{self.fiscal_year_id} {self.level or '*'} {self.kind}{plans}"

    @property
    def rule(self) -> TermRule:
        """The rule as a value."""
        return TermRule(
            due=DayRule(self.due_day, self.due_months),
            opens=DayRule(self.opens_day, self.opens_months),
            grace_days=self.grace_days,
            closes=None
            if self.closes_day is None
            else DayRule(self.closes_day, self.closes_months or 0),
        )


class Extension(models.Model):
    """Time that an office was given for one period of a fiscal year, with the reason.

    ``plan_kind`` is blank for all its plans; ``until`` empty takes back what was given.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="extensions", verbose_name=_("office")
    )
    plan_kind = models.CharField(_("kind of plan"), max_length=16, blank=True)
    kind = models.CharField(_("period"), max_length=8, choices=periods)
    first = MonthField(_("first month"))
    until: models.DateField[date | None, date | None] = models.DateField(_("until"), null=True)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        app_label = "plans"
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("-id",)
        indexes = (models.Index(fields=("office", "first"), name="extension_of_office"),)
        constraints = (
            models.CheckConstraint(condition=Q(id__gt=0), name="extension_id_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.kind} {self.first}: {self.until}"

    @property
    def period(self) -> Period:
        """The period that it is for."""
        first: Month = self.first
        return Period(first, PeriodKind(self.kind))
