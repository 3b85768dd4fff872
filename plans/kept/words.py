"""All that a plan says as JSON, and back as rows that nobody stored.

Numbers and dates stand as canonical text, in the order of the plan's rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from numerals import Message, canonical, from_canonical
from plans.document.parts.values import NOTHING_SAID, AgreementText, as_json, from_json
from plans.models import (
    PROMISED_FIELDS,
    TARGET_FIELDS,
    Activity,
    Indicator,
    Objective,
    Plan,
)

_OBJECTIVE: Final = ("position", "section", "code", "title", "weight")
_ACTIVITY: Final = ("position", "code", "title")
_INDICATOR: Final = ("position", "row", *PROMISED_FIELDS)
_VALUES: Final = frozenset({"weight", "deduction", *TARGET_FIELDS})


@dataclass(frozen=True)
class Words:
    """A plan as it was kept: its heading in both languages, its sections' titles, its rows."""

    plan: Plan
    office: Message
    sections: Mapping[str, Message]
    indicators: tuple[Indicator, ...]
    text: AgreementText = NOTHING_SAID


def heading_of(plan: Plan) -> Message:
    """What stands over the plan's forms."""
    office = plan.office
    bengali = plan.heading or office.heading_bn or office.name_bn
    return Message(bn=bengali, en=office.heading_en or office.name_en or bengali)


def said_by(
    plan: Plan,
    indicators: Iterable[Indicator],
    sections: Mapping[str, Message],
    text: AgreementText = NOTHING_SAID,
) -> dict[str, Any]:
    """All that the plan says, as JSON takes it. No query, with the office at hand.

    Of an agreement with ``text`` beside its table that is among it, and the total that the plan
    states for itself; others say nothing of either.
    """
    return {
        **({"text": as_json(text)} if text else {}),
        **({} if plan.total_weight is None else {"total": canonical(plan.total_weight)}),
        "title": plan.title,
        "office": _message(heading_of(plan)),
        "sections": {code: _message(title) for code, title in sections.items()},
        "objectives": [
            {
                **_fields(members[0].activity.objective, _OBJECTIVE),
                "activities": [
                    {
                        **_fields(rows[0].activity, _ACTIVITY),
                        "indicators": [_fields(one, _INDICATOR) for one in rows],
                    }
                    for rows in _grouped(members, by=lambda one: one.activity_id)
                ],
            }
            for members in _grouped(indicators, by=lambda one: one.activity.objective_id)
        ],
    }


def words_of(said: Mapping[str, Any], plan: Plan) -> Words:
    """What ``said_by`` gave of the stored ``plan``, as rows with the ids of the stored ones."""
    kept, office = copy(plan), Message(*said["office"])
    kept.title, kept.heading = said["title"], office.bn
    kept.total_weight = _read("weight", said.get("total"))
    rows = []
    for one in said["objectives"]:
        objective = Objective(plan=kept, **_attributes(one, _OBJECTIVE))
        for two in one["activities"]:
            activity = Activity(objective=objective, **_attributes(two, _ACTIVITY))
            rows += [
                Indicator(plan=kept, activity=activity, **_attributes(three, _INDICATOR))
                for three in two["indicators"]
            ]
    return Words(
        plan=kept,
        office=office,
        sections={code: Message(*title) for code, title in said["sections"].items()},
        indicators=tuple(rows),
        text=from_json(said.get("text", {})),
    )


def _grouped(rows: Iterable[Indicator], *, by: Callable[[Indicator], int]) -> list[list[Indicator]]:
    return [list(members) for _, members in groupby(rows, key=by)]


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {"id": row.pk, **{name: _plain(getattr(row, name)) for name in names}}


def _attributes(said: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    # A plan that was kept before a field came to be says nothing of it.
    given = (name for name in names if name in said)
    return {"pk": said["id"], **{name: _read(name, said[name]) for name in given}}


def _plain(value: Any) -> Any:
    return canonical(value) if isinstance(value, Decimal | date) else value


def _read(name: str, value: Any) -> Any:
    return from_canonical(value) if name in _VALUES and value is not None else value


def _message(message: Message) -> list[str]:
    return [message.bn, message.en]
