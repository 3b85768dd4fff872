"""What the pages of templates show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numerals import Message, figure_of
from plans.cascade.differences import WHOLE_ROW, FieldGroup
from plans.cascade.proposing import OfficeProposal, ProposalOutcome, RowChange, What, counted
from plans.cascade.selectors import OfficeStanding
from plans.cascade.template import Template
from plans.document.cascading import OWN, FieldShift, label_of
from plans.document.defaults import SECTION_NAMES, Kind
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from presentation.figures import digits, figure, sentence

_WORDS: dict[str, type[Enum]] = {"method": Method, "frequency": Frequency, "linked": Kind}
_WHATS = {
    What.ADDED: gettext_lazy("comes"),
    What.REMOVED: gettext_lazy("goes"),
    What.CHANGED: gettext_lazy("changes"),
}


@dataclass(frozen=True, slots=True)
class ShownShift:
    """One field that changes, in words."""

    label: str
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row that changes, in words."""

    name: str
    what: str
    changed: Sequence[ShownShift]
    conflicts: Sequence[ShownShift]


@dataclass(frozen=True, slots=True)
class ShownOffice:
    """What becomes of one office's plan, in words."""

    proposal: OfficeProposal
    rows: Sequence[ShownRow]

    @property
    def has_conflicts(self) -> bool:
        """Whether the office changed anything itself that is to say something else."""
        return bool(self.proposal.conflicts)

    @property
    def row_count(self) -> int:
        """How many rows a new plan has."""
        return len(self.proposal.rows)


@dataclass(frozen=True, slots=True)
class CascadeSummary:
    """How many offices there are of each outcome."""

    created: int
    changed: int
    unchanged: int
    refused: int
    conflicts: int

    @property
    def does_anything(self) -> bool:
        """Whether there is anything to be sent."""
        return bool(self.created or self.changed or self.conflicts)


def summary_of(proposals: Sequence[OfficeProposal]) -> CascadeSummary:
    """The counts of the proposals."""
    counts = counted(proposals)
    return CascadeSummary(
        created=counts[ProposalOutcome.CREATED],
        changed=counts[ProposalOutcome.CHANGED],
        unchanged=counts[ProposalOutcome.UNCHANGED],
        refused=counts[ProposalOutcome.REFUSED],
        conflicts=sum(bool(one.conflicts) for one in proposals),
    )


def shown_offices(proposals: Iterable[OfficeProposal]) -> list[ShownOffice]:
    """Every office with its rows that change, those without any last."""
    order = [
        ProposalOutcome.REFUSED,
        ProposalOutcome.CHANGED,
        ProposalOutcome.CREATED,
        ProposalOutcome.UNCHANGED,
    ]
    ordered = sorted(proposals, key=lambda one: (order.index(one.outcome), not one.conflicts))
    return [ShownOffice(one, _rows(one)) for one in ordered]


def _rows(proposal: OfficeProposal) -> list[ShownRow]:
    if proposal.outcome is ProposalOutcome.CREATED:
        return []
    return [_row(row) for row in proposal.rows]


def _row(row: RowChange) -> ShownRow:
    written = {one.field for one in row.changed}
    return ShownRow(
        name=digits(row.name),
        what=str(_WHATS[row.what]),
        changed=[shown_shift(one) for one in row.changed],
        conflicts=[shown_shift(one) for one in row.conflicts if one.field not in written],
    )


def shown_shift(shift: FieldShift) -> ShownShift:
    """A field that changes, in words."""
    return ShownShift(
        sentence(label_of(shift.field)).capitalize(),
        shown(shift.field, shift.now),
        shown(shift.field, shift.wanted),
    )


def shown(name: str, text: str) -> str:
    """What a field says, for its reader; a dash for nothing."""
    if not text:
        return "–"
    if name in OWN:
        return figure(figure_of(text))
    if name in _WORDS:
        return sentence(_WORDS[name](text).label)  # type: ignore[attr-defined]
    if name == "evidence_required":
        return _("yes")
    if name == "objective.section":
        named = SECTION_NAMES.get(text)
        return sentence(named) if named else text
    return digits(text) if name.endswith("code") else text


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Offices that say the same otherwise than the template, in words."""

    group: FieldGroup
    label: str
    now: str
    wanted: str
    is_row: bool


def shown_groups(groups: Iterable[FieldGroup]) -> list[ShownGroup]:
    """The groups in words."""
    return [
        ShownGroup(
            one,
            "" if one.field == WHOLE_ROW else sentence(label_of(one.field)).capitalize(),
            shown(one.field, one.now),
            shown(one.field, one.wanted),
            one.field == WHOLE_ROW,
        )
        for one in groups
    ]


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office below a template: its plan, and how it stands to the template."""

    standing: OfficeStanding
    behind: int
    own: int
    is_frozen: bool

    @property
    def office(self) -> object:
        """The office."""
        return self.standing.office


def name_of(template: Template) -> str:
    """What a template goes by: kind and year."""
    kind: Message = Kind(template.kind).label
    return f"{sentence(kind)} {digits(template.year)}"
