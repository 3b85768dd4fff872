"""Where a return stands, as every page shows it.

Lists have it in each of their rows: what takes a template many small steps is said here in one
(docs/decisions/rows-by-functions.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.returns.models import State
from indicators.returns.status import ReturnStatus
from plans.calendar.wording import days_late
from presentation.figures import digits, short_day

_MONTH_AHEAD: Final = 31
"""Days from which on a due date alone says enough."""
_NOTHING: Final = mark_safe("")
_CONTEXT: Final = '<span class="context">{}</span>'
_TAG: Final = '<span class="tag">{}</span>'
_LATE: Final = '<span class="tag tag-late">{}</span>'
_WARNING: Final = '<span class="tag tag-late"><span aria-hidden="true">▲</span>{}</span>'
_STATE: Final = '<span class="tag{}"><span aria-hidden="true">{}</span>{}</span>'
_GOOD: Final = mark_safe(" tag-good")
_BAD: Final = mark_safe(" tag-late")


def state_tag(state: str) -> SafeString:
    """The state of what is handed in, with its sign; nothing where there is none."""
    match state:
        case State.OPEN:
            return format_html(_STATE, _NOTHING, "◔", pgettext("return", "Open"))
        case State.WITH_HEAD:
            word = pgettext("return", "With the head of the office")
            return format_html(_STATE, _NOTHING, "◑", word)
        case State.SUBMITTED:
            return format_html(_STATE, _GOOD, "○", pgettext("return", "Submitted"))
        case State.RESUBMITTED:
            return format_html(_STATE, _GOOD, "○", pgettext("return", "Submitted again"))
        case State.REOPENED:
            return format_html(_STATE, _BAD, "↩", pgettext("return", "Reopened"))
        case State.RETURNED:
            return format_html(_STATE, _BAD, "↩", pgettext("return", "Returned"))
        case State.ACCEPTED:
            return format_html(_STATE, _GOOD, "●", pgettext("return", "Accepted"))
    return _NOTHING


def return_status(status: ReturnStatus, *, brief: bool = False, named: bool = False) -> SafeString:
    """Its state, when it is due or how late it is, and (``named``, or in full) who holds it."""
    parts = ((part,) for part in _parts(status, brief=brief, named=named))
    return format_html('<span class="return-status">{}</span>', format_html_join(" ", "{}", parts))


def _parts(status: ReturnStatus, *, brief: bool, named: bool) -> Iterator[SafeString]:
    is_due = status.monthly_return is not None or status.is_waited_for
    if not is_due:
        yield format_html(_CONTEXT, _("not due"))
    elif status.monthly_return is not None:
        yield state_tag(status.shown_state)
    else:
        yield format_html(_TAG, _("Not started"))
    if status.term.awaits_agreement:
        yield format_html(_CONTEXT, _("waits for the agreement"))
    elif status.term.is_provisional and not brief:
        yield format_html(_TAG, _("Provisional: not agreed yet"))
    yield from _owed(status, brief=brief) if status.is_owed else _handed_in(status)
    if is_due and not (status.is_with_head and status.is_ours):
        holder = status.holder
        if status.is_with_office and named:
            yield format_html(_CONTEXT, _("with the office"))
        elif holder and (named or not brief):
            yield format_html(_CONTEXT, _("with %(office)s") % {"office": holder})


def _owed(status: ReturnStatus, *, brief: bool) -> Iterator[SafeString]:
    term, late_by, left = status.term, status.late_by, status.days_left
    if late_by:
        yield format_html(_LATE, days_late(late_by, None if brief else term.due))
    elif left < 0:
        yield format_html(_CONTEXT, _on(_("on time until %(date)s"), status.last_in_time))
    elif not brief and left < _MONTH_AHEAD:
        words = ngettext(
            "due %(date)s · %(left)s day left", "due %(date)s · %(left)s days left", left
        )
        yield format_html(_CONTEXT, words % {"date": short_day(term.due), "left": digits(left)})
    else:
        yield format_html(_CONTEXT, _("due %(due)s") % {"due": short_day(term.due)})
    closes = None if brief else status.closes
    if closes and status.is_closed:
        yield format_html(_WARNING, _on(_("closed %(date)s"), closes))
    elif closes:
        yield format_html(_CONTEXT, _on(_("closes %(date)s"), closes))


def _handed_in(status: ReturnStatus) -> Iterator[SafeString]:
    until = status.until
    if until and status.is_until_over:
        yield format_html(_WARNING, _on(_("was open until %(date)s"), until))
    elif until:
        yield format_html(_CONTEXT, _on(_("until %(date)s"), until))
    if status.late_by:
        yield format_html('<small class="late">{}</small>', days_late(status.late_by))


def _on(words: str, on: date) -> str:
    return words % {"date": short_day(on)}
