"""The database itself keeps an agreed plan as it was agreed, and rules in force as they are:
triggers on the tables of their rows, and on those of files that plans were read from.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Model

from ledger.guards import WhileItHolds, changed
from plans.models import PROMISED_FIELDS, RuleSet, SectionRule

REFUSAL: Final = "an agreed plan stays as it was agreed"

_FROZEN: Final = "EXISTS (SELECT 1 FROM plans_plan WHERE id = {plan} AND agreed_version = version)"


_ANY_AGREED: Final = "EXISTS (SELECT 1 FROM plans_plan WHERE agreed_version = version)"
_SINCE_AGREED: Final = ("plans_plan", "agreed_version")


def _of_rows(table: str, name: str, plan: str, promised: tuple[str, ...]) -> WhileItHolds:
    """The guard of a table of rows; ``plan`` says whose a ``{row}`` is."""

    def frozen(row: str) -> str:
        return _FROZEN.format(plan=plan.format(row=row))

    other = f"EXISTS (SELECT 1 FROM {table} other WHERE other.id = NEW.id AND {frozen('other')})"  # noqa: S608
    is_changed = changed("id", *promised)
    return WhileItHolds(
        table=table,
        name=name,
        refusal=REFUSAL,
        inserted=frozen("NEW"),
        updated=f"({is_changed}) AND ({frozen('OLD')} OR {frozen('NEW')} OR {other})",
        deleted=frozen("OLD"),
        replaced=other,
        emptied=_ANY_AGREED,
        since=_SINCE_AGREED,
    )


RULES_STAY: Final = "rules in force stay as they are"
_IN_FORCE: Final = "EXISTS (SELECT 1 FROM plans_ruleset WHERE id = {rules} AND NOT is_draft)"
_ANY_IN_FORCE: Final = "EXISTS (SELECT 1 FROM plans_ruleset WHERE NOT is_draft)"


_SETTLED: Final = "{row}.state IN ('kept', 'proposed')"
_USED: Final = (
    "(EXISTS (SELECT 1 FROM plans_draft WHERE file_id = {file}) "
    "OR EXISTS (SELECT 1 FROM plans_plansource WHERE file_id = {file}))"
)


def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.concrete_fields)


_PLAN: Final = ("id", "office_id", "fiscal_year_id", "kind", "title", "heading", "total_weight")

GUARDS: Final = (
    _of_rows(
        "plans_objective",
        "agreed_objectives",
        "{row}.plan_id",
        ("plan_id", "position", "section", "code", "title", "weight"),
    ),
    _of_rows(
        "plans_activity",
        "agreed_activities",
        "(SELECT plan_id FROM plans_objective WHERE id = {row}.objective_id)",
        ("objective_id", "position", "code", "title"),
    ),
    _of_rows(
        "plans_indicator",
        "agreed_indicators",
        "{row}.plan_id",
        ("plan_id", "activity_id", "position", "row", "dropped_in", *PROMISED_FIELDS),
    ),
    _of_rows(
        "plans_agreementpart",
        "agreed_parts",
        "{row}.plan_id",
        ("plan_id", "part", "text", "rows"),
    ),
    WhileItHolds(
        table="plans_plan",
        name="agreed_plans",
        refusal=REFUSAL,
        updated=(
            f"(OLD.agreed_version = OLD.version AND ({changed(*_PLAN)})) "
            "OR NEW.agreed_version < OLD.agreed_version OR NEW.version < OLD.version "
            "OR (NEW.agreed_version > OLD.agreed_version AND NEW.agreed_version <> NEW.version)"
        ),
        deleted="OLD.agreed_version > 0",
        replaced=(
            "EXISTS (SELECT 1 FROM plans_plan other WHERE other.agreed_version > 0 AND "
            "(other.id = NEW.id OR (other.office_id = NEW.office_id AND other.kind = NEW.kind "
            "AND other.fiscal_year_id = NEW.fiscal_year_id AND other.version = NEW.version)))"
        ),
        emptied=_ANY_AGREED,
        since=_SINCE_AGREED,
    ),
    WhileItHolds(
        table="plans_ruleset",
        name="rules_in_force",
        refusal=RULES_STAY,
        updated=f"NOT OLD.is_draft AND ({changed(*_columns(RuleSet))})",
        deleted="NOT OLD.is_draft",
        replaced=(
            "EXISTS (SELECT 1 FROM plans_ruleset other WHERE NOT other.is_draft AND "
            "(other.id = NEW.id OR (other.fiscal_year_id = NEW.fiscal_year_id "
            "AND other.kind = NEW.kind AND other.version = NEW.version)))"
        ),
        emptied=_ANY_IN_FORCE,
        since=("plans_ruleset", "is_draft"),
    ),
    WhileItHolds(
        table="plans_sectionrule",
        name="sections_in_force",
        refusal=RULES_STAY,
        updated=(
            f"({changed(*_columns(SectionRule))}) AND "
            f"({_IN_FORCE.format(rules='OLD.rule_set_id')} "
            f"OR {_IN_FORCE.format(rules='NEW.rule_set_id')})"
        ),
        deleted=_IN_FORCE.format(rules="OLD.rule_set_id"),
        replaced=(
            "EXISTS (SELECT 1 FROM plans_sectionrule other "
            "JOIN plans_ruleset rules ON rules.id = other.rule_set_id "
            "WHERE NOT rules.is_draft AND (other.id = NEW.id "
            "OR (other.rule_set_id = NEW.rule_set_id AND other.code = NEW.code)))"
        ),
        emptied=_ANY_IN_FORCE,
        since=("plans_ruleset", "is_draft"),
    ),
    WhileItHolds(
        table="plans_amendment",
        name="amendments",
        refusal="what an amendment began from stays",
        updated=changed(
            *("id", "plan_id", "from_version", "draft_id", "base", "begun_at", "begun_by_id")
        ),
        deleted="OLD.id IS NOT NULL",
        replaced=(
            "EXISTS (SELECT 1 FROM plans_amendment other "
            "WHERE other.id = NEW.id OR other.draft_id = NEW.draft_id)"
        ),
        since=("plans_amendment", "base"),
    ),
    # A draft that was kept or proposed stays; which rows it was made of never changes.
    WhileItHolds(
        table="plans_draft",
        name="proposed_drafts",
        refusal="a draft stays as it was proposed or kept",
        updated=(
            f"(OLD.state = NEW.state AND {_SETTLED.format(row='OLD')} "
            f"AND ({changed('document', 'revision')})) "
            f"OR (OLD.plan_id = NEW.plan_id AND ({changed('identities')}))"
        ),
        deleted=_SETTLED.format(row="OLD"),
        replaced=(
            "EXISTS (SELECT 1 FROM plans_draft other WHERE other.id = NEW.id "
            "AND other.state IN ('kept', 'proposed'))"
        ),
        since=("plans_draft", "identities"),
    ),
    # What came stays as it came; a file that nothing was made of is thrown away after a month.
    WhileItHolds(
        table="plans_broughtfile",
        name="brought_files",
        refusal="a file stays as it was brought",
        updated=changed(
            *("id", "name", "sha256", "size", "content", "brought_by_id", "brought_at")
        ),
        deleted=_USED.format(file="OLD.id"),
        replaced=(
            "EXISTS (SELECT 1 FROM plans_broughtfile other WHERE other.id = NEW.id OR "
            "(other.brought_by_id = NEW.brought_by_id AND other.sha256 = NEW.sha256))"
        ),
        emptied="EXISTS (SELECT 1 FROM plans_draft WHERE file_id IS NOT NULL)",
        since=("plans_broughtfile", "sha256"),
    ),
)
"""Those of a plan and its rows, where what is not promised (frozen months, links) stays free;
those of the rules of a year; of what amendments began from, and of the files that plans were
read from.
"""
