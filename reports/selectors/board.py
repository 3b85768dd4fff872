"""The dashboard of one month: all offices are ranked, one page of them is shown.

Ranking a few hundred offices is a matter of milliseconds. Where there are thousands, the
ranking is kept for a minute, and the page says of when it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Final

from django.core.cache import caches
from django.core.paginator import Paginator
from django.utils import timezone

from indicators.returns.models import State
from indicators.returns.workflow import awaits_review
from indicators.scoring.precision import ZERO
from indicators.scoring.ranking import least_difference
from numerals import score_places, show_scores_at
from offices.selectors import reviewing_offices
from plans.document.defaults import Kind
from plans.models import RuleSet
from presentation.language import reader_language
from reports.dashboard.attention import attention_of
from reports.dashboard.board import (
    columns_of,
    places_of,
    rows_of,
    rules_used,
    side_by_side,
    summary_of,
    top_of,
)
from reports.dashboard.offices import OfficeFigures, RankedOffice
from reports.dashboard.ordering import sorted_places
from reports.dashboard.selection import Selection
from reports.dashboard.shown import Board
from reports.program import digest_of
from reports.ranking_table import orders_of, ranking_columns
from reports.selectors.dashboard import OfficeScope, contradictions_of, titles_of
from reports.selectors.office_details import details_of, paces_of
from reports.selectors.office_figures import MOST_IN_FULL, office_figures, smallest_weight

SIDE_BY_SIDE: Final = 500
"""Offices whose objectives are compared: many more have other agreements, and no reader."""

PAGE: Final = 100
"""Rows of a page."""


RANKINGS: Final = "rankings"
"""The cache's name in ``settings.CACHES``, which says for how long."""


_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Ranking:
    """The offices by rank, as of a moment."""

    places: Sequence[RankedOffice]
    at: datetime
    least: Decimal = ZERO

    @property
    def is_wide(self) -> bool:
        """Whether there are too many to compare their objectives."""
        return len(self.places) > SIDE_BY_SIDE


def board_of_field(
    field: OfficeScope,
    selection: Selection,
    *,
    rules: Mapping[int, RuleSet],
    today: date,
    page: str = "1",
    is_whole: bool = False,
    rows: int | None = None,
) -> Board:
    """The dashboard of a page of the offices, or (``is_whole``) of all of them, for a file.

    A page has so many ``rows``, or ``PAGE``.

    ``rules`` are those in force of the year and kind by their id, newest first.
    The offices are ranked among all of the country. Ten queries, however many offices there
    are. From here on scores are shown, and are ranked, at the decimals of the newest rules in
    force. Raises ``UnknownOrder``.
    """
    if rules:
        show_scores_at(next(iter(rules.values())).score_places)
    ranking = ranking_of(field, selection, today=today, is_fresh=is_whole)
    places = _own(field, ranking)
    is_wide = len(places) > SIDE_BY_SIDE
    offices = [] if is_wide else [place.office for place in places]
    compared = side_by_side(details_of(offices, selection))
    columns = columns_of(compared, titles={} if is_wide else titles_of(field, selection))
    orders = orders_of(
        ranking_columns(columns, of=selection.month, is_official=selection.is_official)
    )
    ordered = sorted_places(places, selection.sort, orders)
    shown, number, pages = _page(ordered, page, size=len(ordered) if is_whole else rows or PAGE)
    details = compared
    if is_wide and not is_whole:
        details = details_of([place.office for place in shown], selection)
    found = () if is_wide else contradictions_of(field, selection)
    attention = attention_of(places, found)
    contradicting = Counter(one.code for one in attention.contradictions)
    used = rules_used(places)
    names = {pk: rules[pk].name for pk, _ in used if pk in rules}
    are_told = len(names) > 1 or is_whole
    return Board(
        month=selection.month,
        due=min((place.office.term.due for place in places), default=None),
        columns=columns,
        rows=rows_of(
            shown,
            month=selection.month,
            today=today,
            columns=columns,
            details=details,
            top=top_of(places, details),
            reviewing=_reviewing(field, shown, today=today),
            rules=rules,
            are_rules_told=are_told,
            pace=paces_of([place.office for place in shown], selection),
            contradictions=contradicting,
        ),
        summary=summary_of(places),
        attention=attention,
        page=number,
        pages=pages,
        as_of=ranking.at if ranking.is_wide else None,
        rules=tuple((names[pk], offices) for pk, offices in used if pk in names)
        if are_told
        else (),
        gives_grades=any(one.grades for one in rules.values()),
        is_official=selection.is_official,
        least=ranking.least,
    )


def ranking_of(field: OfficeScope, selection: Selection, *, today: date, is_fresh: bool) -> Ranking:
    """The ranking: as it is now, or that of thousands as it was a moment ago."""
    key = key_of(field, selection, today=today)
    at: datetime | None = None if is_fresh else caches[RANKINGS].get(key)
    if at:
        with suppress(LookupError):
            return _kept(key, at)
    figures = office_figures(field, selection)
    least = _least(figures, selection)
    ranking = Ranking(places_of(figures, today=today, least=least), timezone.now(), least)
    if ranking.is_wide:
        caches[RANKINGS].set(f"{key}-{ranking.at.timestamp()}", ranking)
        caches[RANKINGS].set(key, ranking.at)
    return ranking


@lru_cache(maxsize=4)
def _kept(key: str, at: datetime) -> Ranking:
    """The ranking of that moment, which all processes show; each reads it from its file once.

    Reading 20,000 offices takes longer than the rest of the page. Raises ``LookupError`` where it
    is there no more.
    """
    ranking: Ranking | None = caches[RANKINGS].get(f"{key}-{at.timestamp()}")
    if ranking is None:
        raise LookupError(key)
    return ranking


def key_of(field: OfficeScope, selection: Selection, *, today: date) -> str:
    """What decides who stands where: the offices of the reach, the month, the day, the program."""
    parts = (
        digest_of("reports", "indicators/scoring", "plans/calendar", "numerals"),
        str(field.country.query),
        *map(str, (selection.year, selection.month, selection.kind, selection.basis)),
        *map(str, (today, score_places())),
        reader_language(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()


def _own(field: OfficeScope, ranking: Ranking) -> Sequence[RankedOffice]:
    """The places of the field's own offices: one query, none where they are the whole country."""
    if field.is_whole:
        return ranking.places
    return [place for place in ranking.places if place.office.pk in field.own]


def _least(figures: Sequence[OfficeFigures], selection: Selection) -> Decimal:
    """What scores have to lie apart to be told apart; of thousands it is kept for an hour."""
    total = Kind(selection.kind).rule.total
    if len(figures) <= MOST_IN_FULL:
        smallest = min((one.smallest for one in figures if one.smallest), default=None)
    else:
        key = f"smallest-{selection.year}-{selection.kind}"
        smallest = caches[RANKINGS].get(key)
        if smallest is None:
            smallest = smallest_weight(selection)
            caches[RANKINGS].set(key, smallest, timeout=_HOUR)
    return least_difference(smallest, total) if smallest else ZERO


def _reviewing(
    field: OfficeScope, places: Sequence[RankedOffice], *, today: date
) -> dict[int, str]:
    """Who decides on the returns that wait, by office id: one query, none if none waits."""
    waiting = [
        field.office(place.office.pk)
        for place in places
        if (stored := place.office.stored_return)
        and awaits_review(State(stored.state), stored.open_until, on=today)
    ]
    return {pk: office.short_name for pk, office in reviewing_offices(waiting).items()}


def _page(
    places: Sequence[RankedOffice], page: str, *, size: int
) -> tuple[list[RankedOffice], int, int]:
    """The places of a page, its number, and how many there are; the last one for one beyond."""
    paginator = Paginator(places, max(size, 1))
    found = paginator.get_page(page)
    return list(found), found.number, paginator.num_pages
