import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from indicators.returns.models import Achievement, MonthlyReturn, Score, ScoreLine
from numerals import Month
from offices.models import Office
from plans.models import FiscalYear, Indicator, Plan
from tests.indicators.commands.conftest import AGREEMENT, INNOVATION, Run
from tests.plans.forms.families import QUARTERS
from tests.plans.forms.writers import as_docx

pytestmark = pytest.mark.once


def imported(run: Run, file: Path, *arguments: str) -> str:
    return run("import_form", file, "--office", "khulna", *arguments, "--lang", "en")


def refusal(run: Run, file: Path, *arguments: str) -> CommandError:
    with pytest.raises(CommandError) as refused:
        imported(run, file, *arguments)
    assert "\n" not in str(refused.value)
    return refused.value


def test_progress_form_becomes_a_plan_with_its_returns_and_scores(run: Run, khulna: Office) -> None:
    imported(run, AGREEMENT, "--kind", "apa")

    plan = Plan.objects.get()
    assert plan.address == "khulna/2023-24/apa"
    assert plan.indicators.count() == 32
    assert [monthly_return.month for monthly_return in plan.monthly_returns.order_by("month")] == [
        Month(2024, 4),
        Month(2024, 5),
        Month(2024, 6),
    ]
    assert Score.objects.filter(plan=plan).count() == 3
    assert ScoreLine.objects.count() == 96


def test_printed_figures_are_kept_beside_the_computed_ones(run: Run, khulna: Office) -> None:
    imported(run, AGREEMENT, "--kind", "apa")

    cell = Achievement.objects.get(indicator__row="2.5.2", monthly_return__month="2024-06-01")
    line = ScoreLine.objects.get(indicator__row="2.5.2", score__month="2024-06-01")
    assert [cell.value, cell.reported_cumulative, cell.reported_rate] == [
        Decimal(15),
        Decimal(60),
        Decimal(7),
    ]
    assert line.achieved == Decimal(59)


def test_word_file_of_another_family_becomes_a_plan_and_what_is_not_kept_is_told(
    run: Run, khulna: Office, tmp_path: Path
) -> None:
    file = tmp_path / "integrity.docx"
    file.write_bytes(as_docx(QUARTERS))

    told = imported(run, file, "--kind", "integrity")

    indicators = Plan.objects.get().indicators.order_by("position")
    assert [one.target_100 for one in indicators] == [Decimal(4), Decimal(2), Decimal(100)]
    assert (
        "not stored with the plan: achievements of quarters and years, several targets of one "
        "indicator, who is responsible.\n"
    ) in told


def test_plan_form_becomes_a_plan_without_returns(run: Run, khulna: Office) -> None:
    told = imported(run, INNOVATION, "--kind", "innovation")

    assert Plan.objects.get().address == "khulna/2020-21/innovation"
    assert not MonthlyReturn.objects.exists()
    assert told.endswith(
        "khulna/2020-21/innovation is stored: 33 indicators, returns of 0 months.\n"
    )


def test_problems_are_printed_in_the_language_asked_for(run: Run, khulna: Office) -> None:
    english = imported(run, AGREEMENT, "--kind", "apa", "--dry-run")
    bengali = run("import_form", AGREEMENT, "--office", "khulna", "--kind", "apa")

    assert "error · 2.5.2 · The cumulative achievement is stated as 60" in english
    assert "ত্রুটি · ২.৫.২ · " in bengali
    assert bengali.endswith("khulna/2023-24/apa সংরক্ষণ করা হয়েছে: ৩২টি সূচক, ৩ মাসের প্রতিবেদন।\n")


def test_dry_run_says_so_and_stores_nothing(run: Run, khulna: Office) -> None:
    told = imported(run, AGREEMENT, "--kind", "apa", "--dry-run")

    assert told.endswith("Dry run: khulna/2023-24/apa could be stored; nothing was stored.\n")
    assert not Plan.objects.exists()
    assert not FiscalYear.objects.exists()


def test_existing_plan_is_not_overwritten(run: Run, agreement: Plan) -> None:
    agreement.indicators.filter(row="1.1.1").update(title="সংশোধিত")

    refused = refusal(run, AGREEMENT, "--kind", "apa")

    assert refused.returncode == 1
    assert str(refused) == "khulna/2023-24/apa is there already; nothing was changed."
    assert Indicator.objects.get(row="1.1.1").title == "সংশোধিত"


def test_same_form_can_be_another_kind_of_plan(run: Run, agreement: Plan) -> None:
    imported(run, AGREEMENT, "--kind", "integrity")

    assert Plan.objects.count() == 2


def test_unknown_office_is_one_sentence(run: Run, khulna: Office) -> None:
    with pytest.raises(CommandError, match="no office with the code “kulna”") as refused:
        run("import_form", AGREEMENT, "--office", "kulna", "--kind", "apa", "--lang", "en")

    assert refused.value.returncode == 1


def test_unknown_kind_names_the_known_ones(run: Run, khulna: Office) -> None:
    refused = refusal(run, AGREEMENT, "--kind", "budget")

    assert refused.returncode == 1
    assert "apa, integrity, innovation" in str(refused)


def test_objective_without_a_name_is_told_by_its_place(
    run: Run, khulna: Office, tmp_path: Path
) -> None:
    text = AGREEMENT.read_text(encoding="utf-8")
    file = tmp_path / "form.txt"
    file.write_text(re.sub(r"(?m)^\[১\] [^\t]*\t২৩\t", "\t২.১২৫\t", text), encoding="utf-8")

    refused = refusal(run, file, "--kind", "apa")

    assert str(refused).startswith("The form cannot be stored; correct it: objective 1: weight: ")


def test_months_of_the_year_before_are_left_out(run: Run, khulna: Office, tmp_path: Path) -> None:
    july = tmp_path / "july.txt"
    printed = AGREEMENT.read_text("utf-8")
    july.write_text(printed.replace("এপ্রিল ২০২৪ থেকে জুন ২০২৪", "জুলাই ২০২৩"), "utf-8")

    imported(run, july, "--kind", "apa")

    assert [monthly_return.month for monthly_return in MonthlyReturn.objects.all()] == [
        Month(2023, 7)
    ]


def test_report_of_another_year_is_refused(run: Run, khulna: Office, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    printed = AGREEMENT.read_text("utf-8")
    later.write_text(printed.replace("জুন ২০২৪", "জুন ২০২৫"), "utf-8")

    refused = refusal(run, later, "--kind", "apa")

    assert refused.returncode == 1
    assert str(refused).startswith("The form reports June 2025, but its targets are of 2023-24")
    assert not Plan.objects.exists()


def test_file_is_looked_at_before_anything_else(run: Run, db: None, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    with pytest.raises(CommandError) as refused:
        run("import_form", empty, "--office", "nowhere", "--kind", "nothing")

    assert refused.value.returncode == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a\tb\tc\n1\t2\t3\n"])
def test_file_that_is_no_form_gets_exit_code_2(
    run: Run, khulna: Office, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "form.txt"
    file.write_bytes(content)

    assert refusal(run, file, "--kind", "apa").returncode == 2
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("printed", "written", "named"),
    [
        ("সংখ্যা\t৩\t৫\t৪", "সংখ্যা\t৩.১২৫\t৫\t৪", "1.1.1"),
        ("সংখ্যা\t৩\t৫\t৪", "সংখ্যা " + "ক" * 80 + "\t৩\t৫\t৪", "1.1.1"),
    ],
)
def test_what_does_not_fit_is_refused_whole_and_never_rounded(
    run: Run, khulna: Office, tmp_path: Path, *, printed: str, written: str, named: str
) -> None:
    text = AGREEMENT.read_text(encoding="utf-8")
    assert printed in text
    file = tmp_path / "form.txt"
    file.write_text(text.replace(printed, written, 1), encoding="utf-8")

    refused = refusal(run, file, "--kind", "apa")

    assert str(refused).startswith(f"The form cannot be stored; correct it: {named} ")
    assert not Plan.objects.exists()
    assert not FiscalYear.objects.exists()
