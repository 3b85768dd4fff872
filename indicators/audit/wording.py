"""A line of the history in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.exceptions.models import AlertAct
from indicators.exceptions.rules.names import name_of_rule
from indicators.returns.comments.models import CommentKind as Comments
from indicators.returns.evidence.history_text import ToldFile, read_file, read_verdict
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.models import State
from ledger.models import Change, ChangedField
from numerals import figure_of
from plans.agreements.wording import state_words
from plans.amending.wording import amendment_state_words, row_words
from plans.choices import rules_words
from plans.document.defaults import Kind, Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from presentation.figures import digits, figure, sentence


def _figure(text: str) -> str:
    return figure(figure_of(text))


def _file(told: ToldFile, *, hash_digits: int | None = 12) -> str:
    """The file by its name and the hash of its content, on a page the hash's beginning."""
    sha256 = told.sha256[:hash_digits]
    named = f"{told.name} (SHA-256 {sha256}{'…' if sha256 != told.sha256 else ''})"
    if told.verdict is None:
        return named
    said = {
        EvidenceVerdict.VERIFIED: pgettext("evidence", "Accepted as evidence"),
        EvidenceVerdict.NOT_VERIFIED: pgettext("evidence", "Not accepted as evidence"),
    }
    return f"{said[told.verdict]}: {named}"


def _digest(text: str) -> str:
    return f"SHA-256 {text[:12]}…"


def _thread(text: str) -> str:
    settled = text == Comments.SETTLED
    return pgettext("comments", "settled") if settled else pgettext("comments", "open")


def _alert(text: str) -> str:
    """Which rule it is of; what was done, or until when it is dismissed."""
    rule, _space, done = text.partition(" ")
    named = sentence(name_of_rule(rule))
    if done in AlertAct.values:
        return f"{named}: {AlertAct(done).label}"
    until = _("dismissed until %(day)s")
    return f"{named}: {until % {'day': figure(figure_of(done))}}" if done else named


def _people_told(number: int) -> str:
    said = ngettext("%(number)s person was told", "%(number)s people were told", number)
    return said % {"number": digits(number)}


_NUMBERS_AND_DATES: Final = (
    ChangedField.FIGURE,
    ChangedField.WEIGHT,
    ChangedField.OBJECTIVE_WEIGHT,
    ChangedField.TARGET_100,
    ChangedField.TARGET_90,
    ChangedField.TARGET_80,
    ChangedField.TARGET_70,
    ChangedField.TARGET_60,
    ChangedField.PLAN_TOTAL,
    ChangedField.DEDUCTION,
    ChangedField.PER_DAYS,
)
_BY_PERIOD: Final = (
    ChangedField.BASELINES,
    ChangedField.PROJECTIONS,
    ChangedField.TARGETS_BY_PERIOD,
    ChangedField.PARTS,
)
_WORDINGS: Final[dict[ChangedField, Callable[[str], str]]] = {
    ChangedField.STATE: lambda text: str(State(text).label),
    ChangedField.EVIDENCE: lambda text: _file(read_file(text)),
    ChangedField.VERDICT: lambda text: _file(read_verdict(text)),
    ChangedField.THREAD: _thread,
    ChangedField.PERIOD_STATE: lambda text: str(State(text).label),
    ChangedField.AGREEMENT: state_words,
    ChangedField.AGREED_VERSION: digits,
    ChangedField.AMENDMENT: amendment_state_words,
    ChangedField.AMENDMENT_ROW: row_words,
    ChangedField.ALERT: _alert,
    ChangedField.REMINDER: lambda text: _people_told(int(text)),
    ChangedField.EVALUATED: _figure,
    ChangedField.METHOD: lambda text: sentence(Method(text).label),
    ChangedField.FREQUENCY: lambda text: sentence(Frequency(text).label),
    ChangedField.MODE: lambda text: sentence(Mode(text).label),
    ChangedField.LINKED_KIND: lambda text: sentence(Kind(text).label),
    ChangedField.EVIDENCE_REQUIRED: lambda _text: _("yes"),
    ChangedField.RULES: rules_words,
    ChangedField.WHOLE_PLAN: _digest,
    ChangedField.KEPT: _digest,
    ChangedField.EVALUATED_CLAIM: lambda text: _figure(text) if text else _("nothing"),
    **dict.fromkeys(_BY_PERIOD, digits),
    ChangedField.CODE: digits,
    ChangedField.OBJECTIVE_CODE: digits,
    ChangedField.ACTIVITY_CODE: digits,
    **dict.fromkeys(_NUMBERS_AND_DATES, _figure),
}


def before(change: Change) -> str:
    """What stood there."""
    return _worded(change, change.before)


def after(change: Change) -> str:
    """What stands there since; an agreement that stays agreed was closed with its year."""
    if is_closing(change):
        return pgettext("agreement", "Closed")
    return _worded(change, change.after)


def is_closing(change: Change) -> bool:
    """Whether an agreement was closed, which no state of it tells."""
    return change.field == ChangedField.AGREEMENT and change.before == change.after


def _worded(change: Change, text: str | None) -> str:
    if text is None:
        return _nothing(ChangedField(change.field))
    wording = _WORDINGS.get(ChangedField(change.field))
    return wording(text) if wording else text


def _nothing(field: ChangedField) -> str:
    if field is ChangedField.FIGURE:
        return _("not reported")
    if field is ChangedField.VERDICT:
        return pgettext("evidence", "Waiting for review")
    return _("nothing")


def in_file(change: Change, text: str | None) -> str:
    """What stood or stands there, for a spreadsheet: canonical, of evidence in words."""
    if text is None:
        return ""
    if change.field == ChangedField.THREAD:
        return _thread(text)
    if change.field == ChangedField.EVIDENCE:
        return _file(read_file(text), hash_digits=None)
    if change.field == ChangedField.VERDICT:
        return _file(read_verdict(text), hash_digits=None)
    return text
