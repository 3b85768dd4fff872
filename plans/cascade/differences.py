"""Who differs from the template, in what, and since when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ledger.models import Change
from offices.models import Office
from plans.cascade.selectors import OfficeStanding
from plans.cascade.template import Template, TemplateRow
from plans.document.cascading import OF_TEMPLATE, given_by
from plans.workshop.models import DraftEdit
from plans.workshop.past import edits_since

WHOLE_ROW: Final = "row"
"""In place of a field: the office has not the row at all."""

_TOLD_AS: Final = {"evidence": "evidence_definition", "linked": "linked_kind"}


@dataclass(frozen=True, slots=True)
class Differing:
    """One office's row that says something else; ``is_own`` where the office changed it itself."""

    office: Office
    row: TemplateRow
    field: str
    now: str
    wanted: str
    is_own: bool
    is_frozen: bool
    since: datetime | None

    @property
    def key(self) -> str:
        """What its checkbox is called."""
        return f"{self.office.code}:{self.row.key}:{self.field}"


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The offices whose rows say the same otherwise than the template in one field."""

    row: TemplateRow
    field: str
    now: str
    wanted: str
    is_own: bool
    offices: tuple[Differing, ...]

    @property
    def since(self) -> datetime | None:
        """Since when the first of them does."""
        return min((one.since for one in self.offices if one.since), default=None)


def differing(template: Template, standings: Sequence[OfficeStanding]) -> list[Differing]:
    """All that offices which follow the template say otherwise: two queries.

    Weights and targets are each office's own and are not among it.
    """
    following = [one for one in standings if one.cascaded is not None]
    first = min((one.cascaded.revision for one in following if one.cascaded), default=0)
    edits = _Edits.of(edits_since(template.draft, first)) if following else _Edits()
    own = _changed_at(following)
    return [found for standing in following for found in _of_office(template, standing, edits, own)]


def grouped(found: Iterable[Differing]) -> list[FieldGroup]:
    """Those that say the same of the same field together, in the order of the template."""
    groups: dict[tuple[int, str, str, bool], list[Differing]] = {}
    for one in found:
        groups.setdefault((one.row.key, one.field, one.now, one.is_own), []).append(one)
    return [
        FieldGroup(same[0].row, same[0].field, same[0].now, same[0].wanted, is_own, tuple(same))
        for (_key, _field, _now, is_own), same in groups.items()
    ]


def digest_of(found: Iterable[Differing]) -> str:
    """By which is seen whether what is taken over is what was shown."""
    told = "\n".join(sorted(f"{one.key}\t{one.now}\t{one.wanted}" for one in found))
    return hashlib.sha256(told.encode()).hexdigest()


def _of_office(
    template: Template,
    standing: OfficeStanding,
    edits: _Edits,
    own: Mapping[tuple[int, str], datetime],
) -> Iterator[Differing]:
    assert standing.cascaded is not None  # noqa: S101  # those alone are looked at
    revision, plan = standing.cascaded.revision, standing.plan
    is_frozen = bool(plan and plan.is_frozen)
    for row in template.rows:
        link = standing.links.get(row.key)
        if link is None:
            added = edits.added.get(row.key)
            if added is not None and added[0] > revision:
                yield Differing(standing.office, row, WHOLE_ROW, "", "", False, is_frozen, added[1])
            continue
        now, wanted = given_by(standing.placed[link.indicator_id]), given_by(row.placed)
        for name in now:
            if name not in OF_TEMPLATE or now[name] == wanted[name]:
                continue
            is_own = link.given.get(name) != now[name]
            since = (
                own.get((link.indicator_id, _TOLD_AS.get(name, name)))
                if is_own
                else edits.since(row, name)
            )
            yield Differing(
                standing.office, row, name, now[name], wanted[name], is_own, is_frozen, since
            )


@dataclass(slots=True)
class _Edits:
    """When the template's rows came, and when each of its cells was written last."""

    added: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    cells: dict[tuple[int, str], datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, edits: Iterable[DraftEdit]) -> _Edits:
        """Of all edits in their order."""
        made = cls()
        for edit in edits:
            for change in edit.changes:
                if change["do"] == "add":
                    made.added[change["row"]["key"]] = edit.revision, edit.at
                elif change["do"] == "cell":
                    made.cells[change["key"], change["field"]] = edit.at
        return made

    def since(self, row: TemplateRow, name: str) -> datetime | None:
        """When the template came to say what it says in the field."""
        level, _dot, key = name.rpartition(".")
        number = {"objective": row.above[0], "activity": row.above[1]}.get(level, row.key)
        return self.cells.get((number, key)) if number is not None else None


def _changed_at(standings: Sequence[OfficeStanding]) -> dict[tuple[int, str], datetime]:
    """When each promise of the linked rows was changed last, as the history tells it: one query."""
    linked = [link.indicator_id for one in standings for link in one.links.values()]
    plans = [one.plan for one in standings if one.plan]
    told = (
        Change.objects.filter(plan__in=plans, indicator__in=linked, monthly_return=None)
        .order_by("pk")
        .values_list("indicator_id", "field", "at")
    )
    return {(indicator, name): at for indicator, name, at in told if indicator is not None}
