"""Pieces of a return's pages that stand in every row and must therefore be quick.

A form has some forty rows: what takes a template many small steps is said here in one.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.returns.evidence.selectors import EvidenceTally
from indicators.returns.row import ReturnRow
from indicators.returns.tier_bar import Tick
from numerals import MONTH_NAMES, format_value, language_of, localize_digits
from plans.calendar.wording import row_name
from plans.document.values import TIERS
from presentation.figures import number, points, sentence

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
_TIER_BAR = (
    '<span class="tier-bar"><svg class="tier-bar-drawing" viewBox="0 0 100 4"'
    ' preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="tier-bar-track" width="100" height="4" rx="1" />'
    '<rect class="{}" width="{}" height="4" rx="1" /></svg>'
    '<span class="tier-bar-ticks{}">' + "<span{}>{}</span>" * len(TIERS) + "</span></span>"
)


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
