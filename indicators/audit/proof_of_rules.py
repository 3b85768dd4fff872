"""Whether the year's rules in force are those that the ledger was told of."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.audit.doubts import Unexplained
from ledger.models import Change, ChangedField
from plans.models import FiscalYear, RuleSet
from plans.services.rule_history import rules_digest, rules_lines

_NAMES = "names of plans"


def unexplained_rules() -> Iterator[Unexplained]:
    """Rules that nobody put in force, that were altered since or are gone; names of plans that
    are not those of their rules: four queries.
    """
    told = {line.row: line for line in rules_lines()}
    stored = RuleSet.objects.in_force().prefetch_related("sections").order_by("version")
    in_force = {rules.name: rules for rules in stored}
    for name in sorted({*told, *in_force}):
        line, rules = told.get(name), in_force.get(name)
        found = rules_digest(rules) if rules else None
        if line is None or line.digest != found:
            yield _doubt(name, line, found)
    for year in FiscalYear.objects.order_by("start"):
        chosen = {
            rules.kind: rules.scheme.data
            for rules in in_force.values()
            if rules.fiscal_year_id == year.pk and rules.at is not None
        }
        if year.names != chosen:
            yield Unexplained(year.label, "", "", _NAMES, str(chosen), str(year.names))


def _doubt(name: str, line: Change | None, found: str | None) -> Unexplained:
    return Unexplained(
        plan=name,
        month="",
        row="",
        field=ChangedField.RULES.value,
        told=None if line is None else f"{line.digest}, by {line.by_id}, at {line.at:%Y-%m-%d}",
        stored=found,
        by="" if line is None else str(line.by or ""),
    )
