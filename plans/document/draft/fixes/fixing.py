"""What the fixes look at, and how one is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from numerals import Message
from plans.document.draft.applying import head_of
from plans.document.draft.changes import Change, SetCell, SetHead
from plans.document.draft.composed import codes_by_place, written
from plans.document.draft.document import Told
from plans.document.draft.problems import Fix
from plans.document.draft.values import DraftPlan, DraftRow
from plans.document.methods import Method
from plans.document.values import IndicatorEntry, ObjectiveEntry


@dataclass(frozen=True, slots=True)
class Fixing:
    """What the fixes look at: the draft, its document, the total that its weights should make."""

    draft: DraftPlan
    told: Told
    whole: Decimal | None
    office_names: Sequence[str]
    rows: Mapping[int, DraftRow]
    objectives: Mapping[int, ObjectiveEntry]
    indicators: Mapping[int, IndicatorEntry]
    codes: Mapping[int, str]

    @classmethod
    def of(
        cls, draft: DraftPlan, told: Told, *, whole: Decimal | None, office_names: Sequence[str]
    ) -> Fixing:
        """All that any fix needs, found once."""
        return cls(
            draft,
            told,
            whole,
            office_names,
            draft.by_key,
            {told.keys[one.row]: one for one in told.document.objectives if one.row in told.keys},
            {told.keys[one.row]: one for one in told.document.indicators},
            codes_by_place(draft),
        )

    def cell(self, key: int, name: str, text: str) -> tuple[Change, ...]:
        """The change that writes ``text``."""
        return (SetCell(key, name, text, self.rows[key].said(name)),)

    def head(self, name: str, text: str) -> tuple[Change, ...]:
        """The same above the rows."""
        return (SetHead(name, text, head_of(self.draft, name)),)

    def number(self, value: Decimal) -> str:
        """A number as the draft writes it."""
        return written(value, self.draft.language)

    def name(self, method: Method) -> str:
        """A method as the draft writes it."""
        return method.named[self.draft.language]


def fix(
    name: str, *, bn: str, en: str, why_bn: str, why_en: str, changes: tuple[Change, ...]
) -> Fix:
    """One fix: what it would do, why, and the changes that do it."""
    return Fix(name, Message(bn=bn, en=en), Message(bn=why_bn, en=why_en), changes)
