"""Pages of an indicator, a part, a year, several offices: as true as the dashboard and the forms.

What nobody reported is no zero, the final score is the year's, and what was accepted stays so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

import pytest

from indicators.periods.services import accept_report
from indicators.returns.models import Score
from offices.models import User
from plans.models import Objective
from tests.cast import APRIL, MAY, Cast, client_of
from tests.indicators.periods.cycle import accept_months, report, submit
from tests.indicators.returns.scores.test_nothing_reported import empty
from tests.reports.paper.reading import pdf_pages
from tests.reports.test_kept_everywhere import change_the_plan, final

__all__ = ("final",)

pytestmark = pytest.mark.once

PLAN: Final = "/plans/khulna/2023-24/apa/"
RANKED: Final = "year=2023-24&month=2024-06&kind=apa&basis=reported"
Address = Callable[[Cast], str]


def objective(cast: Cast) -> str:
    return f"{PLAN}objectives/{Objective.objects.get(plan=cast.plan, code='3').pk}/"


def indicator(row: str) -> Address:
    return lambda cast: f"{PLAN}indicators/{cast.indicator(row).pk}/"


def at(address: str) -> Address:
    return lambda _cast: address


PAGES: Final[dict[str, Address]] = {
    "objective": objective,
    "section": at(f"{PLAN}sections/strategic/"),
    "indicator": indicator("3.1.1"),
    "mean": indicator("2.3.2"),
    "year": at(f"{PLAN}indicators/year/?show=score"),
    "year to date": at(f"{PLAN}indicators/year/?show=to-date"),
    "years": at("/offices/khulna/years/"),
    "side by side": at("/offices/khulna/side-by-side/?with=jashore"),
    "peers": at("/offices/khulna/side-by-side/"),
    "office": at("/offices/khulna/"),
    "list": at("/lists/indicators/?office=khulna"),
    "many": at("/review/many/?month=2024-06"),
    "queue": at("/review/"),
    "found": at("/search/?q=3.1.1"),
    "dashboard": at(f"/dashboard/?{RANKED}"),
    "fact sheet": at("/offices/khulna/fact-sheet.pdf?year=2023-24"),
    "month in brief": at(f"/dashboard/month-in-brief.pdf?{RANKED}"),
    "ranking": at(f"/dashboard/ranking.pdf?{RANKED}"),
}
every_page = pytest.mark.parametrize("page", PAGES)


def words(cast: Cast, page: str) -> str:
    """What a reviewer of the whole reads there."""
    answer = client_of(User.objects.get(pk=cast.reviewer.pk)).get(PAGES[page](cast))
    assert answer.status_code == 200
    if answer["Content-Type"] == "application/pdf":
        return " ".join("\n".join(pdf_pages(answer.content)).split())
    html = re.sub(r"(?s)<(script|style|option|datalist|svg|kbd).*?</\1>", "", answer.text)
    html = html[html.index("<main") : html.index("</main")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def empty_both(cast: Cast) -> None:
    empty(cast)
    empty(cast, plan=cast.sibling_plan)


@every_page
def test_what_nobody_reported_is_no_zero(cast: Cast, page: str) -> None:
    empty_both(cast)

    assert not Score.objects.filter(weighted__isnull=False).exists()
    assert not re.search(r"(?<![\d.])0\.00(?!\d)", words(cast, page))


SAID: Final = {
    "objective": ("1.00 / 24 final score of the year, as evaluated", "self-assessment score"),
    "section": ("6.70 / 72 final score of the year, as evaluated", "19.44 / 72 self-assessment"),
    "year": ("final score of the year, as evaluated: 6.70 / 102",),
    "years": ("as evaluated", "6.57 6.70 / 102"),
    "side by side": ("6.57 Khulna office · as evaluated; self-assessment 19.06",),
    "peers": ("6.57 Khulna office · as evaluated; self-assessment 19.06",),
    "office": ("6.70 / 102 final score of the year, as evaluated", "19.44 / 102"),
    "dashboard": ("6.57", "final · self 19.06"),
    "fact sheet": ("6.57", "as evaluated; self-assessment", "19.06"),
    "ranking": ("6.57",),
    "month in brief": ("6.57",),
    "list": ("self-assessment; evaluated otherwise",),
}


def test_objectives_of_an_office_lead_to_their_pages(cast: Cast) -> None:
    office = client_of(cast.reviewer).get("/offices/khulna/").content.decode()

    assert f'href="{objective(cast)}?month=2024-06"' in office


@pytest.mark.parametrize("page", SAID)
def test_final_score_is_the_years_and_says_so(final: Cast, page: str) -> None:
    said = words(final, page)

    for part in SAID[page]:
        assert part in said


@pytest.mark.parametrize("page", ["objective", "section", "year", "side by side", "indicator"])
def test_rows_of_an_evaluated_year_say_what_they_were_given(final: Cast, page: str) -> None:
    own = "100.00" if page == "side by side" else "10.00"

    assert f"0.00 as evaluated; self-assessment {own}" in words(final, page)


def test_title_of_an_evaluated_indicator_says_what_it_was_given(final: Cast) -> None:
    assert "0.00 / 10 as evaluated; self-assessment 10.00" in words(final, "indicator")


def test_rows_of_an_evaluated_part_add_up_to_its_score(final: Cast) -> None:
    page = client_of(final.reviewer).get(objective(final)).context["page"]
    given = [row.now.weighted for row in page.rows if row.now and row.now.weighted is not None]

    assert sum(given) == page.now.weighted


def test_evaluated_year_is_told_nothing_to_earn(final: Cast) -> None:
    assert "still to be earned" not in words(final, "fact sheet")


@pytest.mark.parametrize("page", ["objective", "section"])
def test_places_of_a_part_go_by_the_evaluation(final: Cast, page: str) -> None:
    share = {"objective": "4.17", "section": "9.31"}[page]

    assert re.search(rf"1 Khulna office {share}", words(final, page))


CHANGED: Final = {
    "changed indicator": indicator("1.10.1"),
    "changed objective": lambda cast: (
        f"{PLAN}objectives/{Objective.objects.get(plan=cast.plan, code='1').pk}/"
    ),
}


@pytest.mark.parametrize("is_final", [False, True])
@pytest.mark.parametrize("page", [*CHANGED, "section", "year", "year to date", "years", "office"])
def test_accepted_month_stays_as_it_was_accepted(
    cast: Cast, page: str, is_final: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, address in CHANGED.items():
        monkeypatch.setitem(PAGES, name, address)
    accept_months(cast)
    if is_final:
        submit(cast)
        accept_report(report(cast), by=cast.superior)
    before = words(cast, page)
    change_the_plan(cast)

    note = (
        "Words, weight and targets are those that June 2024 was accepted with; "
        "the plan says something else today. "
    )
    after = words(cast, page)

    assert after.replace(note, "") == before
    assert (note in after) == (page == "changed indicator")


def test_month_that_is_open_goes_by_the_plan_of_today(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_months(cast, APRIL, MAY)
    change_the_plan(cast)
    for name, address in CHANGED.items():
        monkeypatch.setitem(PAGES, name, address)

    for page in (*CHANGED, "section", "year"):
        assert "সংশোধিত সূচক" in words(cast, page)
    assert "/ 9 score" in words(cast, "changed indicator")


@pytest.mark.parametrize("page", ["mean", "year to date", "side by side", "list"])
def test_mean_has_two_decimals(cast: Cast, page: str) -> None:
    said = words(cast, page)

    assert "91.33" in said
    assert not re.search(r"\d\.\d{9}", said)


def test_file_of_the_list_has_two_decimals_of_a_mean(cast: Cast) -> None:
    answer = client_of(cast.reviewer).get("/lists/indicators/?_export=csv&format=csv")
    file = b"".join(answer).decode("utf-8-sig")

    assert ",91.33," in file
    assert not re.search(r"\d\.\d{9}", file)


@every_page
def test_bengali_page_has_bengali_digits(final: Cast, page: str) -> None:
    User.objects.update(language="bn")

    assert re.findall(r"\S*[0-9]\S*", words(final, page)) == []
