from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches as connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.cells.services import save_return
from indicators.returns.models import State
from numerals import Month
from offices.models import Level, Office, Role, User
from plans.models import Plan
from reports.selectors import board, dashboard
from tests.alerts import alert_of
from tests.cast import over_newest
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH, TwoRegions

pytestmark = pytest.mark.django_db
URL = "/dashboard/?year=2023-24&month=2024-03&basis=reported"
QUERIES = 15


@pytest.fixture
def cast() -> TwoRegions:
    return field.two_regions()


def district(cast: TwoRegions, code: str, score: int = 7, *, at: Office | None = None) -> Plan:
    office = field.office(code, parent=at or cast.east)
    return field.plan(office, {FEBRUARY: 1, MARCH: score})


def page(user: User, url: str = URL) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def status(user: User, url: str = URL) -> int:
    client = Client()
    client.force_login(user)
    return client.get(url).status_code


def names(html: str) -> list[str]:
    return re.findall(r'scope="row"><a[^>]*>([^<]+)<', html)


@pytest.mark.once
def test_reviewer_sees_the_ranking(cast: TwoRegions) -> None:
    district(cast, "low", 5)
    district(cast, "high", 9)

    html = page(cast.reviewer)

    assert names(html) == ["High", "Low"]
    assert "100.00" in html


@pytest.mark.once
def test_open_alerts_stand_beside_the_ranking_weightiest_first(cast: TwoRegions) -> None:
    plan = district(cast, "a")
    for weight in range(1, 6):
        alert_of(
            plan, rule="equal-run", row=f"1.1.{weight}", weight=weight, sentence_en=f"W{weight}<"
        )
    alert_of(plan, rule="late", weight=9, sentence_en="listed above")
    alert_of(plan, rule="sum-mismatch", month="2024-03", weight=9, sentence_en="listed above")
    alert_of(plan, rule="equal-run", ended_at=timezone.now(), weight=9, sentence_en="over")
    today = timezone.localdate()
    alert_of(plan, rule="not-whole", dismissed_until=today, weight=9, sentence_en="dismissed")

    html = page(cast.reviewer)

    assert re.findall(r"W\d&lt;", html) == ["W5&lt;", "W4&lt;", "W3&lt;"]
    assert "More that needs attention" in html
    assert "Nothing unusual" not in html
    assert not {"listed above", "over<", "dismissed<"} & set(
        re.findall(r"listed above|over<|dismissed<", html)
    )


@pytest.mark.once
def test_alerts_of_other_regions_are_not_shown(cast: TwoRegions) -> None:
    district(cast, "a")
    alert_of(
        field.plan(field.office("far", parent=cast.west), {MARCH: 1}),
        rule="equal-run",
        sentence_en="of the west",
    )
    reviewer = field.person("eastern", Role.REVIEWER, at=cast.east)

    html = page(reviewer)

    assert "of the west" not in html
    assert "All that needs attention" in html


@pytest.mark.once
def test_visitor_is_sent_to_sign_in() -> None:
    response = Client().get(URL)

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


@pytest.mark.once
def test_entry_officer_finds_no_dashboard(cast: TwoRegions) -> None:
    plan = district(cast, "a")
    officer = field.person("officer", Role.ENTRY, at=plan.office)

    assert status(officer) == 404


def test_administrator_sees_all_offices(cast: TwoRegions) -> None:
    district(cast, "a")
    admin = field.person("admin", Role.ADMINISTRATOR, at=cast.head)

    assert names(page(admin)) == ["A"]


@pytest.mark.once
def test_regional_reviewer_sees_own_region_alone(cast: TwoRegions) -> None:
    district(cast, "a", at=cast.east)
    district(cast, "b", at=cast.west)
    regional = field.person("regional", Role.REVIEWER, at=cast.west)

    assert names(page(regional)) == ["B"]
    assert status(regional, f"{URL}&region=east") == 404


@pytest.mark.once
def test_findings_of_other_regions_are_not_told(cast: TwoRegions) -> None:
    district(cast, "a", at=cast.east)
    field.plan(field.office("b", parent=cast.west), {MARCH: 4}, printed=8)
    regional = field.person("regional", Role.REVIEWER, at=cast.east)

    html = page(regional)

    assert "months give 4" not in html
    assert "months give 4" in page(cast.reviewer)


@pytest.mark.once
def test_region_narrows_the_ranking(cast: TwoRegions) -> None:
    district(cast, "a", at=cast.east)
    district(cast, "b", at=cast.west)

    assert names(page(cast.reviewer, f"{URL}&region=west")) == ["B"]


@pytest.mark.once
@pytest.mark.parametrize(
    "query",
    ["year=1", "month=13", "kind=poem", "region=nowhere", "sort=colour", "format=doc"],
)
def test_garbage_in_the_address_is_not_found(cast: TwoRegions, query: str) -> None:
    district(cast, "a")

    assert status(cast.reviewer, f"/dashboard/?{query}") == 404


@pytest.mark.once
def test_posting_is_refused(cast: TwoRegions) -> None:
    client = Client()
    client.force_login(cast.reviewer)

    assert client.post(URL).status_code == 405


@pytest.mark.once
def test_year_without_plans_says_so(cast: TwoRegions) -> None:
    district(cast, "a")

    assert "No plans here" in page(cast.reviewer, "/dashboard/?year=2019-20")


@pytest.mark.once
def test_office_without_a_return_of_the_month_is_marked(cast: TwoRegions) -> None:
    field.plan(field.office("a", parent=cast.east), {FEBRUARY: 8})

    html = page(cast.reviewer)

    assert "as of February" in html
    assert "0/2" in html


@pytest.mark.once
def test_office_without_a_plan_stands_last(cast: TwoRegions) -> None:
    field.office("a-no-plan", parent=cast.east)
    district(cast, "b")

    html = page(cast.reviewer)

    assert names(html) == ["B", "A-No-Plan"]
    assert "No plan" in html


@pytest.mark.once
def test_scores_after_the_month_are_not_told(cast: TwoRegions) -> None:
    district(cast, "a", 9)

    html = page(cast.reviewer, "/dashboard/?year=2023-24&month=2024-02&basis=reported")

    assert "3.00" in html
    assert "100.00" not in html


@pytest.mark.once
def test_states_of_the_returns_are_told(cast: TwoRegions) -> None:
    for code, state in (("a", State.SUBMITTED), ("b", State.RETURNED), ("c", State.ACCEPTED)):
        field.hand_in(district(cast, code), MARCH, on=date(2024, 4, 7), state=state)
    district(cast, "d")

    html = page(cast.reviewer)

    assert html.count("2 days late") == 3
    assert "1 return late, due 5 April" in html
    assert "1 returned, not yet corrected" in html
    assert "1 waiting for review" in html


def test_ranking_says_who_holds_each_return(cast: TwoRegions) -> None:
    states = {"a": "submitted", "b": "returned", "c": "accepted", "d": "reopened"}
    for code, state in states.items():
        district(cast, code).monthly_returns.filter(month=MARCH).update(
            state=state, open_until=timezone.localdate() if state == "reopened" else None
        )
    client = Client()
    client.force_login(cast.reviewer)

    told = client.get(f"{URL}&format=csv").content.decode("utf-8-sig")
    *rows, _made = csv.DictReader(io.StringIO(told))
    html = " ".join(page(cast.reviewer).split())

    reviewing = cast.head.short_name
    assert {row["Office"]: row["Held by"] for row in rows} == {
        "A": reviewing,
        "B": "B",
        "C": "",
        "D": "D",
    }
    assert html.count(f"with {reviewing}") == 1
    assert html.count("with the office") == 2


@pytest.mark.once
def test_printed_figure_that_the_months_do_not_make_is_told(cast: TwoRegions) -> None:
    field.plan(field.office("a", parent=cast.east), {FEBRUARY: 3, MARCH: 4}, printed=8)
    field.plan(field.office("b", parent=cast.east), {FEBRUARY: 3, MARCH: 4}, printed=7)

    html = page(cast.reviewer)

    assert html.count("months give 7, report says 8") == 1
    assert html.count("months give 7") == 1


def test_newest_version_of_a_plan_counts(cast: TwoRegions) -> None:
    first = district(cast, "a", 5)
    second = Plan.objects.create(
        office=first.office,
        fiscal_year=first.fiscal_year,
        kind=first.kind,
        rule_set=first.rule_set,
        version=2,
        title="Amended",
    )
    scores = list(first.scores.all())
    for score in scores:
        score.pk, score.plan, score.normalised = None, second, 42
    first.scores.model.objects.bulk_create(scores)

    html = page(cast.reviewer)

    assert names(html) == ["A"]
    assert "42.00" in html


def test_page_speaks_bengali_with_bengali_digits(cast: TwoRegions) -> None:
    district(cast, "a", 9)
    reader = field.person("reader", Role.REVIEWER, at=cast.head, language="bn")

    html = page(reader)

    assert "মাঠ পর্যায়ের কার্যালয়ের অগ্রগতি, মার্চ ২০২৪" in html
    assert "১০০.০০" in html
    assert "100.00" not in html


@pytest.mark.once
def test_page_has_nothing_inline(cast: TwoRegions) -> None:
    district(cast, "a")

    html = page(cast.reviewer)

    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)


@pytest.mark.once
def test_csv_holds_the_ranking_in_the_order_of_the_page(cast: TwoRegions) -> None:
    district(cast, "low", 5)
    district(cast, "high", 9)
    client = Client()
    client.force_login(cast.reviewer)

    response = client.get(f"{URL}&sort=-rank&format=csv")

    head, *rows, blank, about = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert re.fullmatch(
        r'attachment; filename="lokkho-apa-2024-03-reported-\d{8}-\d{4}\.csv"',
        response["Content-Disposition"],
    )
    assert (blank, "downloaded by" in about[0]) == ([], True)
    assert head[:3] == ["Rank", "Movement", "Office"]
    objective = head.index("1 Growth of small industries")
    assert head[objective + 1] == "Good governance"
    assert [(row[0], row[2]) for row in rows] == [("2", "Low"), ("1", "High")]
    assert rows[1][head.index("Score of 100")] == "100.00"


@pytest.mark.once
def test_xlsx_is_a_workbook(cast: TwoRegions) -> None:
    district(cast, "a")
    client = Client()
    client.force_login(cast.reviewer)

    response = client.get(f"{URL}&format=xlsx")

    assert response.content.startswith(b"PK")


@pytest.mark.once
@pytest.mark.parametrize("offices", [1, 12])
def test_queries_do_not_grow_with_the_offices(
    cast: TwoRegions, offices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(offices):
        field.hand_in(district(cast, f"d{number}"), MARCH, on=date(2024, 4, 7))
    client = Client()
    client.force_login(cast.reviewer)

    with django_assert_num_queries(QUERIES):
        client.get(URL)


@pytest.mark.once
def test_closed_office_is_compared_until_its_last_month(cast: TwoRegions) -> None:
    plan = district(cast, "gone")
    district(cast, "stays")
    Office.objects.filter(pk=plan.office_id).update(active_to=date(2024, 2, 29))

    assert "/offices/gone/" not in page(cast.reviewer)
    assert "/offices/gone/" in page(
        cast.reviewer, "/dashboard/?year=2023-24&month=2024-02&basis=reported"
    )
    assert status(cast.reviewer, "/offices/gone/") == 200


@pytest.mark.once
def test_long_ranking_is_read_in_pages(cast: TwoRegions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "PAGE", 2)
    for code, score in (("a", 9), ("b", 8), ("c", 5)):
        district(cast, code, score)

    assert names(page(cast.reviewer)) == ["A", "B"]
    second = page(cast.reviewer, f"{URL}&page=2")
    assert names(second) == ["C"]
    assert re.search(
        r'rel="prev"\s+href="\?year=2023-24&amp;month=2024-03[^"]*&amp;page=1"', second
    )
    assert names(page(cast.reviewer, f"{URL}&page=9")) == ["C"]
    assert names(page(cast.reviewer, f"{URL}&sort=-rank&page=2")) == ["A"]


@pytest.mark.once
def test_average_and_ranks_are_of_all_pages(
    cast: TwoRegions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "PAGE", 1)
    district(cast, "a", 9)
    field.hand_in(district(cast, "b", 0), MARCH, on=date(2024, 4, 7))

    html = page(cast.reviewer, f"{URL}&page=2")

    assert names(html) == ["B"]
    assert '<strong>1</strong><span class="kpi-of">/ 2</span>' in html
    assert '<td class="num col-rank">2<' in html


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is more than two offices is thousands."""
    monkeypatch.setattr(board, "SIDE_BY_SIDE", 2)


@pytest.mark.once
def test_thousands_are_ranked_without_their_objectives(cast: TwoRegions, many: None) -> None:
    for code, score in (("a", 9), ("b", 8), ("c", 5)):
        district(cast, code, score)

    html = page(cast.reviewer)

    assert names(html) == ["A", "B", "C"]
    assert "Choose a region to compare objectives" in html
    assert "Averages by objective" not in html
    assert status(cast.reviewer, f"{URL}&sort=objective-1") == 404


@pytest.mark.once
def test_ranking_of_thousands_is_kept_for_a_minute(cast: TwoRegions, many: None) -> None:
    plans = [district(cast, code) for code in ("a", "b", "c")]
    assert "Submitted" not in page(cast.reviewer)

    field.hand_in(plans[0], MARCH, on=date(2024, 4, 5))

    assert "Submitted" not in page(cast.reviewer)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert "Submitted" in page(cast.reviewer)


@pytest.mark.once
def test_every_process_shows_the_ranking_that_one_of_them_made(
    cast: TwoRegions, many: None
) -> None:
    plans = [district(cast, code) for code in ("a", "b", "c")]
    page(cast.reviewer)
    field.hand_in(plans[0], MARCH, on=date(2024, 4, 5))

    # As another process of the machine, which remembers nothing itself.
    board._kept.cache_clear()
    del connections[board.RANKINGS]

    assert "Submitted" not in page(cast.reviewer)


@pytest.mark.once
@pytest.mark.parametrize("which", [0, 1])
def test_ranking_that_cannot_be_read_is_made_anew(cast: TwoRegions, many: None, which: int) -> None:
    for code in ("a", "b", "c"):
        district(cast, code)
    page(cast.reviewer)
    kept = sorted(
        (settings.VAR_DIR / "cache" / "rankings").glob("*.djcache"),
        key=lambda file: file.stat().st_size,
    )[which]
    board._kept.cache_clear()
    kept.write_bytes(kept.read_bytes()[:-9])

    assert names(page(cast.reviewer)) == ["A", "B", "C"]


def test_ranking_of_thousands_is_one_for_each_reach(cast: TwoRegions, many: None) -> None:
    for code in ("a", "b", "c"):
        district(cast, code)
        district(cast, f"west-{code}", at=cast.west)
    regional = field.person("regional", Role.REVIEWER, at=cast.west)

    assert len(names(page(cast.reviewer))) == 6
    assert names(page(regional)) == ["West-A", "West-B", "West-C"]
    assert len(names(page(cast.reviewer, f"{URL}&region=east"))) == 3


@pytest.mark.once
def test_file_of_thousands_holds_all_as_they_are_now(cast: TwoRegions, many: None) -> None:
    plans = [district(cast, code) for code in ("a", "b", "c")]
    page(cast.reviewer)
    field.hand_in(plans[0], MARCH, on=date(2024, 4, 5))
    client = Client()
    client.force_login(cast.reviewer)

    told = client.get(f"{URL}&format=csv").content.decode()
    *rows, blank, made = told.splitlines()

    assert len(rows) == 4
    assert (blank, "downloaded by" in made) == ("", True)
    assert sum("Submitted" in row for row in rows) == 1


@pytest.mark.once
def test_of_many_regions_those_above_are_chosen_first(
    cast: TwoRegions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dashboard, "MOST_REGIONS", 1)
    ministry = field.office("ministry", level=Level.MINISTRY)
    for letter in ("x", "y"):
        head = field.office(f"dept-{letter}", level=Level.DEPARTMENT, parent=ministry)
        region = field.office(f"region-{letter}", level=Level.REGIONAL, parent=head)
        district(cast, f"district-{letter}", at=region)
    minister = field.person("minister", Role.REVIEWER, at=ministry)

    def offered(url: str) -> list[str]:
        [choice] = re.findall(
            r'<select name="region">(.*?)</select>', page(minister, url), re.DOTALL
        )
        return re.findall(r'value="([^"]+)"', choice)

    assert offered(URL) == ["dept-x", "dept-y"]
    assert offered(f"{URL}&region=dept-y") == ["dept-x", "dept-y", "region-y"]
    assert names(page(minister, f"{URL}&region=region-y")) == ["District-Y"]


def blank(plan: Plan, *, by: User) -> None:
    """Take every figure of the plan away again."""
    for month in (FEBRUARY, MARCH):
        figures = dict.fromkeys(plan.indicators.values_list("pk", flat=True))
        save_return(plan, month, cells=over_newest(plan, month, figures), by=by)


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_office_that_reported_nothing_has_no_rank_and_no_part_in_any_average(
    cast: TwoRegions,
) -> None:
    district(cast, "good", 9)
    blank(district(cast, "silent"), by=cast.reviewer)

    text = page(cast.reviewer)

    row = text[text.index('href="/offices/silent/') :]
    row = row[: row.index("</tr>")]
    assert "0.00" not in row
    assert 'class="answer">–<' in row
    assert row.count("heat-none") == 2
    assert "<strong>100.00</strong>" in text
    client = Client()
    client.force_login(cast.reviewer)
    told = client.get(f"{URL}&format=csv").content.decode("utf-8-sig")
    [good, silent, _made] = csv.DictReader(io.StringIO(told))
    assert (good["Rank"], silent["Rank"], silent["Score of 100"]) == ("1", "", "")
    assert silent["Score of the month"] == ""


@pytest.mark.once
def test_month_before_an_offices_first_return_is_not_late(cast: TwoRegions) -> None:
    """Khulna began in February, Bogura in January: in January one return is late, not two."""
    district(cast, "khulna")
    bogura = field.office("bogura", parent=cast.east)
    field.plan(bogura, {Month(2024, 1): 1, FEBRUARY: 1})

    html = page(cast.reviewer, "/dashboard/?year=2023-24&month=2024-01&basis=reported")

    assert "1 return late, due 5 February" in html
    assert "not due" in html


@pytest.mark.once
def test_year_without_any_return_has_nobody_late(cast: TwoRegions) -> None:
    field.plan(field.office("khulna", parent=cast.east), {})

    html = page(cast.reviewer, "/dashboard/?year=2023-24&month=2024-03&basis=reported")

    assert "late, due" not in html


@pytest.mark.once
def test_late_returns_beyond_the_first_are_led_to(cast: TwoRegions) -> None:
    for number in range(9):
        field.plan(field.office(f"late-{number}", parent=cast.east), {FEBRUARY: 1})

    html = page(cast.reviewer)

    (way,) = re.findall(r'<a class="nowrap" href="(\?[^"]+)">all →', html)
    assert "sort=state" in way
    assert len(names(page(cast.reviewer, f"/dashboard/{way.replace('&amp;', '&')}"))) == 9
