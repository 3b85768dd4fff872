"""A template as a value: the rows of its draft by their keys, and whose and of what year it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from numerals import Expects, FiscalYearSpan, Message
from offices.models import Office
from plans.addresses import PlanAddress
from plans.document.cascading import Numbers, PlacedRow
from plans.document.draft.document import Told, document_of
from plans.document.draft.findings import stated_total
from plans.document.reader.cells import expected_kind
from plans.document.values import PlanDocument
from plans.workshop.models import Draft
from plans.workshop.selectors import NO_INDICATORS, NO_KIND, NO_OFFICE, NO_YEAR


class Incomplete(Exception):
    """What a template lacks before anything can be made by it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row; ``home`` tells rows of the same objective and activity, ``expects`` its targets.

    ``above`` are the keys of its objective's and activity's rows, where it has them.
    """

    key: int
    above: tuple[int | None, int | None]
    placed: PlacedRow
    home: tuple[int, int]
    expects: Expects

    @property
    def numbers(self) -> Numbers:
        """The weight and targets that stand in the template itself."""
        return Numbers(self.placed.entry.weight, self.placed.entry.targets)

    @property
    def name(self) -> str:
        """What the row goes by: code and words."""
        entry = self.placed.entry
        return f"{entry.code} {entry.title}".strip() if entry.code else entry.title


@dataclass(frozen=True)  # without slots, for what is reckoned once
class Template:
    """A template at one revision."""

    draft: Draft
    office: Office
    year: FiscalYearSpan
    kind: str
    document: PlanDocument
    rows: tuple[TemplateRow, ...]
    total: Decimal | None

    @property
    def at(self) -> PlanAddress:
        """How commands name it: ``headoffice/2024-25/apa``."""
        return PlanAddress(self.office.code, self.year, self.kind)

    @property
    def revision(self) -> int:
        """How often it was changed."""
        return self.draft.revision

    @cached_property
    def by_key(self) -> Mapping[int, TemplateRow]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """The keys of the rows by their names in the document."""
        return {row.placed.entry.row: row.key for row in self.rows}


def template_of(draft: Draft) -> Template:
    """The template that a draft is. Raises ``Incomplete`` without office, year, kind or rows."""
    told = document_of(draft.value)
    document = told.document.promised()
    year, office = draft.span, draft.office
    if office is None:
        raise Incomplete(NO_OFFICE)
    if year is None:
        raise Incomplete(NO_YEAR)
    if not draft.kind:
        raise Incomplete(NO_KIND)
    rows = tuple(_rows(document, told))
    if not rows:
        raise Incomplete(NO_INDICATORS)
    total = stated_total(draft.value)
    return Template(draft, office, year, draft.kind, document, rows, total)


def _rows(document: PlanDocument, told: Told) -> Iterator[TemplateRow]:
    for home, placed in placed_rows(document):
        entry = placed.entry
        bare = replace(entry, baselines={}, projections={})
        yield TemplateRow(
            key=told.keys[entry.row],
            above=(
                told.keys.get(placed.objective.row),
                told.activities.get(placed.activity.indicators[0].row),
            ),
            placed=replace(placed, entry=bare),
            home=home,
            expects=expected_kind(unit=entry.unit, method=entry.method),
        )


def placed_rows(document: PlanDocument) -> Iterator[tuple[tuple[int, int], PlacedRow]]:
    """Every indicator with what it stands under, and the number of that objective and activity."""
    for first, objective in enumerate(document.objectives):
        for second, activity in enumerate(objective.activities):
            for entry in activity.indicators:
                yield (first, second), PlacedRow(objective, activity, entry)
