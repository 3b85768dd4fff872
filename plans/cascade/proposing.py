"""What a template would make of each office's plan: reckoned whole, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from numerals import Message
from offices.models import Office
from plans.cascade.assembling import Assembled, Seat, assembled
from plans.cascade.selectors import OfficeStanding
from plans.cascade.template import Template, TemplateRow
from plans.document.cascading import (
    FIELDS,
    FieldShift,
    MergedRow,
    Numbers,
    PlacedRow,
    given_by,
    merged,
)
from plans.models import Indicator
from plans.workshop import above

Own = Mapping[int, Numbers | None]
"""An office's numbers by the keys of the template's rows; ``None`` where it has not that row."""


class ProposalOutcome(StrEnum):
    """What becomes of an office's plan."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> Promise:
        """The word for it in a list."""
        return _OUTCOMES[self]


_OUTCOMES: Final = {
    ProposalOutcome.CREATED: _("New plan"),
    ProposalOutcome.CHANGED: _("Changes"),
    ProposalOutcome.UNCHANGED: _("No change"),
    ProposalOutcome.REFUSED: _("Not touched"),
}


class What(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that comes, goes or changes; ``conflicts`` are fields that the office changed."""

    name: str
    what: What
    changed: tuple[FieldShift, ...] = ()
    conflicts: tuple[FieldShift, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeProposal:
    """What is to become of one office's plan, ready to be written."""

    standing: OfficeStanding
    outcome: ProposalOutcome
    rows: tuple[RowChange, ...] = ()
    refusal: Message | None = None
    whole: Assembled | None = None
    given: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """What each row counts as having been given, by its key, once this is written."""
    is_whole: bool = True
    """Whether all of the template was looked at, or some of its words alone."""

    @property
    def office(self) -> Office:
        """Whose plan it is."""
        return self.standing.office

    @property
    def changed(self) -> tuple[RowChange, ...]:
        """The rows that come, go, or say something else."""
        return tuple(row for row in self.rows if row.what is not What.CHANGED or row.changed)

    @property
    def conflicts(self) -> tuple[RowChange, ...]:
        """The rows with something that the office changed itself."""
        return tuple(row for row in self.rows if row.conflicts)

    @property
    def weight(self) -> Decimal:
        """What the weights of the whole plan make then."""
        objectives = self.whole.objectives if self.whole else ()
        weights = [row.weight for one in objectives for row in one.indicators]
        return sum((weight for weight in weights if weight is not None), Decimal(0))


def proposed(
    template: Template, standing: OfficeStanding, own: Own, *, overwrite: bool = False
) -> OfficeProposal:
    """The template with an office's numbers, those of its rows that ``own`` has; ``overwrite``
    what the office changed itself.

    Two queries for an office that has a plan, as ``above.refusal`` asks them; none otherwise.
    """
    stood = standing.linked(template)
    wanted = {
        row.key: row.placed.with_numbers(numbers)
        for row in template.rows
        if (numbers := own.get(row.key)) is not None
    }
    left_out = {key for key, numbers in own.items() if numbers is None}
    made = _proposed(
        template,
        standing,
        stood,
        wanted,
        left_out=left_out,
        taking=dict.fromkeys(wanted, FIELDS),
        overwrite=overwrite,
    )
    return replace(made, is_whole=template.by_key.keys() <= own.keys())


def offered(
    template: Template,
    standing: OfficeStanding,
    *,
    chosen: Mapping[int, Collection[str]],
    overwrite: bool = False,
) -> OfficeProposal:
    """The template's words alone, for ``chosen`` fields of its rows; numbers stay the office's.

    A row that the office has not yet comes with the template's own weight and targets.
    """
    stood = standing.linked(template)
    wanted = {key: template.by_key[key].placed for key in chosen if key in template.by_key}
    made = _proposed(
        template, standing, stood, wanted, left_out=(), taking=chosen, overwrite=overwrite
    )
    return replace(made, is_whole=False)


def _proposed(
    template: Template,
    standing: OfficeStanding,
    stood: Mapping[int, Indicator],
    wanted: Mapping[int, PlacedRow],
    *,
    left_out: Collection[int],
    taking: Mapping[int, Collection[str]],
    overwrite: bool,
) -> OfficeProposal:
    made = dict(_merged(standing, stood, wanted, taking=taking, overwrite=overwrite))
    changes = list(_changes(template, stood, wanted, made, left_out))
    given = {key: one.given for key, one in made.items()}
    if standing.plan is None:
        outcome = ProposalOutcome.CREATED if wanted else ProposalOutcome.UNCHANGED
    else:
        touched = any(row.what is not What.CHANGED or row.changed for row in changes)
        outcome = ProposalOutcome.CHANGED if touched else ProposalOutcome.UNCHANGED
    if outcome is ProposalOutcome.CHANGED and standing.plan is not None:
        reason = above.refusal(standing.plan)
        if reason is not None:
            return OfficeProposal(standing, ProposalOutcome.REFUSED, tuple(changes), reason)
    seats = _seats(template, standing, stood, made, left_out)
    whole = assembled(seats, before=standing.indicators)
    return OfficeProposal(standing, outcome, tuple(changes), None, whole, given)


def _merged(
    standing: OfficeStanding,
    stood: Mapping[int, Indicator],
    wanted: Mapping[int, PlacedRow],
    *,
    taking: Mapping[int, Collection[str]],
    overwrite: bool,
) -> Iterator[tuple[int, MergedRow]]:
    for key, row in wanted.items():
        if key not in stood:
            yield key, MergedRow(row, given_by(row), (), ())
            continue
        link = standing.links.get(key)
        yield (
            key,
            merged(
                standing.placed[stood[key].pk],
                row,
                given=link.given if link else {},
                taking=taking[key],
                overwrite=overwrite,
            ),
        )


def _changes(
    template: Template,
    stood: Mapping[int, Indicator],
    wanted: Mapping[int, PlacedRow],
    made: Mapping[int, MergedRow],
    left_out: Collection[int],
) -> Iterator[RowChange]:
    for row in template.rows:
        if row.key in wanted and row.key not in stood:
            yield RowChange(row.name, What.ADDED)
        elif row.key in left_out and row.key in stood:
            yield RowChange(row.name, What.REMOVED)
        elif row.key in made and (made[row.key].changed or made[row.key].conflicts):
            one = made[row.key]
            yield RowChange(row.name, What.CHANGED, one.changed, one.conflicts)


def _seats(
    template: Template,
    standing: OfficeStanding,
    stood: Mapping[int, Indicator],
    made: Mapping[int, MergedRow],
    left_out: Collection[int],
) -> Iterator[Seat]:
    """The template's rows in its order, then the office's own in theirs."""
    seated = set()
    for row in template.rows:
        stored = stood.get(row.key)
        if stored is not None:
            seated.add(stored.pk)
        if row.key in left_out:
            continue
        if (seat := _seat(row, stored, standing, made)) is not None:
            yield seat
    for indicator in standing.indicators:
        if indicator.pk not in seated:
            yield Seat(standing.placed[indicator.pk], stored=indicator)


def _seat(
    row: TemplateRow,
    stored: Indicator | None,
    standing: OfficeStanding,
    made: Mapping[int, MergedRow],
) -> Seat | None:
    if row.key in made:
        return Seat(made[row.key].row, row.key, row.home, stored)
    if stored is None:
        return None
    return Seat(standing.placed[stored.pk], row.key, row.home, stored)


def digest_of(proposals: Iterable[OfficeProposal], template: Template) -> str:
    """By which is seen whether what is confirmed is what was shown."""
    told = [
        [one.office.code, one.outcome, [_told(row) for row in one.rows]]
        for one in sorted(proposals, key=lambda one: one.office.code)
    ]
    text = json.dumps([template.draft.pk, template.revision, told], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _told(row: RowChange) -> list[object]:
    return [
        row.name,
        row.what,
        [[one.field, one.now, one.wanted] for one in row.changed],
        [[one.field, one.now, one.wanted] for one in row.conflicts],
    ]


def counted(proposals: Sequence[OfficeProposal]) -> dict[ProposalOutcome, int]:
    """How many offices there are of each outcome."""
    return {
        outcome: sum(one.outcome is outcome for one in proposals)
        for outcome in list(ProposalOutcome)
    }
