import json
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.scoring.explanations import (
    explain,
    explanation_data,
    explanation_from_data,
    next_step,
    problem_text,
    rate_note,
)
from indicators.scoring.explanations.amounts import amount, bare
from indicators.scoring.outlook import Outlook, WayToTier
from indicators.scoring.values import Explanation, IndicatorInput, Reason
from numerals.digits import BENGALI_DIGITS
from plans.document.defaults import Interpolation
from plans.document.methods import Method
from tests.indicators.scoring.examples import (
    APRIL,
    JUNE,
    MAY,
    NO_CUT_OFF,
    STEP,
    WorkedCase,
    indicator,
    next_tier_of,
    score,
    value,
    worked_cases,
)

COUNT = "সংখ্যা"
LADDER = "170 150 130 110 90"
DATES = "2020-07-30 2020-08-04 2020-08-08 2020-08-11 2020-08-16"


def test_score_below_the_last_tier_says_what_was_missed_and_what_comes_next() -> None:
    given = indicator(LADDER, {APRIL: Decimal(0), MAY: Decimal(52), JUNE: Decimal(20)})
    result = score(given)
    assert explain(result, unit=COUNT, language="bn") == (
        "অর্জন ৭২টি; সর্বনিম্ন ধাপ ৯০-এর নিচে, তাই নম্বর ০।"
    )
    assert (
        next_step(next_tier_of(given), unit=COUNT, language="bn")
        == "আরও ১৮টি হলে ৬০% ধাপ: +০.৬০ নম্বর।"
    )
    assert rate_note(result, target=Decimal(170), language="bn") == (
        "অর্জনের হার ৪২% (৭২ ÷ ১৭০)। হার ও নম্বর এক জিনিস নয়।"
    )
    assert explain(result, unit=COUNT, language="en") == (
        "Achieved 72; below the last tier (90), so the score is 0."
    )
    assert next_step(next_tier_of(given), unit=COUNT, language="en") == (
        "18 more for the 60% tier: +0.60 points."
    )
    assert rate_note(result, target=Decimal(170), language="en") == (
        "Rate of achievement 42% (72 ÷ 170). The rate and the score are different things."
    )


def test_share_of_the_last_tier_is_told_where_there_is_no_cut_off() -> None:
    given = indicator(LADDER, "72")
    result = score(given, rules=NO_CUT_OFF)

    assert explain(result, unit=COUNT, language="bn") == (
        "অর্জন ৭২টি; সর্বনিম্ন ধাপ ৯০-এর নিচে; সেই অনুপাতে গণ্য, তাই নম্বর ০.৪৮ (মান ১-এর ৪৮%)।"
    )
    assert explain(result, unit=COUNT, language="en") == (
        "Achieved 72; below the last tier (90); its share of that tier counts, so the score is "
        "0.48 (48% of the weight 1)."
    )
    outlook = next_tier_of(given, rules=NO_CUT_OFF)
    assert next_step(outlook, unit=COUNT, language="en") == (
        "18 more for the 60% tier: +0.12 points."
    )


@pytest.mark.parametrize(
    ("tiers", "achieved", "bn", "en"),
    [
        (
            LADDER,
            "140",
            "অর্জন ১৪০টি; ৮০% (১৩০) ও ৯০% (১৫০) ধাপের মাঝামাঝি, তাই নম্বর ১.৭০ (মান ২-এর ৮৫%)।",
            (
                "Achieved 140; between the 80% tier (130) and the 90% tier (150), "
                "so the score is 1.70 (85% of the weight 2)."
            ),
        ),
        (
            LADDER,
            "90",
            "অর্জন ৯০টি; ৬০% ধাপ (৯০) পূরণ হয়েছে, তাই নম্বর ১.২০ (মান ২-এর ৬০%)।",
            "Achieved 90; the 60% tier (90) is met, so the score is 1.20 (60% of the weight 2).",
        ),
        (
            LADDER,
            "171",
            "অর্জন ১৭১টি; ১০০% ধাপ (১৭০) পূরণ হয়েছে, তাই নম্বর ২.০০ (মান ২-এর ১০০%)।",
            (
                "Achieved 171; the 100% tier (170) is met, "
                "so the score is 2.00 (100% of the weight 2)."
            ),
        ),
        (
            "300 320 340 350 360",
            "361",
            "অর্জন ৩৬১টি; সর্বনিম্ন ধাপের সীমা ৩৬০-এর উপরে, তাই নম্বর ০।",
            "Achieved 361; above the limit of the last tier (360), so the score is 0.",
        ),
        (
            "300 320 340 350 360",
            "320",
            "অর্জন ৩২০টি; ৯০% ধাপের সীমা ৩২০-এর মধ্যে আছে, তাই নম্বর ১.৮০ (মান ২-এর ৯০%)।",
            (
                "Achieved 320; within the limit of the 90% tier (320), "
                "so the score is 1.80 (90% of the weight 2)."
            ),
        ),
        (
            DATES,
            "2020-08-17",
            "অর্জন ১৭-০৮-২০২০ তারিখে; সর্বনিম্ন ধাপের তারিখ ১৬-০৮-২০২০-এর পরে, তাই নম্বর ০।",
            (
                "Achieved on 17-08-2020; after the date of the last tier (16-08-2020), "
                "so the score is 0."
            ),
        ),
        (
            DATES,
            "2020-07-29",
            (
                "অর্জন ২৯-০৭-২০২০ তারিখে; ১০০% ধাপের তারিখ ৩০-০৭-২০২০-এর মধ্যে হয়েছে, "
                "তাই নম্বর ২.০০ (মান ২-এর ১০০%)।"
            ),
            (
                "Achieved on 29-07-2020; by the date of the 100% tier (30-07-2020), "
                "so the score is 2.00 (100% of the weight 2)."
            ),
        ),
    ],
)
def test_explanation_names_the_rule_that_gave_the_score(
    tiers: str, achieved: str, bn: str, en: str
) -> None:
    result = score(indicator(tiers, achieved, method=Method.CUMULATIVE, weight="2"))
    assert explain(result, unit=COUNT, language="bn") == bn
    assert explain(result, unit=COUNT, language="en") == en


def test_step_mode_says_that_the_lower_tier_counts() -> None:
    result = score(indicator(LADDER, "140"), rules=STEP)
    assert explain(result, unit=COUNT, language="bn") == (
        "অর্জন ১৪০টি; ৮০% (১৩০) ও ৯০% (১৫০) ধাপের মাঝামাঝি; নিচের ধাপটিই গণ্য, তাই নম্বর ০.৮০ (মান ১-এর ৮০%)।"
    )


def test_proportional_score_says_which_share_of_the_target() -> None:
    given = indicator("4 3 - - -", "3", weight="10")
    result = score(given, section="governance")
    assert explain(result, unit=COUNT, language="bn") == (
        "অর্জন ৩টি; লক্ষ্যমাত্রা ৪-এর ৭৫%, নম্বর সেই অনুপাতে, তাই নম্বর ৭.৫০ (মান ১০-এর ৭৫%)।"
    )
    outlook = next_tier_of(given, section="governance")
    assert next_step(outlook, unit=COUNT, language="bn") == "আরও ১টি হলে পূর্ণ মান: +২.৫০ নম্বর।"
    assert rate_note(result, target=Decimal(4), language="bn") == "অর্জনের হার ৭৫% (৩ ÷ ৪)।"


def test_proportional_score_never_claims_more_than_the_target() -> None:
    result = score(indicator("4 3 - - -", "9", weight="10"), section="governance")
    assert explain(result, unit=COUNT, language="en") == (
        "Achieved 9; the 100% tier (4) is met, so the score is 10.00 (100% of the weight 10)."
    )


def test_linked_score_speaks_of_the_other_plan() -> None:
    one = indicator("1 - - - -", "", weight="10")
    one = replace(one, is_linked=True, linked=Decimal("62.5"))
    result = score(one, section="governance")
    assert explain(result, unit=COUNT, language="bn") == (
        "সংযুক্ত কর্মপরিকল্পনার নম্বর ১০০-তে ৬২.৫০, তাই নম্বর ৬.২৫ (মান ১০-এর ৬২.৫%)।"
    )
    assert next_step(next_tier_of(one, section="governance"), unit=COUNT, language="en") == (
        "Progress of the linked plan can add up to 3.75 points."
    )
    assert rate_note(result, target=Decimal(1), language="bn") == ""


def test_unscored_indicator_says_why_and_what_was_reported() -> None:
    assert explain(score(indicator("- - - - -", "500000")), unit="টাকা", language="bn") == (
        "অর্জন ৫,০০,০০০ টাকা। নম্বর নির্ণয় করা যায় না: লক্ষ্যমাত্রা নেই। প্রশাসককে জানান।"
    )
    assert explain(score(indicator(LADDER, "")), unit=COUNT, language="en") == (
        "No month gives a figure yet; missing is not zero."
    )


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence_in_both_languages(reason: Reason) -> None:
    bn, en = problem_text(reason, "bn"), problem_text(reason, "en")
    assert bn.endswith("।")
    assert en.endswith(".")
    assert en.startswith("Cannot be scored") is reason.cannot_be_scored
    assert bn.startswith("নম্বর নির্ণয় করা যায় না") is reason.cannot_be_scored


@pytest.mark.parametrize(
    "given",
    [
        indicator(LADDER, "170"),
        indicator(LADDER, ""),
        indicator(DATES, "2020-08-13", method=Method.DATE),
    ],
    ids=["at the top", "not reported", "a date that has passed"],
)
def test_nothing_to_gain_gives_no_next_step(given: IndicatorInput) -> None:
    assert next_step(next_tier_of(given), unit=COUNT, language="bn") == ""


@pytest.mark.parametrize(
    ("given", "left", "bn", "en"),
    [
        (
            indicator("300 320 340 350 360", "345"),
            3,
            "এ বছর ৮০% ধাপ আর পাওয়া যাবে না।",
            "This year cannot reach the 80% tier any more.",
        ),
        (
            indicator("300 320 340 350 360", "345", method=Method.AVERAGE),
            3,
            "পরের প্রতিবেদনে সর্বোচ্চ ৩৩৫টি হলে ৮০% ধাপ: +০.০৫ নম্বর।",
            "At most 335 in the next report for the 80% tier: +0.05 points.",
        ),
        (
            indicator(LADDER, "140", method=Method.CUMULATIVE, weight="2"),
            3,
            "পরের প্রতিবেদনে মোট ১৫০টি হলে ৯০% ধাপ: +০.১০ নম্বর।",
            "A total of 150 in the next report for the 90% tier: +0.10 points.",
        ),
    ],
)
def test_next_step_says_what_the_next_report_must_say(
    given: IndicatorInput, left: int, bn: str, en: str
) -> None:
    outlook = next_tier_of(given, left=left)

    assert next_step(outlook, unit=COUNT, language="bn") == bn
    assert next_step(outlook, unit=COUNT, language="en") == en


def test_date_has_no_rate_note() -> None:
    result = score(indicator(DATES, "2020-08-13", method=Method.DATE))
    assert rate_note(result, target=value("2020-07-30"), language="bn") == ""


@pytest.mark.parametrize(
    ("figure", "unit", "bn", "en"),
    [
        ("72", "সংখ্যা", "৭২টি", "72"),
        ("2", "সংখ্যা (কয়টি)", "২টি", "2"),
        ("20", "সংখ্যা (জন)", "২০ জন", "20 persons"),
        ("87", "%", "৮৭%", "87%"),
        ("91", "হার", "৯১%", "91%"),
        ("100", "নিয়মিত (%)", "১০০%", "100%"),
        ("5", "মেট্রিক টন", "৫ মেট্রিক টন", "5 metric tons"),
        ("0.1078", "লক্ষ  মেট্রিক টন", "০.১০৭৮ লক্ষ মেট্রিক টন", "0.1078 lakh metric tons"),
        ("0.55", "কোটি টাকায়", "০.৫৫ কোটি টাকা", "0.55 crore taka"),
        ("1234567", "টাকা", "১২,৩৪,৫৬৭ টাকা", "12,34,567 taka"),
        ("7", "গাছ", "৭ গাছ", "7 গাছ"),
        ("7", "", "৭টি", "7"),
        ("91.33333333333333333333333333", "হার", "৯১.৩৩%", "91.33%"),
        ("0.03593333333333333333333333333", "টাকা", "০.০৩৫৯ টাকা", "0.0359 taka"),
        ("2020-08-13", "তারিখ", "১৩-০৮-২০২০", "13-08-2020"),
    ],
)
def test_amount_carries_its_unit(figure: str, unit: str, bn: str, en: str) -> None:
    given = value(figure)
    assert given is not None
    assert (amount(given, unit, "bn"), amount(given, unit, "en")) == (bn, en)


@pytest.mark.parametrize("interpolation", Interpolation)
@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.name)
def test_worked_case_is_explained_in_the_readers_digits(
    case: WorkedCase, interpolation: Interpolation
) -> None:
    result = case.score(interpolation)
    bn, en = (explain(result, unit=COUNT, language=language) for language in ("bn", "en"))
    assert not set(bn) & set("0123456789{}")
    assert not set(en) & set(BENGALI_DIGITS + "{}")
    assert (result.problem is None) == ("তাই নম্বর" in bn) == ("so the score is" in en)


@pytest.mark.parametrize("interpolation", Interpolation)
@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.name)
def test_explanation_survives_json_exactly(case: WorkedCase, interpolation: Interpolation) -> None:
    explanation = case.score(interpolation).explanation
    stored = json.loads(json.dumps(explanation_data(explanation)))
    assert explanation_from_data(stored) == explanation


def test_stored_explanation_is_short_and_canonical() -> None:
    explanation: Explanation = score(indicator("0.50 0.40 - - -", "0.450")).explanation
    assert explanation_data(explanation) == {
        "case": "between",
        "direction": "higher",
        "lower": [90, "0.4"],
        "upper": [100, "0.5"],
        "next": {"tier": 100, "target": "0.5", "missing": "0.05", "gain": "0.05"},
    }


@pytest.mark.parametrize(
    ("outlook", "bengali", "english"),
    [
        (
            Outlook(WayToTier.EACH, 90, Decimal("0.1"), figure=Decimal(5), left=11, is_limit=True),
            "বাকি ১১টি প্রতিবেদনের প্রতিটিতে সর্বোচ্চ ৫টি হলে ৯০% ধাপ: +০.১০ নম্বর।",
            "At most 5 in each of the 11 reports left for the 90% tier: +0.10 points.",
        ),
        (
            Outlook(WayToTier.EACH, 90, Decimal("0.1"), figure=Decimal(5), left=2),
            "বাকি ২টি প্রতিবেদনের প্রতিটিতে অন্তত ৫টি হলে ৯০% ধাপ: +০.১০ নম্বর।",
            "At least 5 in each of the 2 reports left for the 90% tier: +0.10 points.",
        ),
        (
            Outlook(WayToTier.GONE, 90, Decimal("0.1")),
            "এ বছর ৯০% ধাপ আর পাওয়া যাবে না।",
            "This year cannot reach the 90% tier any more.",
        ),
    ],
)
def test_next_step_is_told_with_its_bound_and_its_reports(
    outlook: Outlook, bengali: str, english: str
) -> None:
    assert next_step(outlook, unit=COUNT, language="bn") == bengali
    assert next_step(outlook, unit=COUNT, language="en") == english


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("0.1234", "0.1234"),
        ("1.2345", "1.2345"),
        ("0.12345", "0.1235"),
        ("0.99999", "1.0000"),
        ("1.00001", "1.00"),
        ("1.23456", "1.23"),
        ("-1.23456", "-1.23"),
    ],
)
def test_what_can_be_typed_is_told_in_full_and_a_quotient_rounded(figure: str, told: str) -> None:
    assert bare(Decimal(figure), "en") == told


def test_linked_row_is_told_in_the_readers_digits() -> None:
    one = replace(indicator("1 - - - -", "", weight="10"), is_linked=True, linked=Decimal("62.5"))

    told = score(one, section="governance")
    assert "১০০-তে ৬২.৫০" in explain(told, unit=COUNT, language="bn")
    assert "is 62.50 of 100" in explain(told, unit=COUNT, language="en")
