"""What was read of a file, carried through the preview's page: signed, so that nobody alters it.

No file is kept: between the preview and the confirmation the page itself has what was read, and
only who brought it can send it back, for the same month of the same plan, within a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.core import signing

from indicators.returns.forms import REMARKS_LIMIT
from numerals import FiscalYearSpan, Month
from offices.models import User
from plans.document.month.values import BroughtForm, BroughtRow, FigureColumn

MOST_CHARACTERS: Final = 1_500_000
"""Of what a page carries; a form of 80 rows has some 20,000."""

_SECONDS: Final = 24 * 60 * 60
_LONGEST_TITLE: Final = 1_000
_LONGEST_FIGURE: Final = 200


class NotCarried(Exception):
    """What came back is not what was given to this person for this month, or too old."""


def sealed(forms: Sequence[BroughtForm], *, by: User, of: str) -> str:
    """The forms as text for a hidden field; ``of`` names the page that they are for."""
    data = [_data_of(form) for form in forms]
    return signing.dumps(data, salt=f"bring/{by.pk}/{of}", compress=True)


def unsealed(text: str, *, by: User, of: str) -> tuple[BroughtForm, ...]:
    """The forms again. Raises ``NotCarried``."""
    if len(text) > MOST_CHARACTERS:
        raise NotCarried
    try:
        data = signing.loads(text, salt=f"bring/{by.pk}/{of}", max_age=_SECONDS)
    except signing.BadSignature as error:
        raise NotCarried from error
    return tuple(map(_form_of, data))


def shortened(form: BroughtForm) -> BroughtForm:
    """The form with its texts as long as anybody needs them: what is longer is no figure."""
    return replace(
        form,
        rows=tuple(
            replace(
                row,
                title=row.title[:_LONGEST_TITLE],
                remarks=row.remarks[: REMARKS_LIMIT + 1],
                texts={
                    key: text[:_LONGEST_FIGURE] for key, text in row.texts.items() if text.strip()
                },
            )
            for row in form.rows
        ),
    )


def _data_of(form: BroughtForm) -> dict[str, Any]:
    return {
        "name": form.name,
        "office": form.office,
        "title": form.title,
        "year": form.year.start if form.year else None,
        "kind": form.kind,
        "remarks": form.has_remarks,
        "address": form.address,
        "plan": form.plan,
        "month": _text(form.month),
        "converted": form.is_converted,
        "columns": [
            [one.key, one.heading, _text(one.month), _text(one.last), one.is_total, one.letters]
            for one in form.columns
        ],
        "rows": [
            [
                one.code,
                one.title,
                one.unit,
                dict(one.texts),
                one.remarks,
                one.row,
                one.base,
                one.number,
            ]
            for one in form.rows
        ],
    }


def _form_of(data: Mapping[str, Any]) -> BroughtForm:
    return BroughtForm(
        name=data["name"],
        office=data["office"],
        title=data["title"],
        year=None if data["year"] is None else FiscalYearSpan(data["year"]),
        kind=data["kind"],
        has_remarks=data["remarks"],
        address=data["address"],
        plan=data["plan"],
        month=_month(data["month"]),
        is_converted=data["converted"],
        columns=tuple(
            FigureColumn(key, heading, _month(month), _month(last), is_total, letters)
            for key, heading, month, last, is_total, letters in data["columns"]
        ),
        rows=tuple(BroughtRow(*row) for row in data["rows"]),
    )


def _text(month: Month | None) -> str | None:
    return None if month is None else str(month)


def _month(text: str | None) -> Month | None:
    return None if text is None else Month.parse(text)
