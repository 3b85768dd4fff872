"""Stored figures of many offices → the dashboard of one month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from indicators.scoring.model import ObjectiveScore
from indicators.scoring.precision import HUNDRED
from indicators.scoring.standings import Standing, difference, mean, standings
from plans.document.model import Month
from reports.dashboard.attention import attention_of
from reports.dashboard.heat import heat_cell
from reports.dashboard.lines import line_of
from reports.dashboard.model import (
    Board,
    Column,
    Contradiction,
    HeatCell,
    ObjectiveKey,
    ObjectiveTitle,
    OfficeFigures,
    ReturnState,
    Row,
    Summary,
    shift_of,
)
from reports.dashboard.returns import state_of, whereabouts_of

SPARK_WIDTH: Final = 84
SPARK_HEIGHT: Final = 28
_SPARK_MARGIN: Final = 3

Objectives = Mapping[ObjectiveKey, ObjectiveScore]


def board_of(
    offices: Sequence[OfficeFigures],
    *,
    month: Month,
    today: date,
    titles: Mapping[ObjectiveKey, ObjectiveTitle],
    contradictions: Iterable[Contradiction] = (),
) -> Board:
    """The dashboard of ``month``, its rows by rank, what has no rank last.

    An office without a score of the month keeps that of its latest scored month; so it does
    in last month's ranking, against which movement is told. The first month of a fiscal year
    has no last month.
    """
    places = standings(
        {one.code: _composite(one, month) for one in offices},
        before={one.code: _composite(one, month.previous) for one in offices},
    )
    objectives = {one.code: _by_key(one) for one in offices}
    columns = _columns(list(objectives.values()), titles)
    top = max((score for one in offices for score in one.history.values() if score), default=None)
    rows = [
        _row(
            one,
            month=month,
            standing=places[one.code],
            heat=tuple(
                heat_cell(objectives[one.code].get(column.key), name=column.title.short)
                for column in columns
            ),
            today=today,
            top=top or HUNDRED,
        )
        for one in offices
    ]
    rows.sort(key=lambda row: (row.standing.rank is None, row.standing.rank or 0, row.name))
    return Board(
        month=month,
        due=min((one.term.due for one in offices), default=None),
        columns=columns,
        rows=tuple(rows),
        summary=_summary(rows),
        attention=attention_of(rows, contradictions),
    )


def _latest(office: OfficeFigures, until: Month) -> Month | None:
    return max((month for month in office.history if month <= until), default=None)


def _composite(office: OfficeFigures, until: Month) -> Decimal | None:
    latest = _latest(office, until)
    return None if latest is None else office.history[latest]


def _by_key(office: OfficeFigures) -> Objectives:
    return {ObjectiveKey(score.section, score.key): score for score in office.objectives}


def _columns(
    offices: Sequence[Objectives], titles: Mapping[ObjectiveKey, ObjectiveTitle]
) -> tuple[Column, ...]:
    found: dict[ObjectiveKey, list[ObjectiveScore]] = {}
    for scores in offices:
        for key, score in scores.items():
            found.setdefault(key, []).append(score)
    return tuple(
        Column(
            key=key,
            title=titles.get(key) or ObjectiveTitle(key.row, key.row, ""),
            weight=_shared_weight(scores),
            average=mean(score.normalised for score in scores),
        )
        for key, scores in found.items()
    )


def _shared_weight(scores: Sequence[ObjectiveScore]) -> Decimal | None:
    weights = {score.stated_weight for score in scores}
    return weights.pop() if len(weights) == 1 else None


def _row(
    office: OfficeFigures,
    *,
    month: Month,
    standing: Standing,
    heat: tuple[HeatCell, ...],
    today: date,
    top: Decimal,
) -> Row:
    scored = _latest(office, month)
    stored, term = office.stored_return, office.term
    state = state_of(stored, has_plan=office.plan is not None, term=term, today=today)
    return Row(
        code=office.code,
        name=office.name,
        standing=standing,
        scored=scored,
        is_stale=scored is not None and scored != month,
        line=line_of(
            office.history,
            year=month.fiscal_year,
            width=SPARK_WIDTH,
            height=SPARK_HEIGHT,
            top=top,
            margin=_SPARK_MARGIN,
        ),
        heat=heat,
        reported=office.reported,
        indicators=office.indicators,
        state=state,
        whereabouts=whereabouts_of(stored, term, today),
    )


def _summary(rows: Sequence[Row]) -> Summary:
    planned = [row for row in rows if row.state is not ReturnState.NO_PLAN]
    ranked = [row for row in rows if row.standing.rank is not None]
    average = mean(row.standing.composite for row in ranked)

    def count(*states: ReturnState) -> int:
        return sum(row.state in states for row in planned)

    return Summary(
        average=average,
        change=shift_of(difference(average, mean(row.standing.earlier for row in ranked))),
        plans=len(planned),
        returns_in=sum(row.state.is_in for row in planned),
        accepted=count(ReturnState.ACCEPTED),
        waiting=count(ReturnState.SUBMITTED),
        late=count(ReturnState.LATE),
        reported=sum(row.reported for row in planned),
        cells=sum(row.indicators for row in planned),
        highest=ranked[0] if ranked else None,
        lowest=ranked[-1] if ranked else None,
    )
