"""The year's rules: a draft is begun, changed, looked at, put in force."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from indicators.periods.rescoring.effects import effect_of
from ledger.models import Change, ChangedField
from numerals import FiscalYearSpan
from offices.models import Office
from plans.document.checks import check
from plans.document.defaults import Kind, Mode
from plans.models import FiscalYear, Plan, RuleSet
from plans.rules.forms import RulesForm
from plans.rules.selectors import check_settings, kinds_not_made
from plans.rules.services import RulesChanged, begin_draft, put_in_force, save_draft
from plans.services import ensure_fiscal_year, ensure_rule_set
from plans.services.rules import add_version, rules_in_use, rules_of_new_plan
from plans.workshop.forms import AddressForm
from tests.cast import Cast, agreement, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2024, 7, 1)


def typed(draft: RuleSet, **changes: str) -> dict[str, str]:
    """What the page of the draft sends where nothing else is typed."""
    fields = {
        "revision": str(draft.revision),
        "lines": "2",
        "soft_percent": str(draft.soft_percent),
        "score_places": str(draft.score_places),
        "interpolation": draft.interpolation,
        "cut_off": "on",
        "is_offered": "on",
        "entry_before_agreed": "on",
        **{name: str(getattr(draft, name)) for name in RuleSet.threshold_names()},
        "save": "1",
    }
    for number, section in enumerate(draft.sections.all()):
        fields |= {
            f"section-{number}-code": section.code,
            f"section-{number}-title_bn": section.title_bn,
            f"section-{number}-title_en": section.title_en,
            f"section-{number}-mode": section.mode,
        }
    return {**fields, **changes}


def begun(cast: Cast) -> RuleSet:
    year = cast.plan.fiscal_year
    return begin_draft(year, Kind.APA, source=cast.plan.rule_set)


def page(draft: RuleSet, name: str = "plans:rules-draft") -> str:
    year = str(FiscalYearSpan(draft.fiscal_year_id))
    return reverse(name, kwargs={"year": year, "kind": draft.kind})


def test_every_rule_that_can_be_set_is_asked_once_on_the_drafts_page() -> None:
    form = RulesForm()
    drawn = [one.name for _heading, fields in form.groups for one in fields]
    drawn += [one.name for one in (*form.tiers, *form.thresholds)]

    assert sorted(drawn) == sorted(form.fields)
    editable = {one.name for one in RuleSet._meta.fields if one.editable and not one.primary_key}
    # Each has fields of its own, of year and kind there is no choice.
    assert editable - set(drawn) == {"fiscal_year", "kind", "version", "tier_names", "grades"}


def test_draft_copies_what_it_begins_from_and_counts_for_nobody(cast: Cast) -> None:
    before = cast.plan.rule_set
    draft = begun(cast)

    assert draft.is_draft
    assert draft.version == before.version + 1
    assert [one.code for one in draft.sections.all()] == [one.code for one in before.sections.all()]
    assert ensure_rule_set(fiscal_year=cast.plan.fiscal_year, kind=Kind.APA) == before
    assert rules_of_new_plan(fiscal_year=cast.plan.fiscal_year, kind=Kind.APA) == before
    assert begun(cast) == draft


def test_next_year_begins_from_this_years_rules(cast: Cast) -> None:
    rules = add_version(cast.plan.rule_set, soft_percent=Decimal(8))
    coming = ensure_fiscal_year(FiscalYearSpan(cast.plan.fiscal_year_id + 1))
    draft = begin_draft(coming, Kind.APA, source=rules)
    assert (draft.fiscal_year, draft.version, draft.soft_percent) == (coming, 1, Decimal(8))
    # A plan that is made meanwhile goes by the usual rules, not by the draft.
    assert rules_in_use(year=coming.start, kind=Kind.APA) is None
    assert rules_of_new_plan(fiscal_year=coming, kind=Kind.APA).version == 2


def test_stale_draft_is_not_written_over(cast: Cast) -> None:
    draft = begun(cast)
    sections = [{"code": "one", "title_bn": "এক", "title_en": "One", "mode": Mode.TIERS}]
    saved = save_draft(draft, {"total": Decimal(50)}, sections, revision=draft.revision)
    assert saved.revision == draft.revision + 1
    with pytest.raises(RulesChanged):
        save_draft(draft, {"total": Decimal(25)}, sections, revision=draft.revision)
    assert [one.code for one in saved.sections.all()] == ["one"]


def test_rules_in_force_stay_as_they_are(cast: Cast) -> None:
    draft = begun(cast)
    rules = put_in_force(draft, reason="Circular 7", revision=draft.revision, by=cast.administrator)
    assert (rules.is_draft, rules.reason, rules.by) == (False, "Circular 7", cast.administrator)
    with pytest.raises(RulesChanged):
        save_draft(rules, {}, [], revision=rules.revision)
    with pytest.raises(ValueError, match="reason"):
        put_in_force(begun(cast), reason=" ", revision=1, by=cast.administrator)


def test_page_keeps_the_draft_and_names_what_is_wrong(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    draft = begun(cast)
    wrong = client.post(page(draft), typed(draft, total="abc", scheme_bn="নতুন পদ্ধতি"))
    assert wrong.status_code == 422
    assert 'value="নতুন পদ্ধতি"' in wrong.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1

    kept = client.post(page(draft), typed(draft, total="৫০", scheme_en="New scheme"))
    assert kept.status_code == 302
    draft.refresh_from_db()
    assert (draft.total, draft.scheme_en, draft.revision) == (Decimal(50), "New scheme", 2)

    stale = client.post(page(draft), typed(draft, revision="1", total="25"))
    assert stale.status_code == 409
    draft.refresh_from_db()
    assert draft.total == Decimal(50)


@pytest.mark.parametrize(
    "change",
    [
        {"section-0-code": ""},
        {"section-0-title_en": ""},
        {"section-1-code": "strategic", "section-1-title_bn": "ক", "section-1-title_en": "K"},
        {"soft_percent": "99"},
        {"interpolation": "cubic"},
        {"odd_own_months": "x"},
    ],
)
def test_draft_that_cannot_stand_is_refused(
    cast: Cast, client: Client, change: dict[str, str]
) -> None:
    client.force_login(cast.administrator)
    draft = begun(cast)
    assert client.post(page(draft), typed(draft, **change)).status_code == 422


def test_sections_can_be_added_and_taken_away(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    draft = begun(cast)
    more = {
        "lines": "3",
        "section-2-code": "reform",
        "section-2-title_bn": "সংস্কার",
        "section-2-title_en": "Reform",
        "section-2-mode": "deadline",
        "section-2-total": "৩০",
    }
    assert client.post(page(draft), typed(draft, **more)).status_code == 302
    added = draft.sections.get(code="reform")
    assert (added.mode, added.total) == (Mode.DEADLINE, Decimal(30))


def test_effect_is_seen_and_then_put_in_force(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    cast.save(r1_1_1=3)
    draft = begun(cast)
    sent = typed(draft, interpolation="step", scheme_bn="সরকারি পদ্ধতি", scheme_en="The new scheme")
    there = client.post(page(draft), {**sent, "effect": "1"})
    assert there["Location"] == page(draft, "indicators:rules-effect")
    draft.refresh_from_db()
    effect = effect_of(draft)
    assert (effect.plans, effect.staying) == (2, ())
    shown = client.get(there["Location"])
    assert shown.status_code == 200
    cast.plan.refresh_from_db()
    assert cast.plan.rule_set_id != draft.pk

    without = client.post(there["Location"], {"revision": draft.revision, "reason": ""})
    stale = client.post(there["Location"], {"revision": 1, "reason": "Circular"})
    assert (without.status_code, stale.status_code) == (422, 409)

    done = client.post(there["Location"], {"revision": draft.revision, "reason": "Circular 7"})
    assert done.status_code == 302
    cast.plan.refresh_from_db()
    assert cast.plan.rule_set_id == draft.pk
    line = Change.objects.filter(plan=cast.plan, field=ChangedField.RULES).first()
    assert line is not None
    assert (line.reason, line.by) == ("Circular 7", cast.administrator)
    assert FiscalYear.objects.get(pk=draft.fiscal_year_id).scheme("apa").name.en == "The new scheme"
    assert client.get(there["Location"]).status_code == 404


def test_draft_can_be_discarded(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    draft = begun(cast)
    client.post(page(draft), {"discard": "1", "revision": draft.revision})
    assert not RuleSet.objects.filter(is_draft=True).exists()


def test_year_page_begins_a_draft_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    year = reverse("plans:year-rules", kwargs={"year": str(cast.plan.span)})
    assert client.get(year).status_code == 200
    for _ in range(2):
        assert client.post(year, {"kind": "integrity", "of": "this-year"}).status_code == 302
    assert RuleSet.objects.filter(kind="integrity", is_draft=True).count() == 1
    assert client.post(year, {"kind": "nonsense"}).status_code == 404


def test_plans_are_checked_by_the_rules_in_force(cast: Cast) -> None:
    draft = begun(cast)
    sections = [
        {
            "code": "governance",
            "title_bn": "সুশাসন",
            "title_en": "Governance",
            "mode": Mode.PROPORTIONAL,
            "total": Decimal(25),
        }
    ]
    values = {"total": Decimal(50), "soft_percent": Decimal(8)}
    saved = save_draft(draft, values, sections, revision=draft.revision)
    start = cast.plan.fiscal_year_id
    assert check_settings(start, Kind.APA, today=TODAY).ruled_total is None

    put_in_force(saved, reason="Circular 7", revision=saved.revision, by=cast.administrator)

    settings = check_settings(start, Kind.APA, today=TODAY)
    assert (settings.ruled_total, settings.soft_share) == (Decimal(50), Decimal("0.08"))
    assert settings.section_totals == {"governance": Decimal(25)}
    found = check(agreement(), settings=settings)
    assert "section-total-mismatch" in {problem.rule for problem in found}


def test_kind_that_a_year_does_not_make_is_refused(cast: Cast) -> None:
    draft = begin_draft(cast.plan.fiscal_year, Kind.CHARTER, source=None)
    sections = [{"code": "one", "title_bn": "এক", "title_en": "One", "mode": Mode.TIERS}]
    saved = save_draft(draft, {"is_offered": False}, sections, revision=draft.revision)
    put_in_force(saved, reason="Circular 7", revision=saved.revision, by=cast.administrator)

    assert kinds_not_made(cast.plan.fiscal_year_id) == {Kind.CHARTER}
    form = AddressForm(
        {"office": "khulna", "year": str(cast.plan.span), "kind": "charter"},
        offices=Office.objects.all(),
    )
    assert list(form.errors) == ["kind"]


def test_name_of_the_scheme_is_the_years_everywhere(cast: Cast) -> None:
    year = cast.plan.fiscal_year
    year.names = {"apa": ["নতুন পদ্ধতি", "New scheme", "এনএস", "NS"]}
    year.save()
    plan = Plan.objects.select_related("fiscal_year").get(pk=cast.plan.pk)
    assert plan.fiscal_year.scheme("apa").on_paper.en == "New scheme (NS)"
    with override("en"):
        assert plan.get_kind_display() == "New scheme"
    client = client_of(cast.officer)
    for address in (f"/plans/{plan.address}/", f"/plans/{plan.address}/2024-06/"):
        page = client.get(address).content.decode()
        assert "New scheme" in page or "নতুন পদ্ধতি" in page


def test_what_was_typed_over_a_draft_that_is_gone_leads_to_the_year(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.administrator)
    draft = begun(cast)

    def too_late(*_args: object, **_values: object) -> None:
        draft.delete()
        raise RulesChanged

    monkeypatch.setattr("plans.rules.views.save_draft", too_late)

    answer = client.post(page(draft), typed(draft))

    assert answer["Location"] == reverse("plans:year-rules", kwargs={"year": "2023-24"})
