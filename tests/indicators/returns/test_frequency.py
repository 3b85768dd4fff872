"""Indicators reported quarterly, half-yearly or once a year: asked for in one month alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators.admin.plan_table import IndicatorResource
from indicators.periods.rescoring.services import rescore_plan
from indicators.returns.cells.services import save_return
from indicators.returns.cells.values import NotAsked
from indicators.returns.evidence.services import FileRefused, add_evidence
from indicators.returns.models import Achievement, Score
from indicators.returns.plausibility.findings import implausible_in
from indicators.returns.resources.achievements import AchievementResource
from indicators.returns.selectors.figures import figures_of
from indicators.returns.selectors.work import work_of
from ledger.models import Change
from offices.models import User
from plans.document.frequencies import Frequency
from plans.models import Indicator
from tests.cast import APRIL, JUNE, MAY, Cast, change, client_of
from tests.indicators.returns.evidence.files import pdf
from tests.indicators.returns.resources.tables import findings, imported

MONTH = {"office": "khulna", "year": "2023-24", "kind": "apa", "month": "2024-05"}
KHULNA = "khulna/2023-24/apa"


@pytest.fixture
def quarterly(cast: Cast) -> Indicator:
    """1.1.1, asked for in June and not in May."""
    indicator = cast.indicator("1.1.1")
    indicator.frequency = Frequency.QUARTERLY
    indicator.save()
    rescore_plan(cast.plan)
    return indicator


def test_month_that_does_not_ask_takes_no_figure(cast: Cast, quarterly: Indicator) -> None:
    with pytest.raises(NotAsked) as refused:
        cast.save(MAY, r1_1_1=5, r1_2_1=7)

    assert refused.value.month == JUNE
    assert not Achievement.objects.filter(monthly_return__month=MAY, value__in=("5", "7")).exists()
    assert cast.save(JUNE, r1_1_1=5).written == {quarterly.pk}


@pytest.mark.once
def test_figure_that_stood_there_stays_and_may_be_sent_again(
    cast: Cast, quarterly: Indicator
) -> None:
    stood = cast.cell("1.1.1", MAY).figure

    saved = save_return(cast.plan, MAY, cells={quarterly.pk: change(stood)}, by=cast.officer)

    assert (saved.written, cast.cell("1.1.1", MAY).figure) == (frozenset(), stood)


@pytest.mark.once
def test_counts_are_of_what_the_month_asks_for(cast: Cast, quarterly: Indicator) -> None:
    counts = {
        score.month: (score.reported, score.indicators)
        for score in Score.objects.filter(plan=cast.plan)
    }

    assert counts == {APRIL: (31, 31), MAY: (31, 31), JUNE: (32, 32)}


@pytest.mark.once
def test_other_cells_are_autosaved_and_the_unasked_one_says_when(
    cast: Cast, quarterly: Indicator
) -> None:
    other = cast.indicator("1.2.1").pk
    form = {f"cell-{quarterly.pk}": "5", f"cell-{other}": "7"}
    form |= {f"base-{pk}": "1" for pk in (quarterly.pk, other)}

    response = client_of(cast.officer).post(reverse("indicators:save-cells", kwargs=MONTH), form)

    assert response.status_code == 422
    assert "asked for in the return of June 2024" in response.json()["errors"][str(quarterly.pk)]
    assert cast.cell("1.2.1", MAY).value == 7
    assert cast.cell("1.1.1", MAY).value != 5


@pytest.mark.once
def test_form_without_script_keeps_what_was_typed_and_says_why(
    cast: Cast, quarterly: Indicator
) -> None:
    form = {f"cell-{quarterly.pk}": "57", f"base-{quarterly.pk}": "1"}

    response = client_of(cast.officer).post(reverse("indicators:entry", kwargs=MONTH), form)

    assert response.status_code == 422
    assert "57" in response.text
    assert "asked for in the return of June 2024" in response.text


@pytest.mark.once
@pytest.mark.parametrize(("language", "words"), [("en", "due in June"), ("bn", "জুন মাসে চাওয়া হবে")])
def test_entry_page_says_when_it_is_asked_and_has_no_field(
    cast: Cast, quarterly: Indicator, language: str, words: str
) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language=language)

    page = client_of(cast.officer).get(reverse("indicators:entry", kwargs=MONTH)).text

    assert page.count(words) == 1
    assert f'name="cell-{quarterly.pk}"' not in page
    assert f'name="cell-{cast.indicator("1.2.1").pk}"' in page


def test_check_page_misses_nothing_that_is_not_asked(cast: Cast, quarterly: Indicator) -> None:
    Achievement.objects.filter(monthly_return__month=MAY, indicator=quarterly).delete()

    page = client_of(cast.officer).get(reverse("indicators:check", kwargs=MONTH)).text

    assert "Nothing: every cell is filled." in page


def test_unasked_figure_is_not_odd(cast: Cast) -> None:
    indicator = cast.indicator("2.5.1")
    Achievement.objects.filter(monthly_return__month=MAY, indicator=indicator).update(value="12.5")
    odd = [one.row for one in implausible_in(figures_of(cast.plan), MAY)]
    Indicator.objects.filter(pk=indicator.pk).update(frequency="annual")

    assert "2.5.1" in odd
    assert "2.5.1" not in [one.row for one in implausible_in(figures_of(cast.plan), MAY)]


def test_import_refuses_the_unasked_row(cast: Cast, quarterly: Indicator) -> None:
    rows = (KHULNA, "2024-05", "1.1.1", "5"), (KHULNA, "2024-05", "1.2.1", "7")

    result = imported(AchievementResource, "plan month row value", *rows)

    [(number, column, sentence)] = findings(result)
    assert (number, column) == (2, "achievement")
    assert "asked for in the return of June 2024" in sentence


@pytest.mark.once
def test_evidence_waits_for_the_month_that_asks(cast: Cast, quarterly: Indicator) -> None:
    with pytest.raises(FileRefused) as refused:
        add_evidence(quarterly, MAY, name="a.pdf", data=pdf(), by=cast.officer)

    assert "June 2024" in refused.value.message.en


def test_frequency_comes_in_as_a_table_in_either_language(cast: Cast) -> None:
    headers = "plan row frequency"
    rows = (KHULNA, "1.1.1", "ত্রৈমাসিক"), (KHULNA, "1.2.1", "Annual")

    result = imported(IndicatorResource, headers, *rows, user=cast.administrator)

    assert findings(result) == []
    assert cast.indicator("1.1.1").frequency == "quarterly"
    assert cast.indicator("1.2.1").frequency == "annual"
    assert Score.objects.get(plan=cast.plan, month=MAY).indicators == 30
    told = Change.objects.filter(plan=cast.plan, field="frequency").values_list(
        "row", "before", "after"
    )
    assert sorted(told) == [("1.1.1", "monthly", "quarterly"), ("1.2.1", "monthly", "annual")]


@pytest.mark.once
def test_frequency_is_not_left_blank(cast: Cast) -> None:
    result = imported(IndicatorResource, "plan row frequency", (KHULNA, "1.1.1", ""))

    assert findings(result) == [(2, "reported", "The cell is empty.")]


def test_month_that_asks_for_nothing_is_not_owed(cast: Cast) -> None:
    owed = [task.month for task in work_of(cast.officer, today=JUNE.first_day).tasks]
    Indicator.objects.filter(plan=cast.plan).update(frequency="quarterly")

    assert owed == [APRIL, MAY, JUNE]
    tasks = work_of(cast.officer, today=JUNE.first_day).tasks
    assert [task.month for task in tasks] == [JUNE]
    check = client_of(cast.officer).post(reverse("indicators:check", kwargs=MONTH))
    assert "No indicator is due this month" in check.text


@pytest.mark.once
def test_dashboard_and_office_page_count_what_is_asked(cast: Cast, quarterly: Indicator) -> None:
    office = client_of(cast.officer).get(reverse("reports:office", args=["khulna"])).text

    assert office.count("31/31") == 2
    # Of what is reported: nothing is accepted yet.
    query = {"month": "2024-05", "basis": "reported"}
    board = client_of(cast.reviewer).get(reverse("reports:dashboard"), query)
    rows = {row.office.code: row.office for row in board.context["board"].rows}
    assert (rows["khulna"].reported, rows["khulna"].indicators) == (31, 31)
    assert (rows["jashore"].reported, rows["jashore"].indicators) == (32, 32)
