import re

from plans.document.examination import examine
from plans.document.values import Form
from tests.plans.document.forms import INNOVATION, KHULNA, document_of

KHULNA_FINDINGS = """
error   total-weight-mismatch     -
error   objective-weight-mismatch 1
warning equal-tiers               1.3.1
warning percent-summed            1.9.1
warning suspect-spelling          1.9.1
error   objective-weight-mismatch 2
warning soft-target               2.1.1
warning percent-summed            2.4.1
error   method-contradiction      2.4.1
error   sum-mismatch              2.5.2
warning spilled-title             3
error   objective-weight-mismatch 3
warning missing-space             3.4.1
error   code-mismatch             5.1.1
warning missing-code              governance/1
warning missing-code              governance/2
warning missing-code              governance/3
warning missing-code              governance/4
warning missing-code              governance/5
"""
INNOVATION_FINDINGS = """
warning shifted-row   1.2.1
error   no-targets    3.1.1
error   tier-order    6.1.1
warning continued-row 10.1.1
error   tier-order    13.1.1
warning continued-row 13.3.1
"""
BENGALI = re.compile("[\u0980-\u09ff]")


def findings_of(text: str) -> list[list[str]]:
    return [[str(p.severity), p.rule, p.row or "-"] for p in examine(text).problems]


def test_khulna_findings_line_by_line() -> None:
    assert findings_of(KHULNA) == [line.split() for line in KHULNA_FINDINGS.split("\n") if line]


def test_innovation_plan_findings_line_by_line() -> None:
    assert findings_of(INNOVATION) == [
        line.split() for line in INNOVATION_FINDINGS.split("\n") if line
    ]


def test_findings_say_what_was_read_and_what_is_expected_in_both_languages() -> None:
    said = {(p.rule, p.row): p.message for p in examine(KHULNA).problems}

    mismatch = said["sum-mismatch", "2.5.2"]
    assert mismatch.bn == "ক্রমপুঞ্জিত অর্জন ৬০ লেখা, কিন্তু সমষ্টি পদ্ধতিতে ০ + ৪৪ + ১৫ = ৫৯।"
    assert mismatch.en == (
        "The cumulative achievement is stated as 60, but by the method sum 0 + 44 + 15 = 59."
    )
    assert "(৯৫ + ৬৫ + ১০০) ÷ ৩ ≈ ৮৬.৬৭" in said["method-contradiction", "2.4.1"].bn
    assert "৩ + ৩ + ৩ + ৩ + ৩ + ৩ + ২ = ২০" in said["objective-weight-mismatch", "2"].bn
    assert "(504 → 496) is only 1.6%" in said["soft-target", "2.1.1"].en
    assert said["code-mismatch", "5.1.1"].en.endswith("Enter 4.1.1.")


def test_digits_of_findings_follow_the_language() -> None:
    for problem in (*examine(KHULNA).problems, *examine(INNOVATION).problems):
        assert not re.search(r"[0-9]", problem.message.bn), problem
        assert not re.search(r"[০-৯]", problem.message.en), problem


def test_khulna_form_is_read_whole() -> None:
    document = document_of(KHULNA)

    assert document.form is Form.PROGRESS
    assert document.office == (
        "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন (বিসিক)\n"
        "জেলা কার্যালয়, “বিসিক ভবন” ১৯-২০, কেডিএ বাণিজ্যিক এলাকা, খুলনা".replace("\u09df", "\u09af\u09bc")
    )
    assert document.title.endswith("এপ্রিল ২০২৪ থেকে জুন ২০২৪ খ্রি. পর্যন্ত")
    assert str(document.fiscal_year) == "2023-24"
    assert [str(month) for month in document.months] == ["2024-04", "2024-05", "2024-06"]
    assert [(o.row, o.section, len(o.indicators)) for o in document.objectives] == [
        ("1", "strategic", 11),
        ("2", "strategic", 7),
        ("3", "strategic", 6),
        ("4", "strategic", 3),
        ("governance", "governance", 5),
    ]
    assert [activity.code for activity in document.objectives[-1].activities] == list("12345")


def test_title_spilled_into_a_heading_row_is_joined() -> None:
    assert document_of(KHULNA).objectives[2].title.endswith("খাদ্যপণ্য উৎপাদন তদারকিকরণ")


def test_words_of_the_document_are_never_corrected() -> None:
    titles = [a.title for o in document_of(KHULNA).objectives for a in o.activities]
    assert "রুম/বন্ধ শিল্প ইউনিট চালুকরণ" in titles


def test_innovation_plan_is_read_whole() -> None:
    document = document_of(INNOVATION)

    assert document.form is Form.PLAN
    assert document.office == "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন"
    assert str(document.fiscal_year) == "2020-21"
    assert document.months == ()
    assert [objective.code for objective in document.objectives] == [str(n) for n in range(1, 16)]
    assert len(document.indicators) == 33
    assert sum(indicator.weight or 0 for indicator in document.indicators) == 100


def test_row_below_a_page_break_is_joined_to_the_one_above() -> None:
    document = document_of(INNOVATION)
    joined = document.objectives[9]

    assert joined.title == "তথ্য বাতায়নহালনাগাদ করণ".replace("\u09df", "\u09af\u09bc")
    assert joined.activities[0].title.endswith("উদ্ভাবনের সকল তথ্য আপলোড/ হালনাগাদকরণ")
    assert joined.indicators[0].title == "উদ্ভাবনের তথ্য আপলোডকৃত/ হালনাগাদকৃত"


def test_shifted_row_is_read_under_its_own_columns() -> None:
    shifted = {entry.row: entry for entry in document_of(INNOVATION).indicators}["1.2.1"]

    assert shifted.title.endswith("রূপরেখা প্রকাশ প্রণীত")
    assert shifted.unit == "তারিখ"
    assert shifted.weight == 3
    assert [str(target) for target in shifted.targets] == [
        "2020-07-30",
        "2020-08-04",
        "2020-08-08",
        "2020-08-11",
        "2020-08-16",
    ]
