"""A form's body as rows of text, before it is known which row stands on which page.

Pure functions of the request. Merged cells (an objective's title, an activity's) are kept
apart from the row's own cells, so that a page break can end and repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from indicators.scoring.values import IndicatorScore, ObjectiveScore, PlanScore
from plans.document.grades import grade_of
from plans.document.values import ActivityEntry, ObjectiveEntry
from reports.paper import labels
from reports.paper.columns import Merge, PaperColumn
from reports.paper.figures import (
    coded,
    indicator_texts,
    listed,
    part_texts,
    plain,
    score_text,
    weight_text,
)
from reports.paper.request import Evaluated, PaperRequest


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One cell: its column's key, its text, how many columns it spans.

    ``tier_bar`` is a raw score that the tier bar shows; ``repeats`` says that the text stands
    again where the cell is continued on another page (a weight must not be read twice).
    """

    key: str
    text: str
    columns: int = 1
    tier_bar: Decimal | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class SpannedCells:
    """Cells that span all rows with the same ``key``."""

    key: tuple[int, ...]
    cells: tuple[PaperCell, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An indicator's row."""

    objective: SpannedCells
    activity: SpannedCells
    cells: tuple[PaperCell, ...]


@dataclass(frozen=True, slots=True)
class PaperBand:
    """A heading over the whole width: a section's title."""

    text: str


@dataclass(frozen=True, slots=True)
class PaperTotal:
    """The sum of an objective, a section or the plan (``level``)."""

    level: str
    cells: tuple[PaperCell, ...]


Entry: TypeAlias = PaperLine | PaperBand | PaperTotal


@dataclass(frozen=True, slots=True)
class PaperTable:
    """The body of a form under its columns."""

    columns: tuple[PaperColumn, ...]
    entries: tuple[Entry, ...]


def table_of(request: PaperRequest) -> PaperTable:
    """The form's rows: sections' headings, indicators, and the totals of an evaluation."""
    return PaperTable(request.columns, tuple(_entries(request)))


def _entries(request: PaperRequest) -> Iterator[Entry]:
    objectives = request.document.objectives
    scores: tuple[ObjectiveScore | None, ...] = (
        request.score.objectives if request.score else (None,) * len(objectives)
    )
    sections = dict.fromkeys(objective.section for objective in objectives)
    totals = request.spec.is_evaluation
    for section in sections:
        if len(sections) > 1:
            yield PaperBand(_section_title(request, section))
        for index, (objective, score) in enumerate(zip(objectives, scores, strict=True)):
            if objective.section == section:
                yield from _lines(request, objective, index=index, score=score)
                if totals and score is not None:
                    yield _objective_total(request, objective, score=score)
        if totals and request.score and len(sections) > 1:
            yield _section_total(request, section, score=request.score)
    if totals and request.score:
        yield _plan_total(request, score=request.score)
    if request.spec.says_all and request.whole is not None:
        yield _stated_total(request, request.whole)


def _section_title(request: PaperRequest, section: str) -> str:
    title = request.section_titles.get(section)
    return request.text(title) if title else section


def _lines(
    request: PaperRequest, objective: ObjectiveEntry, *, index: int, score: ObjectiveScore | None
) -> Iterator[PaperLine]:
    merged = SpannedCells((index,), tuple(_objective_cells(request, objective, index=index)))
    scores = iter(score.indicators if score else (None,) * len(objective.indicators))
    blank = tuple(_own_cells(request, {}, score=None))
    if not objective.activities:
        yield PaperLine(merged, SpannedCells((index, 0), _activity_cells(request, None)), blank)
    for number, activity in enumerate(objective.activities):
        heading = SpannedCells((index, number), _activity_cells(request, activity))
        if not activity.indicators:
            yield PaperLine(merged, heading, blank)
        for entry in activity.indicators:
            own = next(scores)
            texts = indicator_texts(request, entry, score=own)
            yield PaperLine(merged, heading, tuple(_own_cells(request, texts, score=own)))
            for line in part_texts(request, entry):
                yield PaperLine(merged, heading, tuple(_own_cells(request, line, score=None)))


def _objective_cells(
    request: PaperRequest, objective: ObjectiveEntry, *, index: int
) -> Iterator[PaperCell]:
    columns = [column for column in request.columns if column.merge is Merge.OBJECTIVE]
    is_numbered = any(column.key == "serial" for column in columns)
    texts = {
        "serial": coded_serial(objective.code or str(index + 1), request=request),
        "objective": (
            objective.title
            if is_numbered
            else coded(objective.code, objective.title, request=request)
        ),
        "objective_weight": weight_text(objective.weight, request=request),
    }
    for column in columns:
        yield PaperCell(column.key, texts[column.key], repeats=column.repeats)


def coded_serial(code: str, *, request: PaperRequest) -> str:
    """An objective's number in the plan form's first column."""
    return plain(Decimal(code), request=request) if code.isdecimal() else code


def _activity_cells(request: PaperRequest, activity: ActivityEntry | None) -> tuple[PaperCell, ...]:
    """The activity's title, where the form has a column for it."""
    title = listed(activity.code, activity.title, request=request) if activity else ""
    return tuple(
        PaperCell(column.key, title, repeats=column.repeats)
        for column in request.columns
        if column.merge is Merge.ACTIVITY
    )


def _own_cells(
    request: PaperRequest, texts: dict[str, str], *, score: IndicatorScore | None
) -> Iterator[PaperCell]:
    for column in request.columns:
        if column.merge is Merge.NONE:
            tier_bar = score.raw if score and column.key == "raw" else None
            yield PaperCell(column.key, texts.get(column.key, ""), tier_bar=tier_bar)


def _objective_total(
    request: PaperRequest, objective: ObjectiveEntry, *, score: ObjectiveScore
) -> PaperTotal:
    label = request.text(labels.OBJECTIVE_TOTAL)
    if objective.code:
        code = coded_serial(objective.code, request=request)
        label = request.text(labels.OBJECTIVE_TOTAL_CODED).format(code=code)
    note = ""
    if score.weights_disagree:
        note = request.text(labels.WEIGHTS_DISAGREE).format(
            stated=weight_text(score.stated_weight, request=request),
            weight=plain(score.weight, request=request),
        )
    return _total(
        request,
        "objective",
        label=label,
        weight=score.weight,
        normalised=score.normalised,
        weighted=score.weighted,
        evaluated=_evaluated_total(request, [score]),
        note=note,
    )


def _section_total(request: PaperRequest, section: str, *, score: PlanScore) -> PaperTotal:
    own = next(part for part in score.sections if part.section == section)
    title = _section_title(request, section)
    return _total(
        request,
        "section",
        label=request.text(labels.SECTION_TOTAL).format(section=title),
        weight=own.weight,
        normalised=own.normalised,
        weighted=own.weighted,
        evaluated=_evaluated_total(
            request, [one for one in score.objectives if one.section == section]
        ),
    )


def _plan_total(request: PaperRequest, *, score: PlanScore) -> PaperTotal:
    return _total(
        request,
        "plan",
        label=request.text(labels.PLAN_TOTAL),
        weight=score.weight,
        normalised=score.normalised,
        weighted=score.weighted,
        evaluated=request.evaluated.weighted if request.evaluated else None,
        note=composite_text(request, score),
    )


def _stated_total(request: PaperRequest, whole: Decimal) -> PaperTotal:
    """What the weights of a plan make together, as its last row says."""
    keys = [column.key for column in request.columns]
    before = keys.index("weight")
    return PaperTotal(
        "plan",
        (
            PaperCell("total", request.text(labels.GRAND_TOTAL), columns=before),
            PaperCell("weight", plain(whole, request=request)),
            PaperCell("note", "", columns=len(keys) - before - 1),
        ),
    )


def _evaluated_total(request: PaperRequest, scores: list[ObjectiveScore]) -> Decimal | None:
    """What a final evaluation gave the objectives together."""
    if request.evaluated is None:
        return None
    return request.evaluated.total(one.key for score in scores for one in score.indicators)


def composite_text(request: PaperRequest, score: PlanScore | Evaluated) -> str:
    """``19.44 / 102 (19.06 of 100)``: the composite with the weight it is out of, and its grade
    where the year gives any.
    """
    said = request.text(labels.COMPOSITE_VALUE).format(
        weighted=score_text(score.weighted, request=request),
        weight=plain(score.weight, request=request),
        normalised=score_text(score.normalised, request=request),
    )
    grade = grade_of(score.normalised, request.grades, places=request.score_places)
    if grade is None:
        return said
    return request.text(labels.GRADED).format(composite=said, grade=request.text(grade))


def _total(
    request: PaperRequest,
    level: str,
    *,
    label: str,
    weight: Decimal,
    normalised: Decimal | None,
    weighted: Decimal | None,
    evaluated: Decimal | None,
    note: str = "",
) -> PaperTotal:
    """A row whose label spans what is left of the weight, with blanks up to the scores."""
    keys = [column.key for column in request.columns]
    before, after = keys.index("weight"), keys.index("raw")
    scores = {
        "raw": score_text(normalised, request=request),
        "weighted": score_text(weighted, request=request),
        "evaluated": score_text(evaluated, request=request),
    }
    return PaperTotal(
        level,
        (
            PaperCell("total", label, columns=before),
            PaperCell("weight", plain(weight, request=request)),
            PaperCell("note", note, columns=after - before - 1),
            *(
                PaperCell(key, scores.get(key, ""), tier_bar=normalised if key == "raw" else None)
                for key in keys[after:]
            ),
        ),
    )
