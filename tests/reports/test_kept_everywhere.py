"""A year from its months to its evaluation: wherever one of its figures is shown, it is the same.

Afterwards a target is corrected and the rules are newer; what was handed in stays what it was.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from indicators.audit.proof import unexplained
from indicators.periods.evaluation.services import Judgement, evaluate
from indicators.periods.rescoring.services import adopt_rules, rescore_plan
from indicators.periods.services import accept_report, return_report
from indicators.returns.history import plan_history
from indicators.returns.models import Score
from numerals import NIL
from plans.models import Plan
from plans.services.rules import add_version
from reports.paper import CumulativeBasis, PaperForm, PaperRequest
from reports.paper.heading import heading_of
from reports.paper.table import PaperTotal, table_of
from reports.selectors.paper import paper_of_plan
from tests.cast import JUNE, Cast, client_of
from tests.indicators.periods.cycle import Q4, YEAR, accept_months, report, submit
from tests.reports.paper.reading import grid, printed_pages

DASHBOARD = "/dashboard/?year=2023-24&month=2024-06&kind=apa&basis=reported"
EVALUATION = "/plans/khulna/2023-24/apa/evaluation/"
QUARTER = "/plans/khulna/2023-24/apa/quarter-4/"


@pytest.fixture
def final(cast: Cast) -> Cast:
    """Khulna's quarter is accepted; of its year 0 is recognised for 3.1.1, nothing for 2.3.2."""
    accept_months(cast)
    submit(cast)
    accept_report(report(cast), by=cast.superior)
    submit(cast, YEAR)
    judgements = {
        cast.indicator("3.1.1").pk: Judgement(Decimal(0), "প্রমাণক নেই"),
        cast.indicator("2.3.2").pk: Judgement(NIL, "আওতার বাইরে"),
    }
    evaluate(report(cast, YEAR), judgements=judgements, by=cast.superior)
    accept_report(report(cast, YEAR), by=cast.superior)
    return cast


def change_the_plan(cast: Cast) -> None:
    """A target, a weight and a title of the plan are corrected, and its rules are newer."""
    plan = Plan.objects.get(pk=cast.plan.pk)
    with plan_history([plan], by=cast.administrator):
        row = cast.indicator("1.10.1")
        row.weight, row.title = Decimal(9), "সংশোধিত সূচক"
        row.target_100 = Decimal(1)
        row.save()
    rescore_plan(plan)
    rules = add_version(plan.rule_set, interpolation="step")
    adopt_rules([plan], rule_set=rules, by=cast.administrator)


def paper(cast: Cast, form: PaperForm = PaperForm.EVALUATION, language: str = "en") -> PaperRequest:
    return paper_of_plan(
        Plan.objects.get(pk=cast.plan.pk),
        form=form,
        month=JUNE,
        cumulative=CumulativeBasis.YEAR,
        language=language,  # type: ignore[arg-type]
    )


def shown(*values: Decimal | None) -> str:
    return f"{sum((one or Decimal(0) for one in values), Decimal(0)):.2f}"


def everywhere(cast: Cast) -> dict[str, object]:
    """Each place that shows the year's scores, with what it shows."""
    evaluation = client_of(cast.officer).get(EVALUATION).context["page"]
    quarter = client_of(cast.officer).get(QUARTER).context["page"]
    request = paper(cast)
    totals = [
        {cell.key: cell.text for cell in entry.cells}
        for entry in table_of(request).entries
        if isinstance(entry, PaperTotal)
    ]
    rows = grid(request)
    result = heading_of(request).result
    assert result
    office = client_of(cast.reviewer).get("/offices/khulna/?year=2023-24").context["shown"].plan
    board = client_of(cast.reviewer).get(DASHBOARD).context["board"]
    [ranked] = [row.office for row in board.rows if row.office.code == "khulna"]
    file = client_of(cast.reviewer).get(f"{DASHBOARD}&format=csv").content.decode("utf-8-sig")
    # The last line says of when the file is and whose.
    *offices, made = csv.DictReader(io.StringIO(file))
    assert made["Office"] is None
    [filed] = [row for row in offices if "Khulna" in row["Office"]]
    plan = client_of(cast.officer).get("/plans/khulna/2023-24/apa/?month=2024-06").context
    compared = [one for group in evaluation.compared for one in group.rows]
    return {
        "self": {
            shown(evaluation.self_total),
            shown(*(one.claimed.weighted for one in compared)),
            shown(quarter.score.weighted),
            shown(*(row.score.weighted for g in quarter.objectives for row in g.rows)),
            totals[-1]["weighted"],
            result.value.split()[0],
            shown(office.own.weighted),
            shown(plan["page"].score.weighted),
            shown(Score.objects.get(plan=cast.plan, month=JUNE).weighted),
        },
        "evaluated": {
            shown(evaluation.evaluated_total),
            shown(*(one.evaluated.weighted for one in compared)),
            shown(*(group.evaluated for group in evaluation.compared)),
            totals[-1]["evaluated"],
            result.evaluated.split()[0],
            shown(office.latest.weighted),
            shown(*(one.weighted for one in office.latest.objectives)),
            shown(plan["final"].weighted),
        },
        "ranked": {shown(ranked.composite), filed["Score of 100"], shown(office.latest.composite)},
        "ranked self": {shown(ranked.own), filed["Self-assessment score of 100"]},
        "recognised": {
            row["indicator"].split("]")[0]: (row["evaluated_achieved"], row["remarks"])
            for row in rows
            if row["indicator"].startswith(("[3.1.1]", "[2.3.2]"))
        },
        "1.10.1": [row for row in rows if row["indicator"].startswith("[1.10.1]")],
        "progress": grid(paper(cast, PaperForm.PROGRESS)),
    }


def test_every_place_shows_the_same_figures(final: Cast) -> None:
    found = everywhere(final)

    assert found["self"] == {"19.44"}
    assert found["evaluated"] == {"6.70"}
    assert found["ranked"] == {"6.57"}
    assert found["ranked self"] == {"19.06"}
    assert found["recognised"] == {
        "[3.1.1": ("0", "Evaluator: প্রমাণক নেই"),
        "[2.3.2": ("-", "Evaluator: আওতার বাইরে"),
    }


@pytest.mark.once
def test_nothing_handed_in_changes_when_the_plan_and_its_rules_do(final: Cast) -> None:
    before = everywhere(final)

    change_the_plan(final)

    assert everywhere(final) == before
    assert list(unexplained(Plan.objects.get(pk=final.plan.pk))) == []


@pytest.mark.once
def test_what_changed_since_stands_beside_it(final: Cast) -> None:
    change_the_plan(final)

    for address in (QUARTER, EVALUATION):
        text = client_of(final.officer).get(address).text
        assert "Reported then, computed now" in text
        assert "সংশোধিত সূচক" in text


@pytest.mark.once
def test_printed_form_is_the_kept_one(final: Cast) -> None:
    before = printed_pages(paper(final, language="bn"))

    change_the_plan(final)

    assert printed_pages(paper(final, language="bn")) == before
    assert any("মূল্যায়নকারী" in page for page in before)


@pytest.mark.once
def test_pages_say_that_the_score_is_the_final_one(final: Cast) -> None:
    board = client_of(final.reviewer).get(DASHBOARD).text

    assert "final · self 19.06" in board
    assert "the annual evaluation is final" in board.replace("&#x27;", "'")
    assert "final score of the year" in client_of(final.officer).get("/offices/khulna/").text


@pytest.mark.once
def test_returned_evaluation_is_no_longer_the_years_score(final: Cast) -> None:
    return_report(report(final, YEAR), reason="ভুল", by=final.superior)

    board = client_of(final.reviewer).get(DASHBOARD).context["board"]
    [ranked] = [row.office for row in board.rows if row.office.code == "khulna"]
    assert (ranked.is_final, shown(ranked.composite)) == (False, "19.06")


@pytest.mark.once
def test_quarter_prints_what_it_was_handed_in_with(cast: Cast) -> None:
    accept_months(cast)
    submit(cast, Q4)
    before = grid(paper(cast, PaperForm.PROGRESS))

    change_the_plan(cast)

    assert grid(paper(cast, PaperForm.PROGRESS)) == before
    page = client_of(cast.officer).get(QUARTER).context["page"]
    assert shown(page.score.weighted) == "19.44"
    assert shown(page.now.weighted) != "19.44"
    assert (page.score.rules, page.now.rules) == ("2023-24/apa/1", "2023-24/apa/2")
