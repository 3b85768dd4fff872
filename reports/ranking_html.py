"""The cells of the ranking on the page. A dashboard has hundreds of them: what takes a template
many small steps is said here in one (docs/decisions/rows-by-functions.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.returns.status_html import return_status
from plans.choices import rules_words
from presentation.figures import digits, month_name, points, sentence, whole
from reports.dashboard.lines import spoken
from reports.dashboard.offices import ReturnState
from reports.dashboard.selection import Selection
from reports.dashboard.shown import BoardRow

_NOTHING: Final = mark_safe("")
_HIDDEN: Final = '<span class="visually-hidden">{}</span>'
_UNMOVED: Final = f'<span class="context" aria-hidden="true">–</span>{_HIDDEN}'
_MOVED: Final = (
    '<span class="context"><span aria-hidden="true">{}</span> {}'
    '<span class="visually-hidden"> {}</span></span>'
)
_OFFICE: Final = (
    '<th class="col-office" scope="row"><a href="{}?year={}&amp;kind={}">{}</a>{}{}</th>'
)
_CONTRADICTIONS: Final = (
    '<small class="doubt"><span aria-hidden="true">▲</span> <a href="{}">{}</a></small>'
)
_LET_STAND: Final = (
    '<small class="doubt" title="{why}"><span aria-hidden="true">▲</span> <a href="{page}">{word}'
    '</a><span class="visually-hidden">: {why}</span></small>'
)
_PACE: Final = '<span class="pace heat-{}">{}%</span>' + _HIDDEN
_LINE: Final = (
    '<svg class="line" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
    ' aria-label="{label}"><path class="line-path" d="{path}"/>'
    '<path class="line-end" d="{last}"/></svg>'
)
_FILL: Final = (
    '<svg class="meter" viewBox="0 0 {all} 6" width="56" height="6" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="meter-track" width="{all}" height="6"/>'
    '<rect class="meter-fill" width="{filled}" height="6"/></svg>'
    '<span class="meter-figure">{shown}/{of}</span>'
)
_SHARE: Final = '<td class="heat heat-{}" data-label="{}">{}</td>'


@dataclass(frozen=True, slots=True)
class Shown:
    """What all rows of a ranking have in common: what is asked for, and whether each says by which
    rules it is scored.
    """

    selection: Selection
    names_rules: bool = False

    def page(self, name: str, row: BoardRow, *month: str) -> str:
        """The address of a page of the row's plan."""
        asked = self.selection
        return reverse(name, args=[row.office.code, str(asked.year), asked.kind, *month])


Cell = Callable[[BoardRow, Shown], SafeString]


def rank(row: BoardRow, shown: Shown) -> SafeString:
    """The rank, whether others share it, and that among the region's offices."""
    equal, in_region = _NOTHING, _NOTHING
    if row.is_in_band:
        words = ngettext(
            "equal with %(others)s other office",
            "equal with %(others)s other offices",
            row.place.equals,
        ) % {"others": digits(row.place.equals)}
        equal = format_html('<span aria-hidden="true">=</span>' + _HIDDEN, words)
    if row.place.in_region is not None:
        words = _("region %(place)s") % {"place": digits(row.place.in_region)}
        in_region = format_html('<small class="context">{}</small>', words)
    place = "–" if row.standing.rank is None else digits(row.standing.rank)
    return format_html('<td class="num col-rank">{}{}{}</td>', place, equal, in_region)


def movement(row: BoardRow, shown: Shown) -> SafeString:
    """Places gained or lost since last month."""
    return format_html('<td class="col-moved">{}</td>', _moved(row))


def _moved(row: BoardRow) -> SafeString:
    moved = row.moved
    if moved is None:
        return format_html(_HIDDEN, _("no earlier rank"))
    if moved.is_none:
        return format_html(_UNMOVED, _("unmoved"))
    if moved.is_up:
        return format_html(_MOVED, "▲", whole(moved.size), _("places up"))
    return format_html(_MOVED, "▼", whole(moved.size), _("places down"))


def office(row: BoardRow, shown: Shown) -> SafeString:
    """The office, with what is to be doubted about its figures or its plan."""
    asked, own = shown.selection, row.office
    doubt = let_stand = _NOTHING
    if row.contradictions:
        words = ngettext(
            "%(number)s total does not match",
            "%(number)s totals do not match",
            row.contradictions,
        ) % {"number": digits(row.contradictions)}
        review = shown.page("indicators:review", row, str(asked.month))
        doubt = format_html(_CONTRADICTIONS, review, words)
    if own.let_stand:
        let_stand = format_html(
            _LET_STAND,
            why=own.let_stand,
            page=shown.page("plans:agreement", row),
            word=_("error let stand"),
        )
    page = reverse("reports:office", args=[own.code])
    return format_html(_OFFICE, page, asked.year, asked.kind, own.name, doubt, let_stand)


def score(row: BoardRow, shown: Shown) -> SafeString:
    """The score, and what is to be known of it: grade, self-assessment, rules, month."""
    return format_html(
        '<td class="num col-score"><span class="answer">{}</span>{}</td>',
        points(row.standing.composite),
        format_html_join("", '<small class="{}">{}</small>', _of_score(row, shown)),
    )


def _of_score(row: BoardRow, shown: Shown) -> list[tuple[str, str]]:
    told = []
    if row.grade:
        told.append(("grade", sentence(row.grade)))
    if row.office.is_final:
        final, own = pgettext("score", "final"), pgettext("score", "self")
        told.append(("final-score", f"{final} · {own} {points(row.office.own)}"))
    if row.rules and shown.names_rules:
        told.append(("late", rules_words(row.rules)))
    if row.is_stale and row.office.scored:
        told.append(("late", _("as of %(month)s") % {"month": month_name(row.office.scored)}))
    return told


def pace(row: BoardRow, shown: Shown) -> SafeString:
    """How much of the office keeps pace with the year."""
    told, own = mark_safe("–"), row.pace
    if own:
        words = _(
            "%(behind)s of %(all)s indicators are behind, when %(gone)s%% of the year is gone"
        )
        told = format_html(
            _PACE,
            own.level,
            whole(own.share),
            words
            % {
                "behind": digits(own.behind),
                "all": digits(own.indicators),
                "gone": whole(own.gone),
            },
        )
    return format_html('<td class="num col-pace">{}</td>', told)


def line(row: BoardRow, shown: Shown) -> SafeString:
    """The scores of the year's months as a line."""
    drawn, own = _NOTHING, row.line
    if own.points:
        drawn = format_html(
            _LINE,
            width=own.width,
            height=own.height,
            label=spoken(own),
            path=own.path,
            last=own.last,
        )
    return format_html('<td class="col-line">{}</td>', drawn)


def shares(row: BoardRow, shown: Shown) -> SafeString:
    """The cells of the heat map, one for each objective."""
    return format_html_join(
        "",
        _SHARE,
        (
            ("none" if one.level is None else one.level, digits(one.objective), whole(one.share))
            for one in row.heat
        ),
    )


def fill(row: BoardRow, shown: Shown) -> SafeString:
    """How many of the month's cells are filled."""
    drawn, own = _NOTHING, row.office
    if own.indicators:
        drawn = format_html(
            _FILL,
            all=own.indicators,
            filled=own.reported,
            shown=digits(own.reported),
            of=digits(own.indicators),
        )
    return format_html('<td class="col-fill">{}</td>', drawn)


def state(row: BoardRow, shown: Shown) -> SafeString:
    """Where the month's return is; once it was handed in with the way to it."""
    if row.state is ReturnState.NO_PLAN:
        told = format_html('<span class="state mute">{}</span>', _("No plan"))
    else:
        told = return_status(row.return_status, brief=True, named=True)
        if not row.return_status.is_owed and row.state is not ReturnState.NOT_WAITED_FOR:
            review = shown.page("indicators:review", row, str(shown.selection.month))
            told = format_html('<a href="{}">{}</a>', review, told)
    return format_html('<td class="col-state">{}</td>', told)
