"""The year's rules are begun as a draft, changed, put in force or discarded.

What other rules make of stored scores ``indicators.periods.rescoring`` knows, and calls these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledger.services import record
from offices.models import User
from plans.models import FiscalYear, RuleSet, SectionRule
from plans.services.rule_history import rules_change
from plans.services.rules import add_version, ensure_rule_set


class RulesChanged(Exception):
    """Somebody else changed the draft, put it in force or discarded it."""


@transaction.atomic
def begin_draft(fiscal_year: FiscalYear, kind: str, *, source: RuleSet | None) -> RuleSet:
    """The draft of the year's rules of a kind; a copy of ``source`` if none is begun yet.

    Without a source it is a copy of the year's own, which are made with the defaults.
    """
    FiscalYear.objects.select_for_update(no_key=True).get(pk=fiscal_year.pk)
    begun = RuleSet.objects.filter(fiscal_year=fiscal_year, kind=kind, is_draft=True).first()
    if begun is not None:
        return begun
    chosen = source or ensure_rule_set(fiscal_year=fiscal_year, kind=kind)
    return add_version(chosen, year=fiscal_year, is_draft=True)


@transaction.atomic
def save_draft(
    draft: RuleSet,
    values: Mapping[str, Any],
    sections: Sequence[Mapping[str, Any]],
    *,
    revision: int,
) -> RuleSet:
    """Write the draft anew: its fields, and its sections in their order.

    Raises ``RulesChanged`` if it is no longer the draft of that ``revision``.
    """
    stored = _locked(draft, revision)
    for name, value in values.items():
        setattr(stored, name, value)
    stored.revision = revision + 1
    stored.save()
    stored.sections.all().delete()
    SectionRule.objects.bulk_create(
        SectionRule(rule_set=stored, position=position, **section)
        for position, section in enumerate(sections, start=1)
    )
    return stored


@transaction.atomic
def put_in_force(draft: RuleSet, *, reason: str, revision: int, by: User) -> RuleSet:
    """Let the draft be the newest rules of its year and kind; from now on it stays as it is.

    Whoever calls it scores the plans by it. Raises ``ValueError`` without a reason, and
    ``RulesChanged``.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    rules = _locked(draft, revision)
    rules.is_draft, rules.reason, rules.by = False, reason.strip(), by
    rules.at = timezone.now()
    rules.save(update_fields=["is_draft", "reason", "by", "at"])
    year = FiscalYear.objects.select_for_update(no_key=True).get(pk=rules.fiscal_year_id)
    year.names = {**year.names, rules.kind: rules.scheme.data}
    year.save(update_fields=["names"])
    record([rules_change(rules)])
    return rules


@transaction.atomic
def discard_draft(draft: RuleSet, *, revision: int) -> None:
    """Throw the draft away. Raises ``RulesChanged``."""
    _locked(draft, revision).delete()


def _locked(draft: RuleSet, revision: int) -> RuleSet:
    stored = RuleSet.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if stored is None or not stored.is_draft or stored.revision != revision:
        raise RulesChanged
    return stored
