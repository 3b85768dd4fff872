"""Pieces of a return's pages that stand in every row and must therefore be quick.

A form has some forty rows: what takes a template many small steps is said here in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.returns.comments.selectors import NOTHING_SAID, CommentTally, Talk
from indicators.returns.evidence.selectors import EvidenceTally
from indicators.returns.row import ReturnRow
from indicators.returns.tier_bar import Tick
from numerals import MONTH_NAMES, format_value, language_of, localize_digits
from plans.addresses import plan_place
from plans.calendar.wording import row_name
from plans.document.values import TIERS
from presentation.figures import digits, month_name, number, points, sentence

# Markup of ours, no one's text.
_NOTHING = mark_safe("")
_MET = mark_safe(' class="met"')
_WIDE = mark_safe(" is-wide")
_LACKING = mark_safe(" is-lacking")
_NONE = mark_safe('<span class="mute">–</span>')
_VERIFIED = mark_safe(' <span class="gain">✓</span>')
_NOT_VERIFIED = mark_safe(' <span class="late">▲</span>')
_WRONG = mark_safe(" is-wrong")
_INVALID = mark_safe(' aria-invalid="true"')
_OPEN = mark_safe(" open")
_TEXT = mark_safe("text")
_DECIMAL = mark_safe("decimal")
_STORED = '<span class="gain" aria-hidden="true">✓</span><span class="visually-hidden">{}</span>'
_FIELD = (
    '<span class="cell"><input type="text" id="cell-{pk}" name="cell-{pk}" value="{text}"'
    ' class="form-control cell-input{wrong}" inputmode="{mode}" autocomplete="off" maxlength="60"'
    '{hint} aria-labelledby="what-{pk}"'
    ' aria-describedby="cell-mark-{pk} {described}cell-state-{pk}"{invalid}>'
    '<span class="cell-mark" id="cell-mark-{pk}">{mark}</span></span>{read}'
    '<input type="hidden" name="base-{pk}" value="{base}">'
    '<input type="hidden" name="seen-{pk}" value="{seen}">'
)
_WHAT = (
    '<th scope="row" class="what" id="what-{pk}">'
    '<a class="code" href="{page}">{code}</a> '
    '<label for="cell-{pk}">{title}</label> <span class="context unit">{measured}</span> '
    '{goal}{note}<span class="why-text" hidden>{why}</span></th>'
)
_WHY = '<span{}>{}</span> <a class="why-line" href="{}">{}</a> {}'
_WHY_ID = ' id="why-{}"'
_GOAL = '<span class="visually-hidden">{}</span> '
_NOTE = '<span class="cell-note"><span aria-hidden="true">↩</span> {}</span> '
_COMMENTS = '<a class="why-line" href="{}comments/{}/" data-talk="{}">{}</a>'
_TARGETS = (
    '<td class="num weight" data-label="{}">{}</td>'
    '<td class="tier-bar-cell" id="tier-bar-{}">{}</td>'
)
_SCORES = (
    '<td class="num" id="achieved-{pk}" data-label="{to_date_word}">{achieved}</td>'
    '<td class="num answer" id="score-{pk}" data-label="{score_word}">{score}</td>'
)
_REMARKS = (
    '<details class="remarks" id="remarks-{pk}"{open}><summary>{word}</summary>'
    '<textarea class="form-control" name="remarks-{pk}" rows="2" maxlength="1000"'
    ' aria-label="{word} {name}">{remarks}</textarea></details>'
)
_ENTRY_ROW = (
    '<tr id="row-{pk}" class="indicator-row{noted}{unasked}" data-code="{code}"{dated}{earlier_in}>'
    '{what}{targets}{earlier}<td class="num this-month" data-label="{month}">{cell}</td>{scores}'
    '<td class="remarks-cell">{evidence} {comments} {remarks}</td></tr>'
)
_NOTED = mark_safe(" is-noted")
_UNASKED = mark_safe(" is-unasked")
_DATED = mark_safe(" data-dated")
_CONTAINS_EARLIER = mark_safe(" data-contains-earlier")
_CELL_STATE = '<span class="cell-state" id="cell-state-{}">{}{}</span>'
_UNSAVED = (
    '<span class="cell-note">{word} <strong>{shown}</strong>{error}</span>'
    '<input type="hidden" name="cell-{pk}" value="{typed}">'
    '<input type="hidden" name="base-{pk}" value="{base}">'
    '<input type="hidden" name="seen-{pk}" value="{seen}">'
)
_KEPT_REMARKS = '<textarea name="remarks-{}" hidden>{}</textarea>'
_COMMENTS_LINK = (
    '<a class="comments-link{}" href="{}comments/{}/" data-talk="{}" aria-label="{}: {}">{}</a>'
)
_TIER_BAR = (
    '<span class="tier-bar"><svg class="tier-bar-drawing" viewBox="0 0 100 4"'
    ' preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="tier-bar-track" width="100" height="4" rx="1" />'
    '<rect class="{}" width="{}" height="4" rx="1" /></svg>'
    '<span class="tier-bar-ticks{}">' + "<span{}>{}</span>" * len(TIERS) + "</span></span>"
)


@dataclass(frozen=True, slots=True)
class FormShown:
    """What all rows of a month's form have in common: where its pages are, what was said of its
    cells, and what the reader may do.
    """

    entry_url: str
    history_url: str
    month_word: str
    talk: Talk
    may_write: bool
    may_comment: bool


def entry_row(row: ReturnRow, form: FormShown) -> SafeString:
    """One row: the indicator, its targets, two months, this month's cell, its score, remarks."""
    return format_html(
        _ENTRY_ROW,
        pk=row.pk,
        noted=_NOTED if row.note else _NOTHING,
        unasked=_NOTHING if row.is_asked else _UNASKED,
        code=row.code,
        dated=_DATED if row.is_dated else _NOTHING,
        earlier_in=_CONTAINS_EARLIER if row.contains_earlier else _NOTHING,
        what=what_cell(row, form.entry_url, form.history_url, form.may_write, form.may_comment),
        targets=target_cells(row),
        earlier=earlier(row),
        month=form.month_word,
        cell=_cell(row, may_write=form.may_write),
        scores=score_cells(row),
        evidence=evidence_link(row, form.entry_url, form.may_write),
        comments=comments_link(form.talk, row, form.entry_url, form.may_comment),
        remarks=_remarks(row, may_write=form.may_write),
    )


def _cell(row: ReturnRow, *, may_write: bool) -> SafeString:
    """The month's figure: to be typed, as it is stored, or why the office is not asked for it."""
    if not row.is_asked:
        return unasked(row)
    if may_write:
        state = format_html(_CELL_STATE, row.pk, row.error, _conflict(row))
        return format_html("{} {}", cell_field(row, _("saved on the server")), state)
    stored = format_html('<span class="answer" id="cell-{}">{}</span>', row.pk, row.stored or "–")
    if not row.is_unsaved:
        return stored
    unsaved = format_html(
        _UNSAVED,
        pk=row.pk,
        word=_("Not saved; you typed:"),
        shown=row.typed or "–",
        error=format_html("<br>{}", row.error) if row.error else _NOTHING,
        typed=row.typed,
        base=row.base,
        seen=row.seen,
    )
    return format_html("{} {}", stored, unsaved)


def _conflict(row: ReturnRow) -> str:
    """What a colleague entered meanwhile."""
    if not row.conflict:
        return ""
    told = _("%(by)s has entered %(stored)s. Save again to keep yours, or type theirs.") % {
        "by": row.stored_by,
        "stored": row.stored_text,
    }
    return f"{told} “{row.stored_remarks}”" if row.stored_remarks else told


def _remarks(row: ReturnRow, *, may_write: bool) -> SafeString:
    """The remarks: to be written, or as they are stored, beside those that could not be."""
    if may_write and row.is_asked:
        return remarks_field(row)
    stored = linebreaksbr(row.cell.remarks if row.cell else "")
    if not row.is_unsaved or row.typed_remarks is None:
        return stored
    typed = _NOTHING
    if row.typed_remarks:
        word, told = _("Not saved; you typed:"), linebreaksbr(row.typed_remarks)
        typed = format_html('<span class="cell-note">{} {}</span>', word, told)
    kept = format_html(_KEPT_REMARKS, row.pk, row.typed_remarks)
    return format_html("{} {} {}", stored, typed, kept)


def unasked(row: ReturnRow) -> SafeString:
    """What stands in the cell of a month that the office is not asked for, and why it is not."""
    text = format_html('<span class="answer">{}</span> ', row.text) if row.text else _NOTHING
    error = format_html(' <span class="cell-state">{}</span>', row.error) if row.error else _NOTHING
    return format_html(
        '{}<span class="context unasked">{}</span>{}', text, _why_unasked(row), error
    )


def _why_unasked(row: ReturnRow) -> str:
    kind = row.earned_by_name
    if row.score.rolled:
        words = _("%(told)s of %(all)s offices") % {
            "told": digits(len(row.score.rolled.reported)),
            "all": digits(len(row.score.rolled.figures)),
        }
        return format_html('<a href="{}">{}</a>', row.offices_url, words)
    if row.indicator.roll_up:
        return _("from its offices")
    if row.earned_by and row.earned is not None:
        words = _("%(share)s of 100") % {"share": points(row.earned)}
        plan = plan_place("plan", row.earned_by)
        return format_html('<a href="{}">{}</a>: {}', plan, kind, words)
    if row.earned_by:
        return _("earned by the %(kind)s, which has no score yet") % {"kind": kind}
    return _("due in %(month)s") % {"month": month_name(row.asked_in)}


def comments_link(
    talk: Talk | None, row: ReturnRow, entry_url: str, may_comment: bool
) -> SafeString:
    """The cell's thread by its number of comments; an invitation to those who may write."""
    tally = (talk or {}).get(row.indicator.pk, NOTHING_SAID)
    if not (tally.said or may_comment):
        return _NOTHING
    return format_html(
        _COMMENTS_LINK,
        " is-open" if tally.is_open else "" if tally.said else " is-empty",
        entry_url,
        row.pk,
        row.pk,
        row.code,
        said(tally),
        sign(tally),
    )


def said(tally: CommentTally) -> str:
    """``3 comments``, and that they are settled where they are."""
    if not tally.said:
        return _("Write a comment")
    counted = ngettext("%(number)s comment", "%(number)s comments", tally.said)
    text = counted % {"number": digits(tally.said)}
    return f"{text}, {pgettext('comments', 'settled')}" if tally.is_settled else text


def sign(tally: CommentTally) -> SafeString:
    """The number that the way to a thread is known by."""
    if not tally.said:
        return format_html("+ {}", pgettext("add", "Comment"))
    number = ngettext("%(number)s comment", "%(number)s comments", tally.said)
    counted = number % {"number": digits(tally.said)}
    if tally.is_settled:
        return format_html('{} <span class="gain" aria-hidden="true">✓</span>', counted)
    return format_html("<strong>{}</strong>", counted)


def what_cell(
    row: ReturnRow, entry_url: str, history_url: str, may_write: bool, may_comment: bool
) -> SafeString:
    """The indicator: its code, title and measure, what it aims at, and why its score is so."""
    told = format_html(_WHY_ID, row.pk)
    return format_html(
        _WHAT,
        pk=row.pk,
        code=row.code,
        title=row.indicator.title,
        measured=row.measured,
        goal=format_html(_GOAL, goal(row)) if may_write and row.is_asked else _NOTHING,
        note=format_html(_NOTE, row.note.text) if row.note else _NOTHING,
        why=_why_text(row, told, entry_url, history_url, may_comment),
        page=row.page_url,
    )


def why_panel(row: ReturnRow, entry_url: str, history_url: str, may_comment: bool) -> SafeString:
    """What the panel beside the form says of the row that one comes to first, before its script."""
    return _why_text(row, _NOTHING, entry_url, history_url, may_comment)


def _why_text(
    row: ReturnRow, attributes: SafeString, entry_url: str, history_url: str, may_comment: bool
) -> SafeString:
    comments = format_html(_COMMENTS, entry_url, row.pk, row.pk, _("Comments on this cell"))
    return format_html(
        _WHY,
        attributes,
        why(row),
        f"{history_url}&row={quote(row.indicator.row, safe='')}",
        _("History of this cell"),
        comments if may_comment else _NOTHING,
    )


def target_cells(row: ReturnRow) -> SafeString:
    """The weight and the tier bar."""
    return format_html(_TARGETS, _("Weight"), number(row.indicator.weight), row.pk, tier_bar(row))


def score_cells(row: ReturnRow) -> SafeString:
    """The achievement to date and the score."""
    return format_html(
        _SCORES,
        pk=row.pk,
        to_date_word=_("To date"),
        achieved=row.achieved,
        score_word=_("Score"),
        score=score(row),
    )


def remarks_field(row: ReturnRow) -> SafeString:
    """The remarks, to be opened and written; open where there are some."""
    return format_html(
        _REMARKS,
        pk=row.pk,
        open=_OPEN if row.remarks else _NOTHING,
        word=_("Remarks"),
        name=row_name(row.indicator.row),
        remarks=row.remarks,
    )


def cell_field(row: ReturnRow, saved_word: str) -> SafeString:
    """The field of the month's figure, its mark, what a date was read as, and what is stored."""
    is_dated, is_wrong = row.is_dated, bool(row.error or row.conflict)
    return format_html(
        _FIELD,
        pk=row.pk,
        text=row.text,
        wrong=_WRONG if is_wrong else _NOTHING,
        invalid=_INVALID if is_wrong else _NOTHING,
        mode=_TEXT if is_dated else _DECIMAL,
        hint=_date_hint(row) if is_dated else _NOTHING,
        described=format_html("cell-read-{} ", row.pk) if is_dated else _NOTHING,
        mark=format_html(_STORED, saved_word) if row.is_stored else _NOTHING,
        read=_read_as(row) if is_dated else _NOTHING,
        base=row.base,
        seen=row.seen,
    )


def _date_hint(row: ReturnRow) -> SafeString:
    return format_html(' placeholder="{}"', localize_digits("31-12-2023", language=row.language))


def _read_as(row: ReturnRow) -> SafeString:
    said = "" if row.error else row.read_as
    return format_html('<span class="cell-read" id="cell-read-{}">{}</span>', row.pk, said)


def tier_bar(row: ReturnRow) -> SafeString:
    """The tier bar: the bar as far as the achievement reaches, the targets beneath."""
    drawn = row.tier_bar
    ticks = [(_MET if tick.met else _NOTHING, _in_two(row, tick)) for tick in drawn.ticks]
    return format_html(
        _TIER_BAR,
        "tier-bar-below" if drawn.below else "tier-bar-fill",
        drawn.fill,
        _WIDE if row.is_wide else _NOTHING,
        *(part for tick in ticks for part in tick),
    )


def _target(row: ReturnRow, tick: Tick) -> str:
    if tick.target is None:
        return "–"
    return format_value(tick.target, language=row.language, decimals=row.decimals)


def _in_two(row: ReturnRow, tick: Tick) -> str:
    """The target; a date may go on with its year in a second line, where five are too wide."""
    text = _target(row, tick)
    if not isinstance(tick.target, date):
        return text
    day, _hyphen, year = text.rpartition("-")
    return format_html("{}-<wbr>{}", day, year)


def goal(row: ReturnRow) -> str:
    """The target for the full weight, in words, for those who do not see the tier_bar."""
    return f"{_('Target 100%')}: {_target(row, row.tier_bar.ticks[-1])}"


def earlier(row: ReturnRow) -> SafeString:
    """The cells of the two months before."""
    names = MONTH_NAMES[language_of(row.language)]
    return format_html_join(
        "",
        '<td class="num earlier" data-label="{}">{}</td>',
        ((names[month.month - 1], shown or _blank()) for month, shown in row.earlier_shown),
    )


def _blank() -> SafeString:
    return format_html('<span class="mute" title="{}">·</span>', _("not reported"))


def why(row: ReturnRow) -> SafeString:
    """Why this score, what the next tier asks for, the pace, the rate, and what to look at."""
    lines: list[tuple[str, str, str]] = [("why-line", _NOTHING, row.why)]
    if row.next_step:
        lines.append(("why-gain", _NOTHING, row.next_step))
    if row.pace_note:
        is_behind = row.pace is not None and row.pace.is_behind
        lines.append(("why-line late" if is_behind else "why-line", _NOTHING, row.pace_note))
    if row.rate_note:
        lines.append(("why-line context", _NOTHING, row.rate_note))
    lines += [("why-line late", "▲ ", sentence(one.message)) for one in row.findings]
    return format_html_join("", '<span class="{}">{}{}</span>', lines)


def score(row: ReturnRow) -> SafeString:
    """The weighted score; a mark where there can be none, a dash where there is none yet."""
    if row.score.weighted is not None:
        return format_html("{}", points(row.score.weighted))
    if row.score.problem and row.score.problem.cannot_be_scored:
        return format_html(
            '<span class="late" title="{}">▲<span class="visually-hidden">{}</span></span>',
            row.why,
            _("cannot be scored"),
        )
    return _NONE


def evidence_link(row: ReturnRow, entry_url: str, may_write: bool) -> SafeString:
    """The way to the cell's evidence, where there is some or some may be added."""
    tally = row.evidence
    if not (tally.files or (may_write and row.is_asked)):
        return _NOTHING
    number = localize_digits(str(tally.files), language=row.language)
    return format_html(
        '<a class="evidence-link{}" href="{}evidence/{}/" aria-label="{}: {}">{}</a>',
        _LACKING if row.lacks_evidence else _NOTHING,
        entry_url,
        row.pk,
        row.code,
        _told(number, tally.files) if tally.files else _("add evidence"),
        _files(number, tally) if tally.files else f"+ {pgettext('add', 'Evidence')}",
    )


def _told(number: str, files: int) -> str:
    """What a screen reader hears of the cell's files."""
    return ngettext("%(count)s file of evidence", "%(count)s files of evidence", files) % {
        "count": number
    }


def _files(number: str, tally: EvidenceTally) -> SafeString:
    counted = ngettext(
        "<strong>%(number)s</strong> file", "<strong>%(number)s</strong> files", tally.files
    )
    verified = _VERIFIED if tally.all_verified else _NOTHING
    return format_html(
        "{}{}",
        mark_safe(counted % {"number": number}),  # noqa: S308  # a count of ours
        _NOT_VERIFIED if tally.not_verified else verified,
    )
