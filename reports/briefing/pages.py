"""What stands at the head and foot of each of these papers, and the papers themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from offices.models import Office, User
from offices.selectors import offices_overseen_by
from plans.models import FiscalYear, Plan, RuleSet
from presentation.figures import clock, day, digits, month, sentence
from reports.briefing.drawing import COLORS
from reports.briefing.fact_sheet import FactSheet
from reports.briefing.printing import printed_pdf, unprinted_pdf
from reports.briefing.selectors import briefing
from reports.briefing.values import Briefing
from reports.dashboard.heat import heat_scale
from reports.dashboard.selection import Selection
from reports.dashboard.shown import Board
from reports.ranking_table import paper_columns, state_label
from reports.selectors.board import board_of_field
from reports.selectors.dashboard import OfficeScope, Planned
from reports.selectors.standing import printed_by

_SCALE: Final = tuple((COLORS[level], low, high) for level, low, high in heat_scale())


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """Who asks for a paper of which offices, month and figures."""

    by: User
    field: OfficeScope
    selection: Selection
    planned: Planned

    @property
    def year(self) -> FiscalYear:
        """The year that is asked for."""
        return self.planned.year(self.selection.year.start)

    @property
    def rules(self) -> dict[int, RuleSet]:
        """The rules in force of the year and kind by their id, newest first."""
        return self.planned.rules_of(self.selection)

    @property
    def office(self) -> Office | None:
        """The office that all of them are under: one query."""
        if self.selection.region:
            return Office.objects.filter(code=self.selection.region).first()
        return offices_overseen_by(self.by).order_by("path").first()

    @property
    def kind(self) -> str:
        """What the year calls the kind of plan."""
        return sentence(self.year.scheme(self.selection.kind).name)


def two_pages(asked: AskedPaper, *, today: date) -> tuple[Briefing, bytes]:
    """The month on two pages: what they say, and as a PDF."""
    told = briefing(asked.by, asked.field, asked.selection, rules=asked.rules, today=today)
    title = _("The month in brief: %(month)s") % {"month": month(asked.selection.month)}
    context = {"told": told, "scale": _SCALE, **_head(asked, told.board, title=title)}
    pdf = printed_pdf("paper/briefing/briefing.html", context, printed=printed_by(asked.by))
    return told, pdf


def ranking_pages(asked: AskedPaper, *, today: date) -> bytes:
    """The ranking as a PDF, all offices of it."""
    board = board_of_field(
        asked.field, asked.selection, rules=asked.rules, today=today, is_whole=True
    )
    title = _("Ranking of the offices: %(month)s") % {"month": month(asked.selection.month)}
    rows = [(row, state_label(row.state)) for row in board.rows]
    context = {"columns": paper_columns(board), "rows": rows, **_head(asked, board, title=title)}
    return printed_pdf("paper/briefing/ranking.html", context, printed=printed_by(asked.by))


def fact_sheet_page(told: FactSheet, *, kind: str, year: FiscalYear) -> bytes:
    """An office on one page, as a PDF without who printed it."""
    title = _("Fact sheet: %(month)s") % {"month": month(told.shown.scored or told.month)}
    worth = _accepted() if told.is_accepted else _reported()
    as_of = moment(timezone.now())
    named = f"{kind} {digits(year.span)}"
    version = _("version %(version)s") % {"version": digits(told.shown.plan.version)}
    context = {
        "told": told,
        "office": told.office.name,
        "title": title,
        "basis": " · ".join((named, worth, as_of)),
        "standing": worth,
        "footer": " · ".join(
            filter(None, (told.office.short_name, title, version, digits(told.rules), as_of))
        ),
        "is_demo": Plan.objects.filter(
            office=told.office, fiscal_year=year.start, is_demo=True
        ).exists(),
        "months": year.span.months,
    }
    return unprinted_pdf("paper/briefing/fact_sheet.html", context)


def _accepted() -> str:
    return _("ACCEPTED figures only")


def _reported() -> str:
    return _("AS REPORTED: not all figures are accepted")


def file_name(asked: AskedPaper, *, paper: str) -> str:
    """No two of these papers of a day have one name; what is not accepted says so."""
    selection = asked.selection
    parts = (paper, selection.region, selection.kind, str(selection.month), selection.basis)
    return "-".join((*filter(None, parts), f"{timezone.localtime():%Y%m%d-%H%M}"))


def basis_words(selection: Selection) -> str:
    """What its figures are worth."""
    return _accepted() if selection.is_official else _reported()


def _head(asked: AskedPaper, board: Board, *, title: str) -> dict[str, Any]:
    office = asked.office
    name = office.name if office else ""
    short = office.short_name if office else ""
    rules = " · ".join(digits(one) for one, _count in board.rules)
    as_of = moment(board.as_of or timezone.now())
    basis = [f"{asked.kind} {digits(asked.selection.year)}", basis_words(asked.selection), as_of]
    return {
        "office": name,
        "title": title,
        "basis": " · ".join(basis),
        "standing": basis_words(asked.selection),
        "footer": " · ".join(filter(None, (short, title, rules, as_of))),
        "is_demo": _is_demo(asked),
        "months": asked.selection.year.months,
    }


def moment(at: datetime) -> str:
    """তথ্য ৫ জুলাই ২০২৪ ১২:০৪ পর্যন্ত: until when the figures go."""
    return _("as of %(day)s, %(time)s") % {"day": day(at), "time": clock(at)}


def _is_demo(asked: AskedPaper) -> bool:
    return Plan.objects.filter(
        office__in=asked.field.offices,
        fiscal_year=asked.selection.year.start,
        kind=asked.selection.kind,
        is_demo=True,
    ).exists()
