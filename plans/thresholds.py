"""What the checks of a month's figures go by, as rules of a fiscal year and kind.

What each means, its source and how often it speaks in vain: docs/plausibility.md. The defaults
are those of ``indicators.returns.plausibility.checks.Thresholds``; a test holds the two together.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PREFIX: Final = "odd_"
"""What the columns' names begin with; the rest is a field of ``Thresholds``."""


class PlausibilityRules(models.Model):
    """From when on a figure of a month asks for a look."""

    odd_own_months = models.PositiveSmallIntegerField(
        _("earlier reports of the office, at least"),
        default=4,
        validators=(MinValueValidator(3), MaxValueValidator(11)),
        help_text=_(
            "How many there must be before a figure is compared with the office's own past"
        ),
    )
    odd_own_z = models.DecimalField(
        _("distance from the office's own past"),
        default=Decimal(5),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(Decimal(2)), MaxValueValidator(Decimal(100))),
        help_text=_("Robust z: 0.6745 × (figure − median) ÷ median distance from the median"),
    )
    odd_peer_offices = models.PositiveSmallIntegerField(
        _("other offices, at least"),
        default=8,
        validators=(MinValueValidator(5), MaxValueValidator(500)),
        help_text=_("How many must have submitted the month before a figure is compared with them"),
    )
    odd_peer_z = models.DecimalField(
        _("distance from the other offices"),
        default=Decimal("3.5"),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(Decimal(2)), MaxValueValidator(Decimal(100))),
        help_text=_("Robust z of the figure as a share of the office's own target"),
    )
    odd_floor_percent = models.DecimalField(
        _("least spread, percent of the median"),
        default=Decimal(5),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(100))),
        help_text=_("Where nearly all figures are equal; the unit's smallest step if that is more"),
    )
    odd_floor_days = models.PositiveSmallIntegerField(
        _("least spread of dates, days"),
        default=7,
        validators=(MinValueValidator(1), MaxValueValidator(90)),
    )
    odd_small_base = models.DecimalField(
        _("small figures: a median below"),
        default=Decimal(10),
        max_digits=6,
        decimal_places=2,
        validators=(MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))),
        help_text=_("In the unit's smallest steps; a spread of handfuls means nothing"),
    )
    odd_small_times = models.DecimalField(
        _("small figures: times the largest so far"),
        default=Decimal(5),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(Decimal("1.5")), MaxValueValidator(Decimal(100))),
        help_text=_("So many times it, and more than it by the distance of two tiers"),
    )
    odd_run_months = models.PositiveSmallIntegerField(
        _("equal reports in a row, at least"),
        default=4,
        validators=(MinValueValidator(3), MaxValueValidator(12)),
    )
    odd_run_chance = models.DecimalField(
        _("equal reports: chance below"),
        default=Decimal("0.0001"),
        max_digits=9,
        decimal_places=8,
        validators=(MinValueValidator(Decimal("0.00000001")), MaxValueValidator(Decimal("0.05"))),
        help_text=_("That counts around the office's own mean would be equal by themselves"),
    )
    odd_column_cells = models.PositiveSmallIntegerField(
        _("whole column: cells other than zero, at least"),
        default=8,
        validators=(MinValueValidator(3), MaxValueValidator(200)),
    )
    odd_column_percent = models.DecimalField(
        _("whole column: one figure in percent of the cells"),
        default=Decimal(80),
        max_digits=5,
        decimal_places=2,
        validators=(MinValueValidator(Decimal(50)), MaxValueValidator(Decimal(100))),
    )

    class Meta:
        abstract = True

    @classmethod
    def threshold_names(cls) -> tuple[str, ...]:
        """The columns that are thresholds, in the order of the administration's page."""
        return tuple(
            field.name for field in cls._meta.get_fields() if field.name.startswith(PREFIX)
        )
