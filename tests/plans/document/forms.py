"""Small forms to read: the headings of the real ones over rows of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plans.document.reader import Reading, read_form
from plans.document.values import PlanDocument

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
KHULNA: Final = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_text("utf-8")
INNOVATION: Final = (FIXTURES / "innovation-plan-2020-21.txt").read_text("utf-8")

PROGRESS_TITLE: Final = "বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ) এপ্রিল ২০২৪ থেকে জুন ২০২৪"
PROGRESS_HEADINGS: Final = (
    "কৌশলগত উদ্দেশ্য\tকৌশলগত উদ্দেশ্যের মান\tকার্যক্রম\tকর্মসম্পাদন সূচক\tগণনা পদ্ধতি\tএকক\t"
    "কর্মসম্পাদন সূচকের মান\tলক্ষ্যমাত্রা/নির্ণায়ক ২০২৩-২৪\t\t\t\t\tবিগত মাসের পূর্ববর্তী মাসে অর্জন\t"
    "বিগত মাসের অর্জন\tবিবেচ্য মাসে অর্জন\tক্রমপুঞ্জিত অর্জন\tঅর্জনের হার\tমন্তব্য"
)
PROGRESS_NUMBERS: Final = "১\t২\t৩\t৪\t৫\t৬\t৭\t৮\t৯\t১০\t১১\t১২\t১৩\t১৪\t১৫\t১৬\t১৭\t১৮"
PLAN_TITLE: Final = "বার্ষিক উদ্ভাবন কর্মপরিকল্পনা ২০২০-২০২১"
PLAN_HEADINGS: Final = (
    "ক্রম\tউদ্দেশ্য\tবিষয়ের মান\tকার্যক্রম\tকর্মসম্পাদন সূচক\tএকক\tকর্মসম্পাদন সূচকের মান\t"
    "লক্ষ্যমাত্রা/নির্ণায়ক ২০২০-২০২১\t\t\t\t"
)
TIERS: Final = "\t\t\t\t\t\t\t১০০%\t৯০%\t৮০%\t৭০%\t৬০%"


def progress(*rows: str, title: str = PROGRESS_TITLE, headings: str = PROGRESS_HEADINGS) -> str:
    return "\n".join(("কার্যালয়", title, headings, TIERS, PROGRESS_NUMBERS, *rows))


def plan(*rows: str, title: str = PLAN_TITLE) -> str:
    return "\n".join(("কার্যালয়", title, PLAN_HEADINGS, TIERS, *rows))


def row(*cells: str) -> str:
    return "\t".join(cells)


def full_row(
    *,
    objective: str = "",
    weight: str = "",
    activity: str = "[১.১] কাজ",
    indicator: str = "[১.১.১] সূচক",
    method: str = "সমষ্টি",
    unit: str = "সংখ্যা",
    indicator_weight: str = "১০০",
    targets: str = "৫\t৪\t৩\t২\t১",
    months: str = "০\t১\t০",
    cumulative: str = "১",
    rate: str = "২০%",
    remarks: str = "",
) -> str:
    return row(
        objective,
        weight,
        activity,
        indicator,
        method,
        unit,
        indicator_weight,
        targets,
        months,
        cumulative,
        rate,
        remarks,
    )


def document_of(text: str) -> PlanDocument:
    document = read_form(text).document
    assert document is not None
    return document


def rules_of(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.rule, problem.row) for problem in reading.problems]
