"""What the form says of an indicator beside its targets, line by line for the reader at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from numerals import figure_of
from plans.document.draft.fields import field_of
from plans.document.draft.values import RowLevel
from plans.models import Indicator
from presentation.figures import figure, sentence


class NamedText(NamedTuple):
    """One thing said: by what name, and what."""

    name: str
    text: str


def lines_beside(indicator: Indicator) -> tuple[NamedText, ...]:
    """Baselines, projections, targets of periods and parts, evidence, who is responsible.

    What the plan does not say has no line. No query.
    """
    return tuple(_lines(indicator))


def _lines(indicator: Indicator) -> Iterator[NamedText]:
    for matter, figures in (
        ("baseline", indicator.baselines),
        ("target", indicator.targets_by_period),
        ("projection", indicator.projections),
    ):
        for period, text in sorted(figures.items()):
            yield _figure(f"{matter}:{period}", text)
    for number, text in enumerate(indicator.parts, start=1):
        yield _figure(f"part:{number}:target", text)
    if indicator.evidence_definition:
        yield NamedText(_("evidence"), indicator.evidence_definition)
    if indicator.responsible:
        yield NamedText(_("responsible"), indicator.responsible)


def _figure(key: str, text: str) -> NamedText:
    field = field_of(RowLevel.INDICATOR, key)
    return NamedText(sentence(field.label) if field else key, figure(figure_of(text)))
