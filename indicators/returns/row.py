"""One row of the form: the indicator, its months, its score and the sentences about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.returns.cells.values import CellConflict
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.selectors import NO_EVIDENCE, EvidenceTally, asks_for_evidence
from indicators.returns.forms import as_seen, expects_of
from indicators.returns.models import CellNote
from indicators.returns.tier_bar import TierBar, tier_bar_of
from indicators.returns.values import StoredCell
from indicators.scoring.explanations import explain, next_step, pace_text, rate_note
from indicators.scoring.outlook import Outlook
from indicators.scoring.pace import YearPace
from indicators.scoring.values import IndicatorScore
from numerals import (
    DECIMALS,
    Expects,
    Figure,
    Month,
    canonical_figure,
    decimals_of,
    figure_of,
    format_day,
    format_figure,
    format_value,
    localize_digits,
)
from plans.addresses import PlanAddress
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import Problem
from plans.models import Indicator

_QUOTIENT_DECIMALS = 2

_NARROW = 4
"""Characters of a target that fit under its tick at full size."""


@dataclass(frozen=True)
class ReturnRow:
    """One indicator of the form in one month.

    ``earlier`` are the two months before; ``typed`` is what stands in the field instead of
    the stored figure while it cannot be stored, ``error`` why. ``is_unsaved`` says that it
    stands beside the stored figure, because the return was locked meanwhile. ``language`` is
    the reader's: to look it up for each figure would take longer than to write the figure.
    """

    indicator: Indicator
    score: IndicatorScore
    months: tuple[Month, ...]
    earlier: tuple[Figure, ...]
    decimals: int
    cell: StoredCell | None
    language: str
    findings: tuple[Problem, ...] = ()
    note: CellNote | None = None
    returned: str | None = None
    was_returned: bool = False
    typed: str | None = None
    typed_remarks: str | None = None
    typed_base: int | None = None
    typed_note: str = ""
    error: str = ""
    is_unsaved: bool = False
    conflict: CellConflict | None = None
    evidence: EvidenceTally = NO_EVIDENCE
    files: tuple[Evidence, ...] = ()
    outlook: Outlook | None = None
    pace: YearPace | None = None
    earned_by: PlanAddress | None = None
    """The plan that earns it, where that is not the office's figures."""
    earned_by_name: str = ""
    """What the year calls that plan."""
    page_url: str = ""
    """Where all is told of the indicator, as of the month."""
    offices_url: str = ""
    """Where the offices stand that it is made of, if it is rolled up."""

    @property
    def figure(self) -> Figure:
        """The stored figure of the month."""
        return self.cell.figure if self.cell else None

    @property
    def version(self) -> int:
        """The return's version of the cell's last change; 0 if it was never written."""
        stored = self.conflict.stored if self.conflict else self.cell
        return stored.version if stored else 0

    @cached_property
    def text(self) -> str:
        """What stands in the field: digits of the reader's language, no grouping."""
        return self.stored if self.typed is None else self.typed

    @cached_property
    def stored(self) -> str:
        """The stored figure, as the field shows it."""
        return self.shown(self.figure)

    @property
    def is_stored(self) -> bool:
        """Whether what stands in the field is a stored figure: neither a blank nor refused."""
        return self.figure is not None and self.typed is None

    @property
    def base(self) -> int:
        """The version that the person has seen: an unreadable figure waits with its own."""
        return self.version if self.typed_base is None else self.typed_base

    @property
    def seen(self) -> str:
        """The cell as stored, so that a form sent back tells what was typed from what stood."""
        return as_seen(self.stored, self.cell.remarks if self.cell else "")

    @property
    def stored_text(self) -> str:
        """What a colleague stored meanwhile, where the typed figure is in conflict."""
        return (self.shown(self.conflict.stored.figure) if self.conflict else "") or _("nothing")

    @property
    def stored_remarks(self) -> str:
        """What a colleague remarked meanwhile, where it differs."""
        theirs = self.conflict.stored.remarks if self.conflict else ""
        return theirs if theirs != self.remarks else ""

    @property
    def stored_by(self) -> str:
        """The colleague who did."""
        author = self.conflict.by if self.conflict else None
        return author.name if author else _("A colleague")

    def shown(self, figure: Figure) -> str:
        """A figure of this row with at least the decimals that its targets have."""
        decimals = max(self.decimals, decimals_of(figure)) if figure is not None else None
        return format_figure(figure, language=self.language, decimals=decimals)

    @property
    def earlier_shown(self) -> list[tuple[Month, str]]:
        """The two earlier months with their figures."""
        return [
            (month, self.shown(figure))
            for month, figure in zip(self.months, self.earlier, strict=True)
        ]

    @property
    def text_when_returned(self) -> str:
        """The figure that the reviewer gave back."""
        return "" if self.returned is None else self.shown(figure_of(self.returned))

    @property
    def changed_since_return(self) -> bool:
        """Whether the figure is another one than the reviewer gave back."""
        return self.was_returned and canonical_figure(self.figure) != self.returned

    @cached_property
    def remarks(self) -> str:
        """The remarks as typed or stored."""
        if self.typed_remarks is not None:
            return self.typed_remarks
        return self.cell.remarks if self.cell else ""

    @cached_property
    def achieved(self) -> str:
        """The achievement to date; an average to two decimals, everything else in full."""
        value = self.score.achieved
        if value is None:
            return "–"
        if isinstance(value, date):
            return format_value(value, language=self.language)
        decimals = decimals_of(value)
        if decimals > DECIMALS:
            decimals = _QUOTIENT_DECIMALS
        return format_value(value, language=self.language, decimals=max(self.decimals, decimals))

    @cached_property
    def is_dated(self) -> bool:
        """Whether a date is expected."""
        return expects_of(self.indicator) is Expects.DATE

    @cached_property
    def contains_earlier(self) -> bool:
        """Whether each figure contains the earlier ones."""
        method = self.indicator.method
        return bool(method) and Method(method).rule.contains_earlier

    @property
    def read_as(self) -> str:
        """What a stored date was read as, with its month's name; empty for all else."""
        if not isinstance(self.figure, date):
            return ""
        return format_day(self.figure, language=self.language)

    @cached_property
    def is_wide(self) -> bool:
        """Whether the targets need the small digits to stand side by side."""
        return self.is_dated or any(
            len(format_value(one, language="en", decimals=self.decimals)) > _NARROW
            for one in self.indicator.targets
            if isinstance(one, Decimal)
        )

    @cached_property
    def is_asked(self) -> bool:
        """Whether the month's return asks for the indicator."""
        return self.indicator.is_asked(self.month)

    @property
    def earned(self) -> Decimal | None:
        """What the plan that it earns by has of 100; nothing where that has no score yet."""
        achieved, best = self.score.achieved, self.indicator.target_100
        if not (isinstance(achieved, Decimal) and isinstance(best, Decimal) and best):
            return None
        return achieved * 100 / best

    @cached_property
    def asked_in(self) -> Month:
        """The month whose return asks for it: this one, or the last of its period."""
        return self.indicator.asked_in(self.month)

    @property
    def month(self) -> Month:
        """The month of the return."""
        return self.months[-1].next

    @property
    def lacks_evidence(self) -> bool:
        """Whether a figure that asks for evidence has none; 0 and ``-`` ask for none."""
        asks = asks_for_evidence(self.indicator, self.month, figure=self.figure)
        return asks and not self.evidence.files

    @cached_property
    def tier_bar(self) -> TierBar:
        """The tier bar."""
        return tier_bar_of(self.indicator.targets, self.score)

    @cached_property
    def why(self) -> str:
        """Why this score, in a sentence."""
        return explain(self.score, unit=self.indicator.unit, language=self.language)

    @cached_property
    def next_step(self) -> str:
        """What the next tier asks for and what it adds; empty if there is none."""
        return next_step(self.outlook, unit=self.indicator.unit, language=self.language)

    @cached_property
    def pace_note(self) -> str:
        """The months that are gone and how much of the target there is; empty without a pace."""
        return pace_text(self.pace, language=self.language)

    @cached_property
    def rate_note(self) -> str:
        """The rate of achievement and that it is not the score; empty where there is none."""
        target = self.indicator.target_100
        return rate_note(self.score, target=target, language=self.language)

    @cached_property
    def code(self) -> str:
        """The code in the reader's digits, or the activity's where the indicator has none."""
        code = self.indicator.code or self.indicator.activity.code
        return localize_digits(code, language=self.language)

    @cached_property
    def pk(self) -> SafeString:
        """The indicator's id, as element ids and field names carry it.

        A number of ours, marked as safe: a row names it some twenty times, and to escape it
        takes longer than to write it.
        """
        return SafeString(self.indicator.pk)

    @cached_property
    def measured(self) -> str:
        """How it is measured: unit and calculation method, and how often if not monthly."""
        one = self.indicator
        often = "" if one.frequency == Frequency.MONTHLY else one.get_frequency_display()
        parts = (one.unit, one.get_method_display(), often)
        return " · ".join(part for part in parts if part)
