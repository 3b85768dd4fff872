"""A quarter of a fiscal year, ``2023-24-Q4`` for April to June 2024."""

from __future__ import annotations

from dataclasses import dataclass

from numerals import FiscalYearSpan, Month


@dataclass(frozen=True, slots=True)
class Quarter:
    """The ``number``-th quarter, 1 to 4, counted from July."""

    year: FiscalYearSpan
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"{self.number} is no quarter; expected 1 to 4")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2023-24-Q4``. Raises ``ValueError`` for anything else."""
        year, _, number = text.upper().rpartition("-Q")
        if number not in ("1", "2", "3", "4"):
            raise ValueError(f"{text!r} is no quarter; expected such as 2023-24-Q4")
        return cls(FiscalYearSpan.parse(year), int(number))

    @property
    def months(self) -> tuple[Month, ...]:
        """Its three months, oldest first."""
        return self.year.months[3 * self.number - 3 : 3 * self.number]
