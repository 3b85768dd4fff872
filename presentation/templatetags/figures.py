"""The templates' way to ``presentation.figures``."""

from __future__ import annotations

from django import template

from presentation import figures

register = template.Library()

for _shown in (
    figures.clock,
    figures.day,
    figures.digits,
    figures.figure,
    figures.month,
    figures.month_name,
    figures.number,
    figures.points,
    figures.sentence,
    figures.short_day,
    figures.signed_points,
    figures.target,
    figures.whole,
):
    register.filter(_shown.__name__, _shown)
