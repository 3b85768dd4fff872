"""Rules in force are those that the ledger was told of; the database refuses to change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.db import IntegrityError, transaction

from indicators.audit.proof_of_rules import unexplained_rules
from ledger.models import Change, ChangeSubject
from plans.document.defaults import Kind
from plans.models import FiscalYear, RuleSet, SectionRule
from plans.rules.services import begin_draft, discard_draft, put_in_force, save_draft
from tests.cast import Cast
from tests.unguarded import unguarded

NEW: Final = "2023-24/apa/2"


@pytest.fixture
def new_rules(cast: Cast) -> RuleSet:
    """The year's second version, put in force by the administrator under a name of its own."""
    draft = begin_draft(cast.plan.fiscal_year, Kind.APA, source=None)
    changed = save_draft(
        draft, {"scheme_bn": "জিপিএমএস", "scheme_en": "GPMS"}, [], revision=draft.revision
    )
    return put_in_force(
        changed, reason="পরিপত্র ৭", revision=changed.revision, by=cast.administrator
    )


def doubts() -> list[tuple[str, str]]:
    return [(one.plan, one.field) for one in unexplained_rules()]


def test_rules_in_force_are_told_of_with_their_reason(cast: Cast, new_rules: RuleSet) -> None:
    begin_draft(cast.plan.fiscal_year, Kind.INNOVATION, source=None)

    line = Change.objects.filter(subject=ChangeSubject.RULES, row=NEW).get()
    assert (line.by, line.reason) == (cast.administrator, "পরিপত্র ৭")
    assert doubts() == []


ALTERED: Final[dict[str, Callable[[RuleSet], object]]] = {
    "how it is scored": lambda rules: RuleSet.objects.filter(pk=rules.pk).update(cut_off=False),
    "a threshold": lambda rules: RuleSet.objects.filter(pk=rules.pk).update(odd_own_months=9),
    "the reason": lambda rules: RuleSet.objects.filter(pk=rules.pk).update(reason="অন্য"),
    "back to a draft": lambda rules: RuleSet.objects.filter(pk=rules.pk).update(is_draft=True),
}
OF_SECTIONS: Final[dict[str, Callable[[RuleSet], object]]] = {
    "a section": lambda _: SectionRule.objects.filter(rule_set__version=1).update(total=7),
    "a section taken away": lambda _: SectionRule.objects.filter(rule_set__version=1).delete(),
}


@pytest.mark.parametrize("alter", [*ALTERED.values(), *OF_SECTIONS.values()])
def test_database_refuses_to_change_rules_in_force(
    new_rules: RuleSet, alter: Callable[[RuleSet], object]
) -> None:
    with pytest.raises(IntegrityError, match="rules in force stay"), transaction.atomic():
        alter(new_rules)


@pytest.mark.once
@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_altered_rules_are_named(new_rules: RuleSet, alter: Callable[[RuleSet], object]) -> None:
    with unguarded(RuleSet):
        alter(new_rules)

    assert (NEW, "rules") in doubts()


@pytest.mark.once
@pytest.mark.parametrize("alter", OF_SECTIONS.values(), ids=OF_SECTIONS)
def test_altered_sections_are_named(new_rules: RuleSet, alter: Callable[[RuleSet], object]) -> None:
    with unguarded(SectionRule):
        alter(new_rules)

    assert ("2023-24/apa/1", "rules") in doubts()


@pytest.mark.once
def test_what_nobody_put_in_force_is_named(cast: Cast, new_rules: RuleSet) -> None:
    SectionRule.objects.create(rule_set=new_rules, code="x", position=9, title_bn="ক", title_en="x")
    RuleSet.objects.create(fiscal_year=cast.plan.fiscal_year, kind=Kind.APA, version=3)

    assert doubts() == [(NEW, "rules"), ("2023-24/apa/3", "rules")]


@pytest.mark.once
def test_another_name_of_the_years_plans_is_named(new_rules: RuleSet) -> None:
    FiscalYear.objects.filter(pk=new_rules.fiscal_year_id).update(names={})

    assert doubts() == [("2023-24", "names of plans")]


@pytest.mark.once
def test_draft_is_changed_and_discarded(cast: Cast) -> None:
    draft = begin_draft(cast.plan.fiscal_year, Kind.APA, source=None)

    changed = save_draft(draft, {"cut_off": False}, [], revision=draft.revision)
    discard_draft(changed, revision=changed.revision)

    assert doubts() == []
