"""The names that rows go by in findings: a code, or the place where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Names:
    """Gives each name out once: ``2.1``, and to the next row of that name ``2.1/2``."""

    _taken: set[str] = field(default_factory=set)

    def of_objective(self, *, code: str | None, section: str) -> str:
        """The name of an objective: its code, its section's without one; ``-2`` to the next."""
        return self._unique(code or section, mark="-")

    def of_indicator(self, *, code: str | None, section: str, activity: str) -> str:
        """The name of an indicator: its code, ``section/activity`` without one.

        ``activity`` is the activity's code, or its number within the section.
        """
        return self._unique(code or f"{section}/{activity}", mark="/")

    def _unique(self, name: str, *, mark: str) -> str:
        unique, count = name, 1
        while unique in self._taken:
            count += 1
            unique = f"{name}{mark}{count}"
        self._taken.add(unique)
        return unique
