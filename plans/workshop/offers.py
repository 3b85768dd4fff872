"""What the editor offers to choose from: words for cells, meanings of columns, rules of targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from plans.document.defaults import Kind, Mode
from plans.document.draft.composed import TierStep
from plans.document.draft.fields import fields_of
from plans.document.draft.values import DraftPlan, RowLevel
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.reader.columns import Matter, PeriodColumn
from plans.document.rolling_up import RollUp
from plans.workshop.page import EditorPage
from plans.workshop.selectors import units_in_use
from presentation.figures import sentence

_YEARS_BEFORE: Final = 3
_YEARS_AFTER: Final = 2


def lists_of(page: EditorPage) -> Mapping[str, Sequence[str]]:
    """The words that cells of few words offer, by the list's id, in the draft's language."""
    language = page.draft.language
    units = tuple(dict.fromkeys((*page.units, *units_in_use())))
    return {
        "units": units,
        "methods": [one.label[language] for one in Method],
        "frequencies": [one.label[language] for one in Frequency],
        "modes": [one.label[language] for one in Mode],
        "kinds": [one.label[language] for one in Kind],
        "roll-ups": [one.label[language] for one in RollUp],
        "choices": ["yes", "no"] if language == "en" else ["হ্যাঁ", "না"],
    }


def meanings_of(draft: DraftPlan) -> list[tuple[str, str]]:
    """What a column may hold, by the field's key: what nothing stands in yet."""
    used = {name for row in draft.rows for name in row.cells}
    usual = [
        (one.key, sentence(one.label))
        for one in fields_of(RowLevel.INDICATOR)
        if one.key not in used
    ]
    times = [(one.key, sentence(one.value)) for one in _times(draft) if one.key not in used]
    return [*usual, *times]


def _times(draft: DraftPlan) -> list[PeriodColumn]:
    """The years and quarters that a form of the draft's year speaks of."""
    year = draft.fiscal_year
    if year is None:
        return []
    label = str(year)
    before = [type(year)(year.start - number) for number in range(1, _YEARS_BEFORE + 1)]
    after = [type(year)(year.start + number) for number in range(1, _YEARS_AFTER + 1)]
    quarters = [f"{label}-Q{number}" for number in range(1, 5)]
    return [
        *(PeriodColumn(Matter.BASELINE, str(one)) for one in before),
        *(PeriodColumn(Matter.PROJECTION, str(one)) for one in after),
        *(PeriodColumn(Matter.TARGET, one) for one in quarters),
        *(PeriodColumn(Matter.ACHIEVED, one) for one in (*quarters, label)),
        *(PeriodColumn(Matter.ACHIEVED, str(month)) for month in year.months),
    ]


def rule_kinds() -> list[tuple[str, str]]:
    """The rules by which the lower targets follow from the best one."""
    names = {
        TierStep.LESS: _("less than the one above, each time"),
        TierStep.MORE: _("more than the one above, each time"),
        TierStep.PERCENT: _("percent of the best target less, each time"),
        TierStep.DAYS: _("days later than the one above"),
    }
    return [(one.value, name) for one, name in names.items()]
