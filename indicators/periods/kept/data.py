"""A ``Snapshot`` as JSON and back, exactly: one tree of objectives, activities and indicators.

Decimals and dates stand as canonical text, months as ``2024-06``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from indicators.periods.kept.values import Member, Recognised, Snapshot
from indicators.scoring.explanations import explanation_data, explanation_from_data
from indicators.scoring.values import (
    Basis,
    IndicatorScore,
    ObjectiveScore,
    PlanScore,
    Reason,
    Rules,
)
from numerals import (
    FiscalYearSpan,
    Message,
    Month,
    Value,
    canonical,
    canonical_figure,
    figure_of,
    from_canonical,
)
from plans.document.defaults import Interpolation, Mode
from plans.document.methods import Method
from plans.document.rolling_up import Earned, RolledFrom, RolledUp, rolled_as_json, rolled_from_json
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Reported,
    TierTargets,
)

VERSION: Final = 2
"""Of the form below; what was kept before it named none and had figures and scores alone."""


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """``snapshot`` as JSON takes it."""
    document, score = snapshot.document, snapshot.score
    scores = iter(score.indicators)
    return {
        "version": VERSION,
        "office": _message(snapshot.office),
        "title": document.title,
        "heading": document.office,
        "year": str(document.fiscal_year),
        "months": [str(month) for month in document.months],
        "sections": {code: _message(title) for code, title in snapshot.sections.items()},
        "rules": {
            "version": snapshot.rules.version,
            "interpolation": snapshot.rules.interpolation.value,
            "cut_off": snapshot.rules.cut_off,
            "sections": {code: mode.value for code, mode in snapshot.rules.sections.items()},
        },
        "weighted": _text(score.weighted),
        "weight": _text(score.weight),
        "stated_weight": _text(score.stated_weight),
        "objectives": [
            {
                "id": pk,
                "row": entry.row,
                "section": entry.section,
                "code": entry.code,
                "title": entry.title,
                "stated_weight": _text(entry.weight),
                "weight": _text(own.weight),
                "weighted": _text(own.weighted),
                "activities": [
                    {
                        "code": activity.code,
                        "title": activity.title,
                        "indicators": [
                            _indicator(snapshot, one, next(scores)) for one in activity.indicators
                        ],
                    }
                    for activity in entry.activities
                ],
            }
            for pk, entry, own in zip(
                snapshot.objectives, document.objectives, score.objectives, strict=True
            )
        ],
    }


def is_whole(data: Mapping[str, Any]) -> bool:
    """Whether it was kept in this form."""
    return data.get("version") == VERSION


def whole_snapshot(data: Mapping[str, Any]) -> Snapshot:
    """What ``snapshot_data`` gave. Raises ``KeyError`` or ``ValueError`` for anything else."""
    rules = data["rules"]
    return Snapshot(
        document=PlanDocument(
            form=Form.PROGRESS,
            office=data["heading"],
            title=data["title"],
            fiscal_year=FiscalYearSpan.parse(data["year"]),
            objectives=tuple(map(_objective_entry, data["objectives"])),
            months=tuple(map(Month.parse, data["months"])),
        ),
        score=_plan_score(data),
        rules=Rules(
            version=rules["version"],
            interpolation=Interpolation(rules["interpolation"]),
            cut_off=rules["cut_off"],
            sections={code: Mode(mode) for code, mode in rules["sections"].items()},
        ),
        linked={
            one["row"]: _earned_from(one["linked"]) for one in _indicators(data) if "linked" in one
        },
        office=Message(*data["office"]),
        sections={code: Message(*title) for code, title in data["sections"].items()},
        objectives=tuple(one["id"] for one in data["objectives"]),
        members={
            one["row"]: Member(one["id"], one["frequency"], one.get("linked_kind", ""))
            for one in _indicators(data)
        },
        recognised={
            one["row"]: Recognised(figure_of(one["recognised"]), one["reason"])
            for one in _indicators(data)
            if "recognised" in one
        },
    )


def row_scores(data: Mapping[str, Any]) -> Iterator[tuple[int, IndicatorScore]]:
    """The scores of the rows, each with the indicator's id; none of what was not kept whole."""
    if is_whole(data):
        for one in _indicators(data):
            yield one["id"], _score(one)


def _indicator(snapshot: Snapshot, entry: IndicatorEntry, score: IndicatorScore) -> dict[str, Any]:
    member = snapshot.members[entry.row]
    data: dict[str, Any] = {
        "id": member.pk,
        "row": entry.row,
        "code": entry.code,
        "title": entry.title,
        "unit": entry.unit,
        "method": entry.method.value if entry.method else None,
        "frequency": member.frequency,
        "weight": _text(entry.weight),
        "targets": [_text(target) for target in entry.targets],
        "figures": {
            str(month): canonical_figure(figure)
            for month, figure in sorted(entry.achieved.items())
            if figure is not None
        },
        "printed": [_text(entry.reported.cumulative), _text(entry.reported.rate)],
        "remarks": entry.remarks,
        "achieved": _text(score.achieved),
        "rate": _text(score.rate),
        "raw": _text(score.raw),
        "weighted": _text(score.weighted),
        "problem": score.problem.value if score.problem else None,
        "explanation": explanation_data(score.explanation),
    }
    if entry.mode is not None:
        data["mode"] = entry.mode.value
    if entry.deduction is not None:
        data["deduction"] = _text(entry.deduction)
    if entry.per_days is not None:
        data["per_days"] = entry.per_days
    if member.linked_kind:
        data["linked_kind"] = member.linked_kind
    if entry.row in snapshot.linked:
        data["linked"] = _earned(snapshot.linked[entry.row])
    if recognised := snapshot.recognised.get(entry.row):
        data["recognised"] = canonical_figure(recognised.figure)
        data["reason"] = recognised.reason
    return data


def _indicators(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for objective in data["objectives"]:
        yield from _of_objective(objective)


def _of_objective(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for activity in data["activities"]:
        yield from activity["indicators"]


def _objective_entry(data: Mapping[str, Any]) -> ObjectiveEntry:
    return ObjectiveEntry(
        row=data["row"],
        section=data["section"],
        code=data["code"],
        title=data["title"],
        weight=_decimal(data["stated_weight"]),
        activities=tuple(
            ActivityEntry(
                code=one["code"],
                title=one["title"],
                indicators=tuple(map(_entry, one["indicators"])),
            )
            for one in data["activities"]
        ),
    )


def _entry(data: Mapping[str, Any]) -> IndicatorEntry:
    cumulative, rate = data["printed"]
    rolled = _rolled(data)
    return IndicatorEntry(
        row=data["row"],
        code=data["code"],
        title=data["title"],
        unit=data["unit"],
        weight=_decimal(data["weight"]),
        targets=TierTargets(*map(_value, data["targets"])),
        method=Method(data["method"]) if data["method"] else None,
        achieved={Month.parse(month): figure_of(text) for month, text in data["figures"].items()},
        reported=Reported(_value(cumulative), _decimal(rate)),
        remarks=data["remarks"],
        mode=Mode(data["mode"]) if "mode" in data else None,
        deduction=_decimal(data.get("deduction")),
        per_days=data.get("per_days"),
        rolled=RolledFrom(rolled.rule, tuple(one.source for one in rolled.figures))
        if rolled
        else None,
    )


def _plan_score(data: Mapping[str, Any]) -> PlanScore:
    return PlanScore(
        rules=data["rules"]["version"],
        basis=Basis.COMPUTED,
        weighted=_decimal(data["weighted"]),
        weight=Decimal(data["weight"]),
        stated_weight=Decimal(data["stated_weight"]),
        objectives=tuple(
            ObjectiveScore(
                key=one["row"],
                section=one["section"],
                stated_weight=_decimal(one["stated_weight"]),
                weight=Decimal(one["weight"]),
                weighted=_decimal(one["weighted"]),
                indicators=tuple(map(_score, _of_objective(one))),
            )
            for one in data["objectives"]
        ),
    )


def _score(data: Mapping[str, Any]) -> IndicatorScore:
    return IndicatorScore(
        key=data["row"],
        weight=_decimal(data["weight"]),
        achieved=_value(data["achieved"]),
        rate=_decimal(data["rate"]),
        raw=_decimal(data["raw"]),
        weighted=_decimal(data["weighted"]),
        problem=Reason(data["problem"]) if data["problem"] else None,
        explanation=explanation_from_data(data["explanation"]),
        rolled=_rolled(data),
    )


def _earned(earned: Earned) -> str | dict[str, Any] | None:
    """A plan's composite as text, offices' figures as they are kept with a score."""
    return rolled_as_json(earned) if isinstance(earned, RolledUp) else _text(earned)


def _earned_from(said: str | Mapping[str, Any] | None) -> Earned:
    return rolled_from_json(said) if isinstance(said, Mapping) else _decimal(said)


def _rolled(data: Mapping[str, Any]) -> RolledUp | None:
    earned = _earned_from(data.get("linked"))
    return earned if isinstance(earned, RolledUp) else None


def _message(message: Message) -> list[str]:
    return [message.bn, message.en]


def _text(value: Value | None) -> str | None:
    return None if value is None else canonical(value)


def _value(text: str | None) -> Value | None:
    return None if text is None else from_canonical(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
