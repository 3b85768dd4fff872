"""The offices' figures of a template's rows, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from indicators.returns.models import Score, ScoreLine
from numerals import Month
from plans.cascade.selectors import OfficeStanding
from plans.cascade.template import Template, TemplateRow
from presentation.figures import digits
from reports.tree.values import Branch, Leaf, Tree, Twig


def objectives_of(template: Template) -> list[str]:
    """What the objectives of the template are called, in order. No query."""
    return [_named(one.code, one.title) for one in template.document.objectives if one.activities]


def tree_of(template: Template, standings: Sequence[OfficeStanding], *, place: int) -> Tree:
    """The objective at ``place``, from 0, with the latest score of each office: two queries."""
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
        line.indicator_id: (line, months[line.score_id])
        for line in ScoreLine.objects.filter(score__in=months, indicator__in=linked)
    }
    branches = [
        Branch(
            _named(group[0].placed.activity.code, group[0].placed.activity.title),
            [
                Twig(
                    digits(row.name),
                    row.placed.entry.unit,
                    list(_leaves(template, row, standings, lines)),
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
    lines: Mapping[int, tuple[ScoreLine, Month]],
) -> Iterator[Leaf]:
    for one in standings:
        link = one.links.get(row.key)
        if link is None:
            continue
        indicator = one.linked(template)[row.key]
        line, month = lines.get(link.indicator_id, (None, None))
        yield Leaf(
            one.office.code,
            one.office.short_name,
            indicator.target_100,
            line.achieved if line else None,
            line.raw if line else None,
            month,
        )


def _named(code: str | None, title: str) -> str:
    return f"[{digits(code)}] {title}" if code else title
