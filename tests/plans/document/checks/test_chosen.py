import pytest

from numerals import FiscalYearSpan
from plans.document.checks.chosen import Chosen, contradictions
from plans.document.defaults import Kind
from plans.document.reader import read_form
from plans.document.reader.kinds import kind_in
from plans.document.totals import total_of_kind
from tests.plans.document.forms import INNOVATION, KHULNA

KHULNA_OFFICE = ("জেলা কার্যালয়, খুলনা", "District Office, Khulna")
YEAR = FiscalYearSpan(2023)


@pytest.mark.parametrize(
    ("names", "kind", "year", "found"),
    [
        (KHULNA_OFFICE, Kind.APA, YEAR, []),
        (("খুলনা", "Khulna"), None, None, []),
        (("জেলা কার্যালয়, যশোর", "Jashore"), Kind.APA, YEAR, ["other-office"]),
        (KHULNA_OFFICE, Kind.INTEGRITY, YEAR, ["other-kind"]),
        (KHULNA_OFFICE, Kind.APA, FiscalYearSpan(2022), ["other-year"]),
    ],
)
def test_what_differs_from_the_choice_is_an_error(
    names: tuple[str, ...], kind: Kind | None, year: FiscalYearSpan | None, found: list[str]
) -> None:
    problems = list(contradictions(read_form(KHULNA), Chosen(names, kind, year)))

    assert [problem.rule for problem in problems] == found
    assert all(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ) ২০২১-২২", "apa"),
        ("এপিএ এর আওতায় জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা", "integrity"),
        ("ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা", "innovation"),
        ("তথ্য অধিকার বিষয়ে বার্ষিক কর্মপরিকল্পনা", "information"),
        ("অভিযোগ প্রতিকার ব্যবস্থা কর্মপরিকল্পনা", "grievance"),
        ("Citizen's Charter Action Plan", "charter"),
        ("বার্ষিক প্রতিবেদন", None),
        ("শুদ্ধাচার ও তথ্য অধিকার কর্মপরিকল্পনা", None),
    ],
)
def test_kind_is_told_by_the_title(title: str, kind: str | None) -> None:
    assert kind_in(title) == kind


@pytest.mark.parametrize(
    ("kind", "year", "total"),
    [
        ("apa", 2023, 100),
        ("innovation", 2020, 100),
        ("innovation", 2021, 50),
        ("integrity", 2021, 50),
        ("charter", 2022, 25),
        ("information", 2019, None),
    ],
)
def test_weights_total_by_the_rules_of_kind_and_year(
    kind: str, year: int, total: int | None
) -> None:
    assert total_of_kind(Kind(kind), FiscalYearSpan(year)) == total


def test_innovation_plan_of_the_corporation_is_one() -> None:
    assert read_form(INNOVATION).kind == "innovation"
