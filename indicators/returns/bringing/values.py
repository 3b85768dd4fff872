"""What a file brings to a month: lines to take, and all that has to be told beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.returns.cells.values import CellChange
from indicators.returns.row import ReturnRow
from numerals import Figure, Message, Month
from plans.document.month.matching import Doubt, folded
from plans.document.month.values import BroughtForm, BroughtRow, FigureColumn
from plans.document.values import Problem
from presentation.figures import sentence


@dataclass(frozen=True, slots=True)
class ChosenColumn:
    """A form of the file and the column of it that is taken for the month's."""

    form: BroughtForm
    column: FigureColumn
    key: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that may be chosen, under what it says of itself."""

    key: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class BroughtLine:
    """One row of the plan, and what the file says of it in the column chosen.

    ``remarks`` is ``None`` where they stay. ``base`` is the version of the cell that the person
    sees, ``is_stale`` whether it is another one than our workbook was made from.
    """

    row: ReturnRow
    brought: BroughtRow
    text: str
    figure: Figure = None
    remarks: str | None = None
    error: Message | None = None
    doubt: Doubt | None = None
    by_place: bool = False
    is_stale: bool = False
    findings: tuple[Problem, ...] = ()

    @property
    def base(self) -> int:
        """The version of the cell that stands there now."""
        return self.row.version

    @property
    def change(self) -> CellChange:
        """What is to be stored, over what the person sees."""
        return CellChange(self.figure, self.base, self.remarks)

    @property
    def told(self) -> list[str]:
        """Why the line is to be looked at, a sentence each; what is odd about the figure is in
        ``findings``.
        """
        said = []
        if self.doubt is not None and self.brought.name:
            said.append(_("In the file it is called “%(name)s”.") % {"name": self.brought.name})
        elif self.doubt is not None:
            said.append(_("By its place only: the row of the file names no indicator."))
        if self.is_stale:
            said.append(_("Changed on the server after the workbook was downloaded."))
        unit = self.row.indicator.unit
        if self.brought.unit and folded(self.brought.unit) != folded(unit):
            said.append(_("In the file its unit is “%(unit)s”.") % {"unit": self.brought.unit})
        return said

    @property
    def said(self) -> str:
        """What the file says there, unless ``why`` quotes it."""
        return "" if self.text in self.why else f"“{self.text}”"

    @property
    def why(self) -> str:
        """Why nothing of the line is taken: it cannot be read, or the month does not ask for it."""
        if not self.row.is_asked:
            return sentence(self.row.indicator.why_not_asked(self.row.month))
        return sentence(self.error) if self.error else " ".join(self.told)

    @property
    def is_taken(self) -> bool:
        """Whether the line is proposed to be taken: not over what was changed since, nor where the
        file names another row and only the place is the same.
        """
        return not self.is_stale and not (self.by_place and self.brought.name)

    @property
    def now(self) -> str:
        """What stands there."""
        return self.row.stored or _("nothing")

    @property
    def comes(self) -> str:
        """What comes, in the reader's digits."""
        return self.row.shown(self.figure) or _("nothing")

    @property
    def is_other_figure(self) -> bool:
        """Whether the figure is another one; else only the remarks are."""
        return self.figure != self.row.figure


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row of the file that finds none in the plan, or not one alone: its words, and why."""

    brought: BroughtRow
    doubt: Doubt
    text: str

    @property
    def name(self) -> str:
        """The row in the file's own words."""
        return self.brought.name or _("row without a name")

    @property
    def why(self) -> str:
        """Why it is left out."""
        match self.doubt:
            case Doubt.CONTRADICTION:
                return _("code and title belong to two rows of this form")
            case Doubt.TWICE:
                return _("the file has this row more than once")
            case _:
                return _("this form has no such row")


@dataclass(frozen=True)
class Disagreement:
    """A month before, or after, of which the file says something else than was reported."""

    row: ReturnRow
    month: Month
    reported: str
    said: str


@dataclass(frozen=True)
class DifferentTotal:
    """A row whose total in the file is another than its months make."""

    row: ReturnRow
    said: str
    made: str


@dataclass(frozen=True)
class Proposal:
    """All that a file would change in a month, and all that it would not."""

    chosen: ChosenColumn | None
    choices: Sequence[Choice] = ()
    lines: Sequence[BroughtLine] = ()
    wrong: Sequence[BroughtLine] = ()
    closed: Sequence[BroughtLine] = ()
    blank: Sequence[BroughtLine] = ()
    same: int = 0
    unmatched: Sequence[Unmatched] = ()
    absent: Sequence[ReturnRow] = ()
    earlier: Sequence[Disagreement] = ()
    totals: Sequence[DifferentTotal] = ()
    as_a_whole: Sequence[Problem] = ()
    warnings: Sequence[str] = field(default_factory=tuple)

    @property
    def changes(self) -> Mapping[int, CellChange]:
        """What would be stored, by indicator id."""
        return {line.row.indicator.pk: line.change for line in self.lines}
