"""The offices' figures of a template's rows, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from indicators.periods.kept.selectors import final_evaluations
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.selectors import row_then
from indicators.scoring.values import IndicatorScore
from numerals import Month, Value
from plans.cascade.selectors import OfficeStanding
from plans.cascade.template import Template, TemplateRow
from presentation.figures import digits
from reports.tree.values import Branch, Leaf, Tree, Twig


class _Line(NamedTuple):
    """An office's row as it was scored last: its 100 tier then, what came of it, until when."""

    target: Value | None
    achieved: Value | None
    raw: Decimal | None
    month: Month


def objectives_of(template: Template) -> list[str]:
    """What the objectives of the template are called, in order. No query."""
    return [_named(one.code, one.title) for one in template.document.objectives if one.activities]


def tree_of(template: Template, standings: Sequence[OfficeStanding], *, place: int) -> Tree:
    """The objective at ``place``, from 0, with the latest score of each office: three queries.

    A year that was evaluated shows what the evaluation gave, with the self-assessment beside it.
    """
    rows = [row for row in template.rows if row.home[0] == _home(template, place)]
    plans = [one.plan for one in standings if one.plan is not None and one.cascaded is not None]
    latest: dict[int, Score] = {}
    for score in Score.objects.filter(plan__in=plans).order_by("month"):
        latest[score.plan_id] = score
    months = {score.pk: score.month for score in latest.values()}
    wanted = {row.key for row in rows}
    linked = [
        link.indicator_id for one in standings for key, link in one.links.items() if key in wanted
    ]
    lines = {
        line.indicator_id: _Line(line.target_then, line.achieved, line.raw, months[line.score_id])
        for line in ScoreLine.objects.filter(score__in=months, indicator__in=linked).annotate(
            target_then=row_then("target_100")
        )
    }
    evaluated = {
        pk: score
        for one in final_evaluations([plan.pk for plan in plans]).values()
        for pk, score in one.rows.items()
    }
    branches = [
        Branch(
            _named(group[0].placed.activity.code, group[0].placed.activity.title),
            [
                Twig(
                    digits(row.name),
                    row.placed.entry.unit,
                    list(_leaves(template, row, standings, lines, evaluated)),
                )
                for row in group
            ],
        )
        for _key, same in groupby(rows, key=lambda row: row.home)
        if (group := list(same))
    ]
    return Tree(objectives_of(template)[place], branches)


def _home(template: Template, place: int) -> int:
    homes = list(dict.fromkeys(row.home[0] for row in template.rows))
    return homes[place]


def _leaves(
    template: Template,
    row: TemplateRow,
    standings: Sequence[OfficeStanding],
    lines: Mapping[int, _Line],
    evaluated: Mapping[int, IndicatorScore],
) -> Iterator[Leaf]:
    for one in standings:
        link = one.links.get(row.key)
        if link is None:
            continue
        code, name = one.office.code, one.office.short_name
        if link.indicator_id not in lines:
            yield Leaf(code, name, one.linked(template)[row.key].target_100)
            continue
        line = lines[link.indicator_id]
        given = evaluated.get(link.indicator_id, line)
        own = line.raw if given.raw != line.raw else None
        yield Leaf(code, name, line.target, given.achieved, given.raw, line.month, own_raw=own)


def _named(code: str | None, title: str) -> str:
    return f"[{digits(code)}] {title}" if code else title
