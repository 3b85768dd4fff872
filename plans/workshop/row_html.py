"""Pieces of the editor that stand in every row and must therefore be quick.

A draft has a hundred rows of seventeen cells: what takes a template many small steps is said
here in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plans.document.defaults import SECTIONS
from plans.document.draft.fields import TIER_FIELDS, DraftField, Holds
from plans.document.draft.values import RowLevel
from plans.document.values import TIERS
from plans.workshop.page import EditorCell, EditorFinding, EditorPage, EditorRow, Offer
from presentation.figures import digits, number, sentence

_NOTHING: Final = mark_safe("")
_LISTED: Final = {
    Holds.METHOD: "methods",
    Holds.FREQUENCY: "frequencies",
    Holds.KIND: "kinds",
    Holds.MODE: "modes",
    Holds.CHOICE: "choices",
    Holds.ROLL_UP: "roll-ups",
}
"""Fields of a few words offer these; any text can be typed, as a form may have any."""
_LONG: Final = frozenset({"title", "evidence", "responsible", "remarks"})
_FIGURES: Final = frozenset({Holds.NUMBER, Holds.FIGURE})
_CELL: Final = '<td class="{css}" data-label="{label}"{span}>{field}</td>'
_INPUT: Final = (
    '<input type="text" name="{name}" value="{text}" aria-label="{said}"{listed}{wrong}{original}'
    ' autocomplete="off">'
)
_AREA: Final = (
    '<textarea name="{name}" rows="1" aria-label="{said}"{wrong}{original}>\n{text}</textarea>'
)
_TOTAL: Final = '<td class="made" colspan="{span}" id="made-{key}">{made}</td>'


def row_html(row: EditorRow, page: EditorPage, *, may_change: bool = True) -> SafeString:
    """A row of the editor with what was found at it: one or two lines of the table."""
    cells = [_tools(row, page) if may_change else mark_safe('<td class="tools"></td>')]
    width = len(page.columns) + 1
    named = digits(row.name)
    if row.row.level is RowLevel.OBJECTIVE:
        cells += _objective(row, named, width)
    elif row.row.level is RowLevel.ACTIVITY:
        cells += [_cell(row.cells[0], named), _cell(row.cells[1], named, span=width - 2)]
    else:
        cells += [_cell(cell, named) for cell in row.cells]
    line = format_html(' data-line="{}"', row.row.line) if row.row.line is not None else _NOTHING
    return format_html(
        '<tr id="row-{key}" class="draft-row is-{level}" data-key="{key}" data-level="{level}"'
        "{line}>{cells}</tr>"
        '<tr id="findings-{key}" class="findings-row" data-digest="{digest}"{hidden}>'
        '<td class="tools"></td><td colspan="{width}">{findings}</td></tr>',
        key=row.key,
        level=row.level,
        line=line,
        cells=_joined(cells),
        digest=findings_digest(row),
        hidden=_NOTHING if row.findings else mark_safe(" hidden"),
        width=width,
        findings=findings_html(row.findings),
    )


def findings_html(findings: Sequence[EditorFinding]) -> SafeString:
    """What was found, each with its fixes as buttons."""
    return _joined(_finding(one) for one in findings)


def whole_html(page: EditorPage) -> SafeString:
    """What was found of the plan as a whole."""
    if not page.findings:
        return _NOTHING
    return format_html("<h2>{}</h2>{}", _("About the whole plan"), findings_html(page.findings))


def findings_digest(row: EditorRow) -> str:
    """By which a page says what it has of a row's findings already."""
    return digest_of(findings_html(row.findings)) if row.findings else ""


def digest_of(text: str) -> str:
    """A short name of a text."""
    return sha256(text.encode()).hexdigest()[:12]


def made_html(row: EditorRow) -> SafeString:
    """What the weights beneath an objective make, and what is left of what it states."""
    if row.made is None:
        return _NOTHING
    if row.stated is None:
        return format_html("{} {}", _("Indicators make"), number(row.made))
    said = _("indicators make {made} of {stated}").format(
        made=number(row.made), stated=number(row.stated)
    )
    if not row.is_odd:
        return format_html('<span class="gain" aria-hidden="true">✓</span> {}', said)
    left = row.stated - row.made
    what = _("{weight} left to give") if left > 0 else _("{weight} too much")
    return format_html(
        '<span class="late">▲ {}: {}</span>', said, what.format(weight=number(abs(left)))
    )


def column_head(column: DraftField) -> str:
    """The short name of a column; a tier is its percent."""
    if column.key in TIER_FIELDS:
        return digits(f"{TIERS[TIER_FIELDS.index(column.key)]}%")
    if column.key == "weight":
        return _("Weight")
    label = sentence(column.label)
    return label[:1].upper() + label[1:]


def _objective(row: EditorRow, named: str, width: int) -> list[SafeString]:
    by_key = {cell.field.key: cell for cell in row.cells}
    return [
        _cell(by_key["code"], named),
        _cell(by_key["title"], named),
        _cell(by_key["section"], named, span=2),
        _cell(by_key["weight"], named),
        format_html(_TOTAL, span=width - 5, key=row.key, made=made_html(row)),
    ]


def _cell(cell: EditorCell, row_name: str, *, span: int = 1) -> SafeString:
    one, said = cell.field, cell.said
    label = column_head(one)
    css = f"c-{one.holds.value} f-{one.key.split(':')[0]}"
    if one.holds in _FIGURES:
        css += " num"
    if said.original is not None:
        css += " is-corrected"
    listed = _LISTED.get(one.holds) or ("units" if one.key == "unit" else "")
    named = f"{label}, {row_name}" if row_name else label
    spanned = format_html(' colspan="{}"', span) if span > 1 else _NOTHING
    if one.holds is Holds.SECTION:
        field = _section(cell, named)
        return format_html(_CELL, css=css, label=label, span=spanned, field=field)
    field = format_html(
        _AREA if one.key in _LONG or "\n" in said.text else _INPUT,
        name=cell.name,
        text=said.text,
        said=named,
        listed=format_html(' list="{}"', listed) if listed else _NOTHING,
        wrong=mark_safe(' aria-invalid="true"') if cell.is_wrong else _NOTHING,
        original=_original(said.original),
    )
    return format_html(_CELL, css=css, label=label, span=spanned, field=field)


def _section(cell: EditorCell, said: str) -> SafeString:
    """The sections that plans have, and the text that stands there where it is none of them."""
    known = [(one.code, sentence(one.title)) for one in reversed(SECTIONS)]
    text = cell.said.text
    if text not in {code for code, _title in known}:
        known.insert(0, (text, text or "–"))
    return format_html(
        '<select name="{}" aria-label="{}">{}</select>',
        cell.name,
        said,
        format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, mark_safe(" selected") if code == text else _NOTHING, title)
                for code, title in known
            ),
        ),
    )


def _original(text: str | None) -> SafeString:
    if text is None:
        return _NOTHING
    told = (
        _("The form has “{text}”.").format(text=text) if text else _("The form has nothing here.")
    )
    return format_html(' title="{}" data-original="{}"', told, text)


def _finding(one: EditorFinding) -> SafeString:
    return format_html(
        '<div class="finding {tone}"><span class="finding-sign" aria-hidden="true">{sign}</span>'
        '<span class="visually-hidden">{kind}:</span> <span>{message}</span>{offers}</div>',
        tone="is-error" if one.is_error else "is-warning",
        sign="!" if one.is_error else "▲",
        kind=_("Error") if one.is_error else _("Warning"),
        message=sentence(one.message),
        offers=_joined(_offer(offer) for offer in one.offers),
    )


def _offer(offer: Offer) -> SafeString:
    """The fix as a button, and behind it one for all findings like it."""
    button = format_html(
        ' <button class="fix" name="do" value="fix:{}" title="{}">{}</button>',
        offer.token,
        sentence(offer.reason),
        sentence(offer.sentence),
    )
    if offer.alike == 1:
        return button
    return format_html(
        '{} <button class="fix fix-all" name="do" value="all:{}">{}</button>',
        button,
        offer.name,
        _("all {count} like it").format(count=number(offer.alike)),
    )


def _tools(row: EditorRow, page: EditorPage) -> SafeString:
    """What can be done with a row: folded, so that a hundred rows are no wall of buttons."""
    key = row.key
    acts = [
        (f"up:{key}", _("Move up")),
        (f"down:{key}", _("Move down")),
        (f"add-indicator:{key}", _("Indicator below")),
        (f"add-activity:{key}", _("Activity below")),
        (f"add-objective:{key}", _("Objective below")),
    ]
    if row.row.level is RowLevel.INDICATOR:
        acts.append((f"rule:{key}", _("Targets by a rule")))
    acts.append((f"remove:{key}", _("Remove")))
    return format_html(
        '<td class="tools"><details class="row-menu"><summary aria-label="{}">⋮</summary>'
        '<div class="row-acts">{}{}</div></details></td>',
        _("Row {name}").format(name=digits(row.name)),
        format_html_join("", '<button name="do" value="{}">{}</button>', acts),
        _offices(row) if page.has_offices else _NOTHING,
    )


def _offices(row: EditorRow) -> SafeString:
    """The way to where a row is said to be made of the offices' rows."""
    if row.row.level is not RowLevel.INDICATOR:
        return _NOTHING
    return format_html('<a href="offices/{}/">{}</a>', row.key, _("From offices' rows"))


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308  # all are safe
