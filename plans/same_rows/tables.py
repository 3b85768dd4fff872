"""A wording as the pages draw it and as its file says it: each column declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plans.document.matching.wordings import Worded
from plans.document.methods import Method
from plans.same_rows.values import WordingGroup
from presentation.figures import number, sentence
from spreadsheets.columns import FileColumn, sheet_of
from spreadsheets.xlsx_writer import WrittenSheet


class WordingLine(NamedTuple):
    """A wording, and in how many plans it is; ``row`` is the number of its row in the file."""

    words: Worded
    plans: int
    row: int = 0


class Drawn(Enum):
    """Where a page draws what a column says."""

    LEADS = "leads"
    BESIDE = "beside"
    BELOW = "below"
    BY_ITS_PLACE = "nothing: its place says it"


@dataclass(frozen=True, slots=True)
class WordingColumn:
    """What is said of a wording: in a file below ``heading``, on a page as ``shown``, if other.

    Without a heading it is of pairs alone: wordings that drifted apart leave it out.
    """

    heading: str | Promise
    value: Callable[[WordingLine], object]
    drawn: Drawn
    shown: Callable[[WordingLine], str] | None = None

    def text(self, line: WordingLine) -> str:
        """What a page says; nothing where there is nothing to say."""
        return self.shown(line) if self.shown else str(self.value(line))


def _method(line: WordingLine) -> str:
    return sentence(Method(line.words.method).named) if line.words.method else ""


def _in_plans(line: WordingLine) -> str:
    said = ngettext("in %(number)s plan", "in %(number)s plans", line.plans)
    return said % {"number": number(line.plans)} if line.plans else ""


COLUMNS: Final = (
    WordingColumn(_("Row"), lambda line: line.row, Drawn.BY_ITS_PLACE),
    WordingColumn(_("Performance indicator"), lambda line: line.words.title, Drawn.LEADS),
    WordingColumn(_("Unit"), lambda line: line.words.unit, Drawn.BESIDE),
    WordingColumn(_("Calculation method"), _method, Drawn.BESIDE),
    WordingColumn(_("Plans"), lambda line: line.plans, Drawn.BESIDE, _in_plans),
    WordingColumn("", lambda line: line.words.above, Drawn.BELOW),
)


class SaidWording(NamedTuple):
    """A wording as a page draws it."""

    leads: str
    beside: tuple[str, ...]
    below: str


def said_of(words: Worded, *, plans: int = 0) -> SaidWording:
    """The wording in the reader's language; without ``plans`` not in how many it is."""
    line = WordingLine(words, plans)

    def texts(drawn: Drawn) -> tuple[str, ...]:
        told = (one.text(line) for one in COLUMNS if one.drawn is drawn)
        return tuple(text for text in told if text)

    return SaidWording(
        " ".join(texts(Drawn.LEADS)), texts(Drawn.BESIDE), " ".join(texts(Drawn.BELOW))
    )


def wordings_sheet(groups: Iterable[WordingGroup]) -> WrittenSheet:
    """A line for each wording of each row."""
    columns = [FileColumn[WordingLine](one.heading, one.value) for one in COLUMNS if one.heading]
    return sheet_of(str(_("Wordings")), columns, _lines_of(groups))


def _lines_of(groups: Iterable[WordingGroup]) -> Iterator[WordingLine]:
    for row, group in enumerate(groups, start=1):
        for variant in group.variants:
            yield WordingLine(variant.words, len(variant.uses), row)
