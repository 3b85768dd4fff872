"""What a paper form is printed from: values alone, so that it prints the same anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.scoring.precision import total_of_known
from indicators.scoring.values import PlanScore
from numerals import (
    USUAL_SCORE_PLACES,
    FiscalYearSpan,
    Language,
    Message,
    Month,
    Value,
    localize_digits,
)
from plans.document.defaults import SECTIONS
from plans.document.grades import TIER_NAMES, Grade
from plans.document.values import TIERS, PlanDocument
from reports.paper.columns import PaperColumn
from reports.paper.forms import FormSpec, PaperForm, SignatoryRole
from reports.paper.further import with_further
from reports.paper.standing import UNKNOWN, PaperStanding


class CumulativeBasis(StrEnum):
    """What column 16 adds up: the fiscal year so far, or the three months that are shown."""

    YEAR = "year"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signs; an empty name or designation leaves a line to fill in by hand."""

    role: SignatoryRole
    name: str = ""
    designation: str = ""


@dataclass(frozen=True, slots=True)
class EvaluatedLine:
    """What a final evaluation recognises of an indicator, and what that scores."""

    achieved: Value | None
    weighted: Decimal | None
    is_none: bool = False
    """Whether the evaluator recognises none, the ``-`` of the forms."""
    reason: str = ""
    """Why another value than the office's is recognised."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A final evaluation as it was kept: indicators by row, the composite, its weight and rules."""

    lines: Mapping[str, EvaluatedLine]
    weighted: Decimal | None
    weight: Decimal
    normalised: Decimal | None
    rules: str

    def total(self, rows: Iterable[str]) -> Decimal | None:
        """The sum of the weighted scores of some rows, if any has one."""
        return total_of_known(self.lines[row].weighted for row in rows if row in self.lines)


UNNAMED = tuple(Signatory(role) for role in SignatoryRole)


def _default_titles() -> dict[str, Message]:
    return {section.code: section.title for section in SECTIONS}


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """One form of one plan for one month in one language.

    ``score`` is the plan's score over the months that ``cumulative`` names: columns 16 and 17
    print its achievements and rates, the evaluation form its scores as well, and beside them
    what a final evaluation recognised, where there is one (``evaluated``). ``kind`` is what
    the plan is called (Annual Performance Agreement …), ``whole`` what its weights should make
    (``None``: nobody knows); ``office`` replaces the document's
    heading, lines joined by a newline. ``version`` is the agreed version that it speaks by, 0 of
    a plan that is not agreed, ``rules`` name the rules beside it, ``standing`` says what
    it is worth. ``month`` is the last month shown; a form without months has none. ``tiers`` are
    the year's names of the tiers, ``grades`` those that it gives composites, ``score_places`` the
    decimals of its scores.
    """

    document: PlanDocument
    form: PaperForm
    language: Language
    kind: Message
    month: Month | None = None
    cumulative: CumulativeBasis = CumulativeBasis.YEAR
    score: PlanScore | None = None
    whole: Decimal | None = None
    section_titles: Mapping[str, Message] = field(default_factory=_default_titles)
    office: Message | None = None
    signatories: tuple[Signatory, ...] = UNNAMED
    is_demo: bool = False
    evaluated: Evaluated | None = None
    version: int = 0
    rules: str = ""
    standing: PaperStanding = UNKNOWN
    tiers: tuple[Message, ...] = TIER_NAMES
    grades: tuple[Grade, ...] = ()
    score_places: int = USUAL_SCORE_PLACES

    def __post_init__(self) -> None:
        if self.spec.has_months and (self.month is None or self.score is None):
            raise ValueError(f"The {self.form} form needs a month and the score up to it.")

    @property
    def spec(self) -> FormSpec:
        """What the form looks like."""
        return self.form.spec

    @property
    def columns(self) -> tuple[PaperColumn, ...]:
        """The form's columns; a final evaluation has its own beside the office's scores, a whole
        plan those that it needs.
        """
        columns = self.spec.columns
        if self.spec.says_all:
            columns = with_further(columns, self.document)
        if self.evaluated is None:
            return columns
        return (*columns[:-1], *self.spec.evaluated, columns[-1])

    @property
    def months(self) -> tuple[Month, ...]:
        """The three months of columns 13 to 15, oldest first; none of a form without months."""
        if self.month is None:
            return ()
        return (self.month.plus(-2), self.month.previous, self.month)

    def label(self, column: PaperColumn) -> str:
        """What stands over the column: its name, the year's name of its tier, or the year that its
        figures are of.
        """
        if column.percent is not None:
            return self.text(self.tiers[TIERS.index(column.percent)])
        year = self.document.fiscal_year
        if column.years is None or year is None:
            return self.text(column.label)
        return localize_digits(
            str(FiscalYearSpan(year.start + column.years)), language=self.language
        )

    def text(self, message: Message) -> str:
        """The message in the language of the form."""
        return message[self.language]
