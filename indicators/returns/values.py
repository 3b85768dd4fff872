"""What is stored of a month's return, as plain values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import NamedTuple

from numerals import NIL, Figure, Value


class StoredCell(NamedTuple):
    """One cell of a monthly return: columns of ``Achievement``, which says what they are.

    A plan's year has some hundreds. As values they are read in a fraction of the time that as
    many rows of the model would take, and what is typed over one leaves it as it was.
    """

    indicator_id: int
    value: Value | None = None
    is_nil: bool = False
    remarks: str = ""
    reported_cumulative: Value | None = None
    reported_rate: Value | None = None
    reported_for: str = "{}"
    """As text, for hardly any cell is asked for it: ``printed_for``."""
    version: int = 0
    changed: str = ""
    """When, as ISO text: as seldom asked for: ``changed_at``."""
    changed_by_id: int | None = None

    @property
    def figure(self) -> Figure:
        """The cell as a value: a number or date, ``NIL``, or ``None``."""
        return NIL if self.is_nil else self.value

    @property
    def has_printed_figures(self) -> bool:
        """Whether the office printed a cumulative or a rate with it."""
        return self.reported_cumulative is not None or self.reported_rate is not None

    @property
    def printed_for(self) -> dict[str, str]:
        """The figures that those were printed for, canonical text by month."""
        found: dict[str, str] = json.loads(self.reported_for)
        return found

    @property
    def changed_at(self) -> datetime | None:
        """When it was written last; ``None`` of one that is not stored."""
        if not self.changed:
            return None
        at = datetime.fromisoformat(self.changed)
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def saying(self, figure: Figure, remarks: str) -> StoredCell:
        """The cell with another figure and other remarks."""
        value = None if figure is NIL else figure
        return self._replace(value=value, is_nil=figure is NIL, remarks=remarks)
