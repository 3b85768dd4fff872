"""The templates' way to ``presentation.figures``.

Where a chain of names such as ``plan.latest.composite`` breaks off at ``None``, Django hands a
filter ``""``; where its last name is ``None``, that. Both are nothing, and shown as such: ``–`` in
the place of a number, blank in that of a word, a day or an achievement.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import template

from presentation import figures

register = template.Library()


def _or(nothing: str, shown: Callable[..., str]) -> Callable[..., str]:
    @wraps(shown)
    def filtered(value: Any, *arguments: Any) -> str:
        return nothing if value is None or value == "" else shown(value, *arguments)

    return filtered


for _number in (
    figures.achievement,
    figures.number,
    figures.points,
    figures.signed_points,
    figures.target,
    figures.whole,
):
    register.filter(_number.__name__, _or("–", _number))

for _words in (
    figures.clock,
    figures.day,
    figures.digits,
    figures.figure,
    figures.month,
    figures.month_name,
    figures.sentence,
    figures.short_day,
):
    register.filter(_words.__name__, _or("", _words))
