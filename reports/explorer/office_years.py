"""An office over its years: composite, sections and objectives side by side, as stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from indicators.scoring.precision import grand_total, grand_total_of_known, share_of_hundred
from indicators.scoring.values import ObjectiveScore
from plans.choices import rules_number
from plans.document.matching.wordings import Answers, alike, same_of
from presentation.figures import digits
from reports.explorer.office_selectors import worded_as
from reports.explorer.values import EarnedPart, PartTitle, YearOfOffice

_NO_ANSWERS: Final[Answers] = {}


@dataclass(frozen=True, slots=True)
class YearHead:
    """A year's column: how it is called, by which rules it was scored, as of when."""

    year: YearOfOffice
    label: str
    rules: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A section or objective in all the years; ``None`` where a year has none that is the same."""

    code: str
    title: str
    is_section: bool
    parts: tuple[EarnedPart | None, ...]


@dataclass(frozen=True, slots=True)
class OfficeYears:
    """The table: the years, the newest first, and the rows."""

    heads: tuple[YearHead, ...]
    rows: tuple[PartRow, ...]


_Titled: TypeAlias = tuple[PartTitle, ObjectiveScore]


@dataclass(slots=True)
class _Members:
    """An objective as the newest year that has it calls it, and its scores by the year's place."""

    title: PartTitle
    scores: dict[int, ObjectiveScore]


def office_years(years: Sequence[YearOfOffice]) -> OfficeYears:
    """Objectives are the same by what they are called; sections by their codes. No query."""
    matched = _matched(years)
    rows: list[PartRow] = []
    sections = dict.fromkeys(one.section for year in years for one in year.objectives)
    for section in sections:
        rows.append(_section_row(section, years))
        rows += [_objective_row(one, len(years)) for one in matched if one.title.section == section]
    return OfficeYears(
        heads=tuple(
            YearHead(one, digits(one.plan.span), rules_number(one.rules.name)) for one in years
        ),
        rows=tuple(rows),
    )


def _matched(years: Sequence[YearOfOffice]) -> list[_Members]:
    """Each objective with its like in the other years, from the newest year on."""
    found: list[_Members] = []
    for place, year in enumerate(years):
        titles = {(one.section, one.row): one for one in year.titles}
        left = [
            (titles.get((one.section, one.key), PartTitle(one.section, one.key, "", one.key)), one)
            for one in year.objectives
        ]
        for members, pair in _likest(found, left):
            members.scores[place] = pair[1]
            left.remove(pair)
        found += [_Members(title, {place: score}) for title, score in left]
    return found


def _likest(
    known: Sequence[_Members], left: Sequence[_Titled]
) -> Iterator[tuple[_Members, _Titled]]:
    """The pairs that are the same, the most alike first, each once; never over sections."""
    ours = {worded_as(one.title.title) for one in known}
    theirs = {worded_as(title.title) for title, _ in left}
    same = same_of(alike(list(ours), list(theirs), answers=_NO_ANSWERS))
    pairs = [
        (likeness, one, pair)
        for one in known
        for pair in left
        if one.title.section == pair[0].section
        and (likeness := same.get(worded_as(one.title.title), {}).get(worded_as(pair[0].title)))
    ]
    taken: set[int] = set()
    for _likeness, one, pair in sorted(pairs, key=lambda found: -found[0]):
        if not taken & {id(one), id(pair)}:
            taken |= {id(one), id(pair)}
            yield one, pair


def _section_row(section: str, years: Sequence[YearOfOffice]) -> PartRow:
    parts = [_part([one for one in year.objectives if one.section == section]) for year in years]
    title = next((year.sections[section] for year in years if section in year.sections), section)
    return PartRow("", title, is_section=True, parts=tuple(parts))


def _part(scores: Sequence[ObjectiveScore]) -> EarnedPart | None:
    if not scores:
        return None
    weighted = grand_total_of_known(one.weighted for one in scores)
    weight = grand_total(one.weight for one in scores)
    return EarnedPart(weighted, weight, share_of_hundred(weighted, weight))


def _objective_row(members: _Members, years: int) -> PartRow:
    found = members.scores
    return PartRow(
        digits(members.title.code),
        members.title.title,
        is_section=False,
        parts=tuple(_part([found[at]] if at in found else []) for at in range(years)),
    )
