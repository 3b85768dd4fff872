import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management.base import CommandError
from django.db.models import CharField, Count, F, Max, Min, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from config.demo.characters import chosen_districts
from config.demo.people import PASSWORD
from config.demo.plans import plans_of
from config.demo.seed import Lot
from config.demo.years import DemoYears
from indicators.periods.models import FinalScore, PeriodReport, PeriodStep
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
    State,
)
from indicators.returns.review.selectors import returns_to_review
from indicators.returns.selectors.work import work_of
from numerals import Figure, Month
from offices.models import Level, Office, Posting, User
from offices.selectors import access_of, offices_visible_to
from offices.services.tree import create_office
from plans.agreements.models import Agreement
from plans.document.defaults import Kind
from plans.models import Plan
from tests.days import IN_JULY
from tests.indicators.commands.conftest import DISTRICTS_LOADED, NOVEMBER, Run

JUNE = date(2024, 6, 1)
OCTOBER = date(2026, 10, 1)


def contents() -> dict[str, dict[str, Any]]:
    """How many rows every table has, and the highest id given."""
    return {
        model._meta.label: model._default_manager.aggregate(
            rows=Count("pk"), last=Max(Cast("pk", CharField()))
        )
        for model in apps.get_models()
        if model._meta.app_label in {"offices", "plans", "indicators"}
    }


def states_of(month: date) -> Counter[str]:
    return Counter(MonthlyReturn.objects.filter(month=month).values_list("state", flat=True))


@pytest.mark.django_db
def test_second_run_changes_nothing_and_says_so(run: Run) -> None:
    first = run("load_demo", districts=2, only_real=True)
    loaded = contents()
    second = run("load_demo", districts=3)

    assert first == "The demo is loaded; all of it is marked as demo data.\n"
    assert second == "The demo was loaded before; nothing was changed.\n"
    assert contents() == loaded
    assert loaded["offices.Office"]["rows"] == 7


@pytest.mark.django_db
def test_demo_is_refused_beside_real_offices(run: Run) -> None:
    create_office(code="real", level=Level.DISTRICT, name_bn="প্রকৃত", name_en="Real")

    with pytest.raises(CommandError, match="not demo data; nothing was changed"):
        run("load_demo", districts=1)

    assert not User.objects.exists()


@pytest.mark.django_db
def test_sign_ins_are_told_only_for_a_loaded_demo(run: Run) -> None:
    with pytest.raises(CommandError, match="The demo is not loaded"):
        run("load_demo", sign_ins=True)
    run("load_demo", districts=1, only_real=True)

    told = run("load_demo", sign_ins=True)

    assert PASSWORD in told
    for username in ("khulna", "khulna-region", "headoffice", "planner", "auditor", "admin"):
        assert f"  {username} " in told
        assert authenticate(username=username, password=PASSWORD) is not None
    assert "jhalokathi-head" not in told


@pytest.mark.django_db
def test_khulna_is_as_in_its_document_and_june_waits_for_the_officer(run: Run) -> None:
    run("load_demo", districts=1, today=IN_JULY, only_real=True)

    assert dict(MonthlyReturn.objects.values_list("month", "state")) == {
        Month(2024, 4): State.ACCEPTED,
        Month(2024, 5): State.ACCEPTED,
        Month(2024, 6): State.OPEN,
    }
    assert (
        run("score", "khulna/2023-24/apa", lang="en")
        .splitlines()[-2]
        .startswith("khulna/2023-24/apa: 19.44 of 102 (normalised 19.06)")
    )
    officer = User.objects.get(username="khulna")
    assert access_of(officer).may_enter(Office.objects.get(code="khulna"))


@pytest.mark.once
@pytest.mark.django_db
def test_a_year_that_is_long_over_owes_nothing(run: Run) -> None:
    run("load_demo", districts=1, today=NOVEMBER, only_real=True)

    assert set(MonthlyReturn.objects.values_list("state", flat=True)) == {State.ACCEPTED}
    assert set(PeriodReport.objects.values_list("kind", "state")) == {
        ("quarter", State.ACCEPTED),
        ("year", State.ACCEPTED),
    }
    assert FinalScore.objects.get().weighted == Score.objects.get(month=JUNE).weighted


@pytest.mark.once
@pytest.mark.django_db
def test_another_seed_gives_other_figures_by_the_same_rules(run: Run) -> None:
    run("load_demo", districts=1, today=date(2026, 8, 20), seed=7)
    other = set(cells_of_a_year())
    for model in (ReturnStep, PeriodStep):
        assert not model.objects.filter(at__date__gt=date(2026, 8, 20)).exists()

    lot = Lot()
    years = DemoYears(date(2026, 8, 20))
    now = datetime(2026, 8, 20, 23, 59, tzinfo=timezone.get_default_timezone())
    usual = {
        (one.row, month, figure)
        for plan in plans_of(chosen_districts(1), years, lot, now=now)
        if plan.kind == Kind.APA and plan.document.fiscal_year == years.last
        for one in plan.document.indicators
        for month, figure in one.achieved.items()
    }

    assert {(row, month) for row, month, _ in other} == {(row, month) for row, month, _ in usual}
    assert len(other & usual) < len(usual) * 3 / 4


def cells_of_a_year() -> Iterator[tuple[str, Month, Figure]]:
    cells = Achievement.objects.filter(
        monthly_return__plan__kind="apa", monthly_return__plan__fiscal_year=2025
    ).select_related("indicator", "monthly_return")
    for cell in cells:
        yield cell.indicator.row, cell.monthly_return.month, cell.figure


@pytest.mark.once
@pytest.mark.usefixtures("demo")
@pytest.mark.django_db
class TestDemo:
    def test_all_offices_are_there_and_marked(self) -> None:
        levels = Counter(Office.objects.values_list("level", flat=True))

        assert levels == {Level.DEPARTMENT: 1, Level.REGIONAL: 4, Level.DISTRICT: DISTRICTS_LOADED}
        assert not Office.objects.filter(is_demo=False).exists()
        assert not Plan.objects.filter(is_demo=False).exists()
        assert not User.objects.exclude(name_bn__contains="নমুনা").exists()

    def test_every_district_has_an_officer_and_every_region_a_reviewer(self) -> None:
        posted = Counter(Posting.objects.values_list("office__level", "role"))

        assert posted == {
            (Level.DISTRICT, "entry"): DISTRICTS_LOADED,
            (Level.DISTRICT, "head"): 1,
            (Level.REGIONAL, "reviewer"): 4,
            (Level.REGIONAL, "entry"): 1,
            (Level.DEPARTMENT, "reviewer"): 1,
            (Level.DEPARTMENT, "planner"): 1,
            (Level.DEPARTMENT, "auditor"): 1,
            (Level.DEPARTMENT, "administrator"): 1,
        }

    def test_readme_and_start_name_the_same_people_and_all_can_sign_in(self, run: Run) -> None:
        told = re.findall(r"^  (\S+)", run("load_demo", sign_ins=True), re.MULTILINE)
        readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
        table = readme.partition("| user | is |")[2].partition("\n\n")[0]

        assert re.findall(r"^\| `(\S+)`", table, re.MULTILINE) == told
        for username in told:
            assert authenticate(username=username, password=PASSWORD) is not None

    def test_a_head_submits_what_the_entry_officer_has_entered(self) -> None:
        office = Office.objects.get(code="jhalokathi")
        head, officer = (
            access_of(User.objects.get(username=name)) for name in ("jhalokathi-head", "jhalokathi")
        )
        newest = MonthlyReturn.objects.get(plan__office=office, plan__kind="apa", month=OCTOBER)
        submitters = ReturnStep.objects.filter(
            monthly_return__plan__office=office, to_state=State.SUBMITTED
        )

        assert (head.may_submit(office), head.may_enter(office)) == (True, False)
        assert (officer.may_submit(office), officer.may_enter(office)) == (False, True)
        assert newest.state == State.OPEN
        assert newest.achievements.exclude(value=None).exists()
        assert set(submitters.values_list("by__username", flat=True)) == {"jhalokathi-head"}

    def test_planner_plans_for_everybody_and_auditor_only_reads(self) -> None:
        khulna = Office.objects.get(code="khulna")
        planner, auditor = (
            access_of(User.objects.get(username=name)) for name in ("planner", "auditor")
        )

        assert planner.may_set_calendar
        assert auditor.sees(khulna)
        assert not auditor.may_set_calendar
        assert not auditor.may_comment(khulna)

    def test_head_office_sees_all_and_a_region_its_own(self) -> None:
        districts = Office.objects.filter(level=Level.DISTRICT)
        seen = {
            name: districts & offices_visible_to(User.objects.get(username=name))
            for name in ("headoffice", "khulna-region", "dhaka-region")
        }

        assert {name: found.count() for name, found in seen.items()} == {
            "headoffice": DISTRICTS_LOADED,
            "khulna-region": 16,
            "dhaka-region": DISTRICTS_LOADED - 16,
        }

    def test_the_newest_month_is_alive_and_the_ones_before_are_settled(self) -> None:
        newest = states_of(OCTOBER)

        assert set(newest) == {State.ACCEPTED, State.SUBMITTED, State.RETURNED, State.OPEN}
        assert newest[State.ACCEPTED] > DISTRICTS_LOADED / 3
        assert set(states_of(date(2026, 9, 1))) == {State.ACCEPTED}
        waiting = returns_to_review(User.objects.get(username="headoffice"))
        assert {one.month for one in waiting} == {Month(2026, 10)}

    def test_last_year_is_evaluated_with_all_its_plans(self) -> None:
        plans = Plan.objects.filter(fiscal_year=2025)

        assert Counter(plans.values_list("kind", flat=True)) == dict.fromkeys(
            Kind, DISTRICTS_LOADED
        )
        assert FinalScore.objects.filter(plan__in=plans).count() == plans.count()
        assert all(len(one.frozen_months) == 12 for one in plans)

    def test_one_office_has_no_agreement_of_the_running_year(self) -> None:
        running = Plan.objects.filter(fiscal_year=2026)

        assert running.filter(kind="integrity").count() == DISTRICTS_LOADED
        agreements = running.filter(kind="apa")
        assert agreements.filter(office__level="district").count() == DISTRICTS_LOADED - 1

    def test_a_regional_office_earns_by_its_districts(self) -> None:
        own = Plan.objects.get(office__code="khulna-region", fiscal_year=2026)
        rolled = own.indicators.exclude(roll_up="")

        assert set(rolled.values_list("roll_up", flat=True)) == {"sum", "average"}
        lines = ScoreLine.objects.filter(
            score__plan=own, score__month=OCTOBER, indicator__in=rolled
        )
        assert not lines.filter(achieved=None).exists()

    def test_agreements_are_signed_but_for_those_on_their_way(self) -> None:
        states = dict(
            Agreement.objects.filter(plan__fiscal_year=2026, plan__kind="apa").values_list(
                "plan__office__code", "state"
            )
        )

        assert states.pop("dhaka") == State.RETURNED
        assert set(states.values()) == {State.ACCEPTED}
        assert not MonthlyReturn.objects.filter(
            plan__office__code="dhaka", plan__fiscal_year=2026, plan__kind="apa"
        ).exists()

    def test_nobody_is_late_by_more_than_the_newest_month(self) -> None:
        for user in User.objects.filter(postings__role="entry"):
            for task in work_of(user, today=NOVEMBER).tasks:
                assert task.month >= Month(2026, 9)

    def test_composites_are_spread(self) -> None:
        composites = sorted(
            score.normalised or 0
            for score in FinalScore.objects.filter(plan__fiscal_year=2025, plan__kind="apa")
        )

        assert composites[0] < 65
        assert 65 < composites[len(composites) // 2] < 90
        assert composites[-1] > 85

    def test_agreements_earn_by_their_action_plans(self) -> None:
        lines = ScoreLine.objects.filter(
            score__month=date(2026, 6, 1), indicator__linked_kind="integrity"
        ).select_related("score__plan")

        assert len(lines) == DISTRICTS_LOADED
        for line in lines:
            plan = line.score.plan
            earned = Score.objects.get(
                plan__office=plan.office_id,
                plan__fiscal_year=2025,
                plan__kind="integrity",
                month=date(2026, 6, 1),
            )
            assert earned.normalised is not None
            assert line.weighted == round(earned.normalised / 10, 10)

    def test_every_return_has_its_scores_and_lines(self) -> None:
        assert Score.objects.count() == MonthlyReturn.objects.count()
        assert ScoreLine.objects.count() == Achievement.objects.count()
        assert not Score.objects.exclude(rule_set=F("plan__rule_set")).exists()

    def test_every_state_is_where_the_steps_lead(self) -> None:
        last = ReturnStep.objects.filter(monthly_return=OuterRef("pk")).order_by("-at", "-pk")
        monthly_returns = MonthlyReturn.objects.annotate(
            led_to=Subquery(last.values("to_state")[:1])
        )

        assert not monthly_returns.exclude(state=State.OPEN).exclude(led_to=F("state")).exists()
        assert not monthly_returns.filter(state=State.OPEN, led_to__isnull=False).exists()

    def test_nothing_happened_before_its_month_was_over_or_today(self) -> None:
        for monthly_return in MonthlyReturn.objects.exclude(submitted_at=None):
            assert monthly_return.submitted_at is not None
            assert monthly_return.submitted_at.date() >= monthly_return.month.next.first_day
        moments = ReturnStep.objects.aggregate(first=Min("at"), last=Max("at"))
        typed = Achievement.objects.aggregate(last=Max("changed_at"))
        assert moments["first"].date().isoformat()[:7] == "2024-05"
        assert NOVEMBER - timedelta(30) < moments["last"].date() <= NOVEMBER
        assert typed["last"] < moments["last"]

    def test_returned_cells_say_what_to_look_at(self) -> None:
        returned = ReturnStep.objects.filter(to_state=State.RETURNED)

        assert (
            returned.filter(
                monthly_return__month=OCTOBER, monthly_return__state=State.RETURNED
            ).count()
            >= 1
        )
        assert not returned.filter(reason="").exists()
        assert not returned.filter(notes=None).exists()
        assert not CellNote.objects.exclude(
            indicator__plan=F("step__monthly_return__plan")
        ).exists()

    def test_innovation_plan_is_the_head_offices(self, run: Run) -> None:
        plan = Plan.objects.get(kind="innovation", fiscal_year=2020)

        assert plan.address == "bscic/2020-21/innovation"
        assert plan.indicators.count() == 33
