"""The wordings of rows as a file: one line for each wording of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from plans.document.methods import Method
from plans.same_rows.values import Variant, WordingGroup
from presentation.figures import sentence
from spreadsheets.columns import FileColumn


class WordingLine(NamedTuple):
    """A wording of the row of that number."""

    row: int
    variant: Variant


FILE_COLUMNS: Final = (
    FileColumn[WordingLine](_("Row"), lambda line: line.row),
    FileColumn[WordingLine](_("Performance indicator"), lambda line: line.variant.words.title),
    FileColumn[WordingLine](_("Unit"), lambda line: line.variant.words.unit),
    FileColumn[WordingLine](
        _("Calculation method"), lambda line: method_name(line.variant.words.method)
    ),
    FileColumn[WordingLine](_("Plans"), lambda line: len(line.variant.uses)),
)


def lines_of(groups: Iterable[WordingGroup]) -> Iterator[WordingLine]:
    """Each wording with the number of its row."""
    for number, group in enumerate(groups, start=1):
        for variant in group.variants:
            yield WordingLine(number, variant)


def method_name(method: str) -> str:
    """A stored method in the reader's language."""
    return sentence(Method(method).named) if method else ""
