"""What may stand in a column: readers of one cell's text, and how the cell is written out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from import_export.fields import Field
from import_export.widgets import Widget

from numerals import LANGUAGES, composed, parse_date, to_latin_digits
from numerals import Unreadable as UnreadableValue
from presentation.figures import day_in_digits, sentence
from spreadsheets.table import NumberText

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SHOWN: Final = 40


class UnreadableCell(ValueError):
    """A cell that can't be read; the first argument says what was read and what is expected."""


class CellKind(Widget):
    """A kind of cell: ``clean`` reads its text, ``render`` is for a file, ``shown`` for a page."""

    def __init__(self) -> None:
        super().__init__(coerce_to_string=False)

    def render(self, value: Any, obj: object = None, **_kwargs: object) -> Any:
        return value

    def shown(self, value: Any) -> str:
        """The value for the reader of a preview."""
        return str(value)


class Text(CellKind):
    """Any text, in composed Unicode, without blanks around it."""

    def __init__(self, *, longest: int | None = None, lines: bool = False) -> None:
        super().__init__()
        self.longest = longest
        self.lines = lines

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        text = composed(value).strip()
        text = text.replace("\r\n", "\n") if self.lines else " ".join(text.split())
        if self.longest is not None and len(text) > self.longest:
            raise UnreadableCell(
                _("The text has %(length)s characters. At most %(longest)s are allowed.")
                % {"length": len(text), "longest": self.longest}
            )
        return text


class Code(Text):
    """A code such as 1.10, which must not have been turned into a number on its way."""

    def clean(self, value: str, row: object = None, **kwargs: object) -> Any:
        if isinstance(value, NumberText) and "." in value:
            raise UnreadableCell(
                _(
                    "%(read)s is stored as a number, so it could be 1.1 or 1.10. Format the "
                    "column as text and enter the code again."
                )
                % {"read": value}
            )
        return to_latin_digits(super().clean(value, row, **kwargs))


class OfficeCode(Text):
    """The lower-case name by which an office is addressed."""

    def clean(self, value: str, row: object = None, **kwargs: object) -> Any:
        code = to_latin_digits(super().clean(value, row, **kwargs))
        if code and not _SLUG.fullmatch(code):
            raise UnreadableCell(
                read_but_expected(
                    code, _("lower-case Latin letters, digits and hyphens, such as khulna")
                )
            )
        return code


class Day(CellKind):
    """A day, or none."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        if not value.strip():
            return None
        read = parse_date(value)
        if isinstance(read, UnreadableValue):
            raise said(read)
        return read

    def shown(self, value: Any) -> str:
        return day_in_digits(value)


class ChoiceCell(CellKind):
    """One of a few words: the stored one, or its name in either language."""

    def __init__(self, choices: Iterable[tuple[str, str | Promise]]) -> None:
        super().__init__()
        self.choices = list(choices)

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        wanted = plain(value)
        if not wanted:
            return ""
        for stored, names in self._names():
            if wanted in names:
                return stored
        raise UnreadableCell(read_but_expected(value, self.expected()))

    def shown(self, value: Any) -> str:
        return str(dict(self.choices).get(value, ""))

    def expected(self) -> str:
        """The words that are taken, in the reader's language."""
        return ", ".join(f"{stored} ({name})" for stored, name in self.choices)

    def _names(self) -> Iterable[tuple[str, set[str]]]:
        known: list[tuple[str, set[str]]] | None = self.__dict__.get("_known")
        if known is None:
            known = self._known = [
                (stored, {plain(stored), *in_both_languages(name)}) for stored, name in self.choices
            ]
        return known


class Column(Field):
    """A column of a table: its name, its heading in the reader's language, its cells.

    ``required`` columns must be in the file, and none of their cells blank. ``filled`` cells
    are not blank where the column is there. ``guide`` says what is expected; where it is
    not given, the cells of a ``ChoiceCell`` name their words.
    """

    def __init__(
        self,
        name: str,
        label: str | Promise,
        *,
        cell: CellKind,
        attribute: str | None = None,
        required: bool = False,
        filled: bool = False,
        guide: str | Promise = "",
    ) -> None:
        super().__init__(attribute=attribute or name, column_name=name, widget=cell)
        self.label = label
        self.required = required
        self.filled = filled or required
        self._guide = guide

    @property
    def guide(self) -> str:
        """What is expected, in the reader's language."""
        if not self._guide and isinstance(self.widget, ChoiceCell):
            return self.widget.expected()
        return str(self._guide)

    @property
    def headings(self) -> set[str]:
        """The headings, made plain, under which the column is known."""
        return {plain(self.column_name), *in_both_languages(self.label)}

    def read(self, text: str) -> Any:
        """The value of a cell. Raises ``UnreadableCell``."""
        if self.filled and not text.strip():
            raise UnreadableCell(_("The cell is empty."))
        return self.widget.clean(text)


def said(finding: UnreadableValue) -> UnreadableCell:
    """What ``numerals`` finds in a cell, as the finding of the cell."""
    return UnreadableCell(sentence(finding.message))


def read_but_expected(read: str, expected: str | Promise) -> str:
    """The sentence of a cell that is something else than it should be."""
    shown = " ".join(read.split())
    if len(shown) > _SHOWN:
        shown = shown[: _SHOWN - 1] + "…"
    return _("“%(read)s” could not be read. Enter %(expected)s.") % {
        "read": shown,
        "expected": expected,
    }


def in_both_languages(label: str | Promise) -> set[str]:
    """A label as it reads in either language, made plain."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(plain(str(label)))
    return found


def plain(text: str) -> str:
    """``text`` as headings and choices are compared: composed, lower-case, single blanks."""
    return " ".join(composed(text).casefold().split())
