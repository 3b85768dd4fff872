"""What the fiscal years call the kinds of plan, for forms that ask for one."""

from __future__ import annotations

from functools import cached_property

from plans.choices import Choices
from plans.document.defaults import Kind, SchemeName
from plans.models import FiscalYear
from presentation.figures import sentence


class KnownYears:
    """The fiscal years, newest first: one query, when they are first asked for."""

    @cached_property
    def years(self) -> list[FiscalYear]:
        """All of them."""
        return list(FiscalYear.objects.all())

    def kinds(self, start: int | None = None) -> Choices:
        """Every kind of plan by what that year calls it; of no year, or one that is not there yet,
        by what the newest year does that gives it a name of its own.
        """
        return [(kind.value, self.name(kind, start)) for kind in Kind]

    def name(self, kind: Kind, start: int | None = None) -> str:
        """The same of one kind."""
        asked = (one for one in self.years if one.start == start)
        naming = (one for one in self.years if kind in one.names)
        year = next(asked, None) or next(naming, None)
        scheme = SchemeName.of(kind) if year is None else year.scheme(kind)
        return sentence(scheme.name)
