"""Hands that amend a plan in tests: rows of a draft are changed, dropped, explained, proposed."""

from __future__ import annotations

from datetime import date
from typing import Final

from offices.models import User
from plans.agreements.services import agree_outright
from plans.amending.models import Amendment
from plans.amending.selectors import asked_rows
from plans.amending.services import explain, propose_amendment
from plans.calendar.services import grant_extension
from plans.calendar.terms import PeriodKind, reported_periods
from plans.document.draft.changes import RemoveRow, SetCell
from plans.document.draft.texts import code_in
from plans.document.draft.values import RowLevel
from plans.models import Plan
from plans.workshop.services import change_draft
from tests.cast import Cast

LATER: Final = date(2099, 9, 30)
EASIER: Final = "বন্যায় কাজ বন্ধ ছিল"
"""A reason."""


def agreed_plan(cast: Cast) -> Plan:
    """Khulna's plan agreed; its office was given time for amendments."""
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    [period] = reported_periods(cast.plan.span, PeriodKind.AMENDMENT)
    grant_extension(cast.khulna, period, until=LATER, reason="বন্যা", by=cast.superior)
    cast.plan.refresh_from_db()
    return cast.plan


def keys(amendment: Amendment) -> list[int]:
    """The keys of the rows that it changes."""
    return [one.key for one in asked_rows(amendment)]


def proposed(amendment: Amendment, cast: Cast) -> Amendment:
    """The amendment, proposed with the same reason at each row."""
    explain(amendment, dict.fromkeys(keys(amendment), EASIER), by=cast.officer)
    propose_amendment(amendment, by=cast.officer)
    amendment.refresh_from_db()
    return amendment


def key_of(amendment: Amendment, code: str) -> int:
    """The key of the draft's indicator of that code."""
    return next(
        row.key
        for row in amendment.draft.value.rows
        if row.level is RowLevel.INDICATOR and code_in(row.said("code")) == code
    )


def change_row(amendment: Amendment, code: str, *, by: User, **texts: str) -> int:
    """Other texts in a row of the amendment's draft; gives its key."""
    amendment.draft.refresh_from_db()
    key = key_of(amendment, code)
    row = amendment.draft.value.by_key[key]
    changes = [SetCell(key, name, text, row.said(name)) for name, text in texts.items()]
    change_draft(amendment.draft.pk, changes, by=by)
    amendment.draft.refresh_from_db()
    return key


def drop_row(amendment: Amendment, code: str, *, by: User) -> int:
    """The row goes; gives its key."""
    key = key_of(amendment, code)
    change_draft(amendment.draft.pk, [RemoveRow(key)], by=by)
    amendment.draft.refresh_from_db()
    return key
