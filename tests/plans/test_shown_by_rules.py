"""Tiers' names, grades and decimals are the year's: changed in one place, told everywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from indicators.scoring.ranking import rank
from numerals import Message, score_places, scores_shown_at
from offices.models import Role
from plans.document.defaults import Kind, SchemeName
from plans.document.grades import TIER_NAMES, Grade, grade_of, grades_of, names_of_tiers
from plans.models import FiscalYear, Indicator, Plan, RuleSet
from plans.rules.services import begin_draft
from plans.selectors import KnownYears
from plans.services.rule_history import rules_digest
from plans.services.rules import add_version
from tests.cast import Cast, client_of, person
from tests.plans.rules.test_year_rules import page as rules_page
from tests.plans.rules.test_year_rules import typed
from tests.reports.paper.reading import pdf_pages
from tests.unguarded import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GRADES = [["90", "চমৎকার", "Splendid"], ["0", "শুরু", "Beginning"]]
NAMES = [["সেরা", "Topmost"], ["", ""], ["", ""], ["", ""], ["", ""]]
PLAN = "/plans/khulna/2023-24/apa/"


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Khulna's with a figure, of a year that names tiers, grades scores, shows three decimals."""
    cast.save(r1_1_1=3)
    with unguarded(RuleSet):
        RuleSet.objects.filter(pk=cast.plan.rule_set_id).update(
            tier_names=NAMES, grades=GRADES, score_places=3
        )
    return Plan.objects.select_related("rule_set").get(pk=cast.plan.pk)


def test_a_blank_name_is_the_usual_one() -> None:
    assert names_of_tiers([]) == TIER_NAMES
    named = names_of_tiers(NAMES)
    assert (named[0], named[1:]) == (Message(bn="সেরা", en="Topmost"), TIER_NAMES[1:])


def test_a_grade_begins_where_a_reader_sees_it() -> None:
    grades = grades_of([["60", "খ", "B"], ["90", "ক", "A"]])
    assert [one.least for one in grades] == [Decimal(90), Decimal(60)]
    at = {places: grade_of(Decimal("89.996"), grades, places=places) for places in (2, 3)}
    assert at == {2: Message(bn="ক", en="A"), 3: Message(bn="খ", en="B")}
    assert grade_of(Decimal(10), grades, places=2) is None
    assert grade_of(None, grades, places=2) is None
    assert Grade(Decimal("90.0"), Message(bn="ক", en="A")).data == ["90", "ক", "A"]


def test_scores_that_are_shown_alike_share_a_rank() -> None:
    scores = {"a": Decimal("90.004"), "b": Decimal("90.001")}
    assert rank(scores) == {"a": 1, "b": 1}
    with scores_shown_at(3):
        assert rank(scores) == {"a": 1, "b": 2}
    assert score_places() == 2


def test_decimals_grades_and_tiers_are_on_the_pages(plan: Plan, cast: Cast) -> None:
    officer = client_of(cast.officer)
    score = cast.plan.scores.get(month="2024-06")
    shown = f"{score.weighted:.3f}"
    for address in (PLAN, f"{PLAN}2024-06/", f"{PLAN}2024-06/check/"):
        page = officer.get(address, follow=True).content.decode()
        assert shown in page, address
    assert "Beginning" in officer.get(f"{PLAN}2024-06/check/").content.decode()
    assert "Beginning" in officer.get("/offices/khulna/").content.decode()
    agreement = officer.get(reverse("plans:agreement", args=("khulna", "2023-24", "apa")))
    assert "Topmost" in agreement.content.decode()


def test_the_dashboard_ranks_and_grades_by_them(plan: Plan, cast: Cast) -> None:
    board = client_of(cast.reviewer)
    address = "/dashboard/?year=2023-24&month=2024-06&basis=reported"
    page = board.get(address)
    normalised = cast.plan.scores.get(month="2024-06").normalised
    assert f"{normalised:.3f}" in page.content.decode()
    assert "Beginning" in page.content.decode()
    file = board.get(f"{address}&format=csv").content.decode("utf-8-sig")
    assert "Grade" in file
    assert "Beginning" in file
    # Only as long as the page lasts.
    assert score_places() == 2


def test_paper_says_them(plan: Plan, cast: Cast) -> None:
    client = client_of(cast.officer)
    score = cast.plan.scores.get(month="2024-06")
    for form in ("progress", "evaluation", "plan"):
        address = reverse("reports:paper", args=("khulna", "2023-24", "apa", form))
        text = " ".join(pdf_pages(client.get(address).content))
        assert "Topmost" in text, form
        if form == "evaluation":
            assert f"{score.weighted:.3f}" in text
            assert "Beginning" in text


def test_planner_types_them_and_a_new_version_copies_them(cast: Cast) -> None:
    client = client_of(cast.administrator)
    draft = begin_draft(cast.plan.fiscal_year, "apa", source=cast.plan.rule_set)
    sent = typed(
        draft,
        score_places="১",
        tier_100_bn="সেরা",
        tier_100_en="Topmost",
        grades="3",
        **{
            "grade-0-least": "৬০",
            "grade-0-name_bn": "খ",
            "grade-0-name_en": "B",
            "grade-1-least": "90",
            "grade-1-name_bn": "ক",
            "grade-1-name_en": "A",
        },
    )
    assert client.post(rules_page(draft), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.score_places == 1
    assert draft.tier_names == NAMES
    assert draft.grades == [["90", "ক", "A"], ["60", "খ", "B"]]
    shown = client.get(rules_page(draft)).content.decode()
    assert 'value="Topmost"' in shown
    copied = add_version(draft, is_draft=False)
    assert (copied.tier_names, copied.grades, copied.score_places) == (
        draft.tier_names,
        draft.grades,
        1,
    )
    told = client_of(person("auditor", Role.AUDITOR, cast.head_office)).get("/audit/rules/")
    assert "Topmost" in told.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"grade-0-least": "101", "grade-0-name_bn": "ক", "grade-0-name_en": "A"},
        {"grade-0-least": "90", "grade-0-name_bn": "ক"},
        {
            "grade-0-least": "90",
            "grade-0-name_bn": "ক",
            "grade-0-name_en": "A",
            "grade-1-least": "৯০",
            "grade-1-name_bn": "খ",
            "grade-1-name_en": "B",
        },
        {"score_places": "5"},
        {"tier_100_bn": "ক" * 61},
    ],
)
def test_what_cannot_stand_is_refused(cast: Cast, change: dict[str, str]) -> None:
    draft = begin_draft(cast.plan.fiscal_year, "apa", source=cast.plan.rule_set)
    sent = typed(draft, grades="2", **change)
    assert client_of(cast.administrator).post(rules_page(draft), sent).status_code == 422


def test_effect_is_shown_at_the_drafts_decimals(cast: Cast) -> None:
    cast.save(r1_1_1=3)
    draft = begin_draft(cast.plan.fiscal_year, "apa", source=cast.plan.rule_set)
    RuleSet.objects.filter(pk=draft.pk).update(score_places=4, grades=GRADES)
    page = client_of(cast.administrator).get(rules_page(draft, "indicators:rules-effect"))
    assert page.context["grades"] == [
        (Message("চমৎকার", "Splendid"), 0, 0),
        (Message("শুরু", "Beginning"), 0, 2),
    ]
    assert "Beginning" in page.content.decode()


def test_rules_of_before_are_told_of_as_they_were(cast: Cast) -> None:
    before = rules_digest(cast.plan.rule_set)
    with unguarded(RuleSet):
        RuleSet.objects.filter(pk=cast.plan.rule_set_id).update(grades=GRADES)
    assert rules_digest(RuleSet.objects.get(pk=cast.plan.rule_set_id)) != before


CALLED = {
    kind: SchemeName(Message(bn=f"নতুন {kind}", en=f"Renamed {kind}"), Message(bn="ন", en="RN"))
    for kind in Kind
}
USUAL = [kind.label.en for kind in Kind]


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        (
            "reviewer",
            [
                "/dashboard/?year=2023-24&month=2024-06",
                "/dashboard/map/?year=2023-24&month=2024-06",
                "/dashboard/trend/?year=2023-24&month=2024-06",
                "/lists/indicators/",
                "/lists/evidence/",
                "/attention/",
                "/planning/?year=2023",
                "/review/many/?month=2024-06",
                "/months/",
                "/targets/?year=2023",
                "/history/",
                "/compare/",
                "/calendar/offices/khulna/?year=2023-24",
            ],
        ),
        (
            "officer",
            [
                "/",
                "/plans/",
                PLAN,
                f"{PLAN}2024-06/",
                f"{PLAN}2024-06/check/",
                f"{PLAN}agreement/",
                f"{PLAN}evaluation/",
                "/offices/khulna/?year=2023-24",
                "/calendar/?year=2023-24",
                "/workshop/",
            ],
        ),
    ],
)
def test_kinds_are_called_what_the_year_calls_them(
    cast: Cast, who: str, addresses: list[str]
) -> None:
    FiscalYear.objects.update(names={kind: name.data for kind, name in CALLED.items()})
    linked = cast.plan.indicators.get(row="governance/1")
    Indicator.objects.filter(pk=linked.pk).update(linked_kind=Kind.INTEGRITY)
    client = client_of(getattr(cast, who))
    told: list[str] = []
    for address in addresses:
        page = client.get(address, follow=True)
        assert page.status_code == 200, address
        told += [f"{address}: {name}" for name in USUAL if name in page.content.decode()]
    assert told == []
    if who == "officer":
        assert "Renamed integrity" in client.get(f"{PLAN}2024-06/").content.decode()


@pytest.mark.parametrize(
    ("start", "called"),
    [
        (2023, Kind.APA.label.en),
        (2024, "Renamed apa"),
        (2031, "Renamed apa"),
        (None, "Renamed apa"),
    ],
)
def test_year_that_gives_no_name_keeps_the_usual_one(
    cast: Cast, start: int | None, called: str
) -> None:
    """Of no year, and of one that is not there yet, the newest name counts."""
    FiscalYear.objects.create(start=2024, names={Kind.APA: CALLED[Kind.APA].data})

    with override("en"):
        assert KnownYears().name(Kind.APA, start) == called
