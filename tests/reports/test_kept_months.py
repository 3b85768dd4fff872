"""A month that was accepted stays as it was accepted: words, targets, scores and who signed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.audit.proof import unexplained
from indicators.periods.rescoring.services import rescore_plan
from indicators.periods.services import accept_report, return_report, submit_report
from indicators.returns.history import plan_history
from indicators.returns.models import Score
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import accept_return, reopen_return, submit_return
from numerals import Month
from offices.models import Role, User
from plans.kept.models import KeptPlan
from plans.models import Plan
from reports.paper import CumulativeBasis, PaperForm, PaperRequest
from reports.selectors.paper import paper_of_plan
from tests.cast import APRIL, JUNE, MAY, Cast, client_of, person
from tests.indicators.periods.cycle import accept_months, report, submit
from tests.indicators.periods.test_services import tomorrow
from tests.unguarded import unguarded

KHULNA = "/plans/khulna/2023-24/apa/"


def change_the_plan(cast: Cast) -> None:
    """A target, a weight and a title of 1.10.1 are corrected, and open months are scored anew."""
    plan = Plan.objects.get(pk=cast.plan.pk)
    with plan_history([plan], by=cast.administrator):
        row = cast.indicator("1.10.1")
        row.weight, row.title, row.target_100 = Decimal(9), "সংশোধিত সূচক", Decimal(1)
        row.save()
    rescore_plan(plan)


def paper(cast: Cast, month: Month, language: str = "bn") -> PaperRequest:
    return paper_of_plan(
        Plan.objects.get(pk=cast.plan.pk),
        form=PaperForm.EVALUATION,
        month=month,
        cumulative=CumulativeBasis.YEAR,
        language=language,  # type: ignore[arg-type]
    )


def promised(request: PaperRequest) -> list[object]:
    (entry,) = (one for one in request.document.indicators if one.row == "1.10.1")
    return [entry.title, entry.weight, entry.targets.t100]


@pytest.mark.once
@pytest.mark.parametrize("is_reported", [False, True])
@pytest.mark.parametrize("month", [APRIL, JUNE])
def test_accepted_month_prints_and_shows_what_it_was_accepted_with(
    cast: Cast, month: Month, is_reported: bool
) -> None:
    accept_months(cast)
    if is_reported:
        submit(cast)
    before, indicator = paper(cast, month), cast.indicator("1.10.1")
    change_the_plan(cast)

    after = paper(cast, month)
    pages = [
        client_of(cast.superior).get(f"{KHULNA}{address}")
        for address in (f"{month}/", f"{month}/review/", f"?month={month}")
    ]

    assert promised(after) == [indicator.title, indicator.weight, indicator.target_100]
    assert (after.document, after.score) == (before.document, before.score)
    for page in pages:
        assert indicator.title in page.text
        assert "1 indicator is different in the plan today." in page.text
        assert "সংশোধিত সূচক" in page.text
    (row,) = (one for one in pages[0].context["page"].rows if one.indicator.row == "1.10.1")
    assert row.indicator.target_100 == indicator.target_100
    assert list(unexplained(cast.plan)) == []


@pytest.mark.once
def test_month_that_is_not_accepted_goes_by_the_plan_of_today(cast: Cast) -> None:
    accept_months(cast, APRIL)
    change_the_plan(cast)

    assert promised(paper(cast, JUNE)) == ["সংশোধিত সূচক", Decimal(9), Decimal(1)]
    assert promised(paper(cast, APRIL))[0] != "সংশোধিত সূচক"


@pytest.mark.once
def test_accepted_month_is_scored_anew_by_what_it_was_accepted_with(cast: Cast) -> None:
    accept_months(cast)
    before = Score.objects.get(plan=cast.plan, month=JUNE)
    change_the_plan(cast)
    reopen_return(cast.monthly_return(MAY), reason="ভুল", until=tomorrow(), by=cast.superior)
    submit_return(cast.monthly_return(MAY), by=cast.officer, blanks_confirmed=True)

    after = Score.objects.get(plan=cast.plan, month=JUNE)
    assert (after.weighted, after.weight) == (before.weighted, before.weight)


def test_handed_in_and_accepted_again_it_goes_by_the_plan_of_then(cast: Cast) -> None:
    accept_months(cast)
    change_the_plan(cast)
    reopen_return(cast.monthly_return(JUNE), reason="ভুল", until=tomorrow(), by=cast.superior)
    assert promised(paper(cast, JUNE))[0] != "সংশোধিত সূচক"

    accept_months(cast, JUNE)

    assert promised(paper(cast, JUNE)) == ["সংশোধিত সূচক", Decimal(9), Decimal(1)]
    assert KeptPlan.objects.count() == 2


@pytest.mark.once
def test_earlier_months_of_a_kept_report_have_the_figures_that_it_kept(cast: Cast) -> None:
    """March is opened and changed after the quarter of April to June was handed in."""
    cast.save(Month(2024, 3), r1_1_1=3)
    accept_months(cast, Month(2024, 3), APRIL, MAY, JUNE)
    submit(cast)
    before = paper(cast, APRIL)
    reopen_return(
        cast.monthly_return(Month(2024, 3)), reason="ভুল", until=tomorrow(), by=cast.superior
    )
    cast.save(Month(2024, 3), r1_1_1=30)
    accept_months(cast, Month(2024, 3))

    after = paper(cast, APRIL)
    page = client_of(cast.officer).get(f"{KHULNA}{APRIL}/").context["page"]

    assert (after.document, after.score) == (before.document, before.score)
    (row,) = (one for one in page.rows if one.indicator.row == "1.1.1")
    assert row.earlier[-1] == Decimal(3)


def test_transfer_or_renaming_changes_no_old_paper(cast: Cast) -> None:
    head = person("chief", Role.HEAD, cast.khulna)
    User.objects.filter(pk=head.pk).update(name_bn="করিম", designation_bn="উপপরিচালক")
    for month in (APRIL, MAY, JUNE):
        submit_return(
            cast.monthly_return(month), by=User.objects.get(pk=head.pk), blanks_confirmed=True
        )
        accept_return(cast.monthly_return(month), by=cast.superior)
    submit_report(report(cast), by=User.objects.get(pk=head.pk))
    accept_report(report(cast), by=cast.superior)
    before = [paper(cast, month).signatories for month in (MAY, JUNE)]
    for signatories in before:
        assert (signatories[2].name, signatories[2].designation) == ("করিম", "উপপরিচালক")

    head.postings.all().delete()
    User.objects.update(name_bn="অন্য", designation_bn="অন্য", name_en="other")

    assert [paper(cast, month).signatories for month in (MAY, JUNE)] == before


def test_what_was_kept_is_sealed(cast: Cast) -> None:
    accept_months(cast, JUNE)
    assert list(unexplained(cast.plan)) == []

    kept = KeptPlan.objects.get()
    kept.said["objectives"][0]["title"] = "অন্য"
    with unguarded(KeptPlan):
        kept.save()

    assert [one.field for one in unexplained(cast.plan)] == ["kept"]


@pytest.mark.once
def test_returned_report_leaves_its_months_as_accepted(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    return_report(report(cast), reason="দেখুন", by=cast.superior)
    change_the_plan(cast)

    assert promised(paper(cast, MAY))[0] != "সংশোধিত সূচক"
    assert figures_of(cast.plan).monthly_returns[MAY].state == "accepted"
