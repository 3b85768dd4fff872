"""What people type into a monthly return becomes cell changes, or says why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.returns.cells.services import CellChange
from numerals import (
    Expects,
    Figure,
    FiscalYearSpan,
    Message,
    Month,
    Unreadable,
    parse_figure,
    parse_whole,
)
from offices.fields import LastDayField
from plans.document.days import day_problem
from plans.document.methods import Method
from plans.models import Indicator, Objective
from presentation.lines import LinesField, lines_at_rows, one_spelling

REMARKS_LIMIT: Final = 1000
"""Characters of remarks in one cell; column 18 of the form has no room for more."""

NOTE_LIMIT: Final = 2000
"""Characters of a reviewer's reason or note."""

_VERSION_DIGITS: Final = 9
_NEGATIVE: Final = Message(
    bn="ঋণাত্মক সংখ্যা লেখা হয়েছে; অর্জন শূন্য বা তার বেশি হতে হবে।",
    en="An achievement cannot be negative. Enter zero or more.",
)
REMARKS_TOO_LONG: Final = Message(
    bn="মন্তব্য ১,০০০ অক্ষরের বেশি; সংক্ষেপে লিখুন।",
    en="The remarks are longer than 1,000 characters; please shorten them.",
)
_BAD_VERSION: Final = Message(
    bn="পাতাটি পুরোনো; পাতাটি আবার খুলুন।", en="The page is out of date; open it again."
)


@dataclass(frozen=True, slots=True)
class TypedCells:
    """The readable cells by indicator id, and what was wrong with the others."""

    changes: Mapping[int, CellChange]
    errors: Mapping[int, Message]


def expects_of(indicator: Indicator) -> Expects:
    """What may be typed for the indicator: a date where its targets or its method say so."""
    dated = any(isinstance(target, date) for target in indicator.targets)
    takes = Method(indicator.method).rule.takes if indicator.method else Expects.EITHER
    return Expects.DATE if dated or takes is Expects.DATE else Expects.NUMBER


def read_cells(
    data: Mapping[str, str], indicators: Iterable[Indicator], *, month: Month
) -> TypedCells:
    """The cells among ``data``: ``cell-<id>``, ``base-<id>`` and, if given, ``remarks-<id>``.

    Ids that are not of ``indicators`` are not looked at, nor are cells that still say what
    ``seen-<id>`` says was in them: whoever sends a whole form did not type all of it.
    """
    changes: dict[int, CellChange] = {}
    errors: dict[int, Message] = {}
    for indicator in indicators:
        text = data.get(f"cell-{indicator.pk}")
        if text is None or _is_untouched(data, indicator.pk):
            continue
        if not indicator.is_asked(month):
            errors[indicator.pk] = indicator.why_not_asked(month)
            continue
        read = _read_cell(
            text,
            indicator,
            year=month.fiscal_year,
            base=data.get(f"base-{indicator.pk}", ""),
            remarks=data.get(f"remarks-{indicator.pk}"),
        )
        if isinstance(read, Message):
            errors[indicator.pk] = read
        else:
            changes[indicator.pk] = read
    return TypedCells(changes, errors)


def as_seen(figure: str, remarks: str) -> str:
    """What ``seen-<id>`` carries: the cell as it is on the page."""
    return f"={figure.strip()}\n{remarks}"


def _is_untouched(data: Mapping[str, str], pk: int) -> bool:
    seen = data.get(f"seen-{pk}")
    if seen is None:
        return False
    now = as_seen(data.get(f"cell-{pk}", ""), data.get(f"remarks-{pk}", ""))
    return one_spelling(seen) == one_spelling(now)


def read_figure(text: str, indicator: Indicator) -> Figure | Message:
    """The achievement of ``indicator`` that ``text`` says, or why it says none."""
    figure: Figure | Unreadable = parse_figure(
        text, expects=expects_of(indicator), unit=indicator.unit
    )
    if isinstance(figure, Unreadable):
        return figure.message
    if isinstance(figure, Decimal) and figure < 0:
        return _NEGATIVE
    return figure


def problem_of(figure: Figure, indicator: Indicator, *, year: FiscalYearSpan) -> Message | None:
    """Why ``figure`` cannot be an achievement of ``year``: a day before or after it, or to come."""
    if not isinstance(figure, date):
        return None
    return day_problem(figure, year=year, targets=indicator.targets, today=timezone.localdate())


def read_achievement(text: str, indicator: Indicator, *, year: FiscalYearSpan) -> Figure | Message:
    """The achievement of ``year`` that ``text`` says, or why it says none."""
    figure = read_figure(text, indicator)
    if isinstance(figure, Message):
        return figure
    return problem_of(figure, indicator, year=year) or figure


def _read_cell(
    text: str, indicator: Indicator, *, year: FiscalYearSpan, base: str, remarks: str | None
) -> CellChange | Message:
    figure = read_achievement(text, indicator, year=year)
    if isinstance(figure, Message):
        return figure
    if remarks is not None:
        remarks = one_spelling(remarks)
        if len(remarks) > REMARKS_LIMIT:
            return REMARKS_TOO_LONG
    version = read_version(base)
    if version is None:
        return _BAD_VERSION
    return CellChange(figure=figure, base_version=version, remarks=remarks)


def read_version(text: str) -> int | None:
    """The return's version that a page carried, ``None`` for garbage."""
    return parse_whole(text, most_digits=_VERSION_DIGITS)


class ReturnForm(forms.Form):
    """Why a return goes back to its office."""

    reason = LinesField(
        label=_("Why it goes back"),
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("Write what the office is to correct.")},
    )


class RemarksForm(forms.Form):
    """What an office says of a quarter or a year as a whole."""

    remarks = LinesField(
        label=_("What helped and what made it difficult"),
        max_length=NOTE_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )


class FeedbackForm(forms.Form):
    """What the superior office says of a half-year, and of single objectives."""

    text = LinesField(
        label=_("Feedback on the whole plan"),
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages={"required": _("Write the feedback on the whole plan first.")},
    )

    def __init__(self, *args: Any, objectives: Iterable[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._objectives = tuple(objectives)
        for objective in self._objectives:
            self.fields[_name(objective.pk)] = LinesField(
                label=_("Feedback on this objective (optional)"),
                max_length=NOTE_LIMIT,
                required=False,
                # The blank placeholder lets the style leave an empty field out of a print.
                widget=forms.Textarea(
                    attrs={"rows": 2, "class": "form-control", "placeholder": " "}
                ),
            )

    @staticmethod
    def initial_of(text: str, remarks: Mapping[int, str]) -> dict[str, str]:
        """``initial`` for what is stored."""
        return {"text": text, **{_name(pk): said for pk, said in remarks.items()}}

    def of_objective(self, objective: int) -> forms.BoundField:
        """The field of an objective."""
        return self[_name(objective)]

    @property
    def remarks(self) -> dict[int, str]:
        """What was written of objectives, by their ids."""
        return {one.pk: self.cleaned_data[_name(one.pk)] for one in self._objectives}


def _name(objective: int) -> str:
    return f"objective-{objective}"


class AnswerForm(forms.Form):
    """What an office answers to its feedback."""

    answer = LinesField(
        label=_("Answer of the office"),
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"required": _("Write the answer first.")},
    )


def read_notes(data: Mapping[str, str], indicators: Iterable[Indicator]) -> dict[int, str]:
    """The reviewer's notes on single cells, ``note-<id>``, without the empty ones."""
    return _words("note", data, indicators)


def read_answers(data: Mapping[str, str], indicators: Iterable[Indicator]) -> dict[int, str]:
    """The office's answers to them, ``answer-<id>``, without the empty ones."""
    return _words("answer", data, indicators)


def _words(name: str, data: Mapping[str, str], indicators: Iterable[Indicator]) -> dict[int, str]:
    return lines_at_rows(data, name, (one.pk for one in indicators), longest=NOTE_LIMIT)


class ReopenForm(forms.Form):
    """Why an accepted return is opened again, and until when."""

    why = LinesField(
        label=_("Why it is reopened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Write why the return is reopened.")},
    )
    until = LastDayField()
