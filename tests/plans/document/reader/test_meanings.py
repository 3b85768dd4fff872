import pytest

from numerals import FiscalYearSpan
from plans.document.reader.columns import FormColumn, Matter
from plans.document.reader.meanings import Bare, Meaning, is_tier, meaning_of, tier_of
from plans.document.reader.periods import is_month, time_in

YEAR = FiscalYearSpan(2021)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("কৌশলগত উদ্দেশ্য (Strategic Objectives)", FormColumn.OBJECTIVE),
        ("কার্যক্রমের ক্ষেত্র", FormColumn.OBJECTIVE),
        ("কর্মসম্পাদন ক্ষেত্র", FormColumn.OBJECTIVE),
        ("কর্মসম্পাদন ক্ষেত্রের মান", FormColumn.OBJECTIVE_WEIGHT),
        ("কার্যক্রমের ক্ষেত্রের মান", FormColumn.OBJECTIVE_WEIGHT),
        ("কর্মসম্পাদন সূচকের মান", FormColumn.WEIGHT),
        ("Weight of Performance Indicators", FormColumn.WEIGHT),
        ("মান", Bare.WEIGHT),
        ("কার্যক্রমের নাম", FormColumn.ACTIVITY),
        ("একক (Unit)", FormColumn.UNIT),
        ("গণনা পদ্ধতি", FormColumn.METHOD),
        ("লক্ষ্যমাত্রা/ক্রাইটেরিয়া মান ২০২১-২২", Matter.TARGET),
        ("২০২১-২২ অর্থবছরের লক্ষ্যমাত্রা", Matter.TARGET),
        ("লক্ষ্যমাত্রার বিপরীতে অর্জন", Matter.ACHIEVED),
        ("অর্জনের লক্ষ্যমাত্রা", Matter.TARGET),
        ("অর্জনের হার", FormColumn.RATE),
        ("অর্জন (%)", FormColumn.RATE),
        ("Achievement (%)", FormColumn.RATE),
        ("মোট অর্জন", FormColumn.CUMULATIVE),
        ("প্রকৃত অর্জন* ২০১৮-১৯", Matter.ACHIEVED),
        ("ভিত্তিবছর ২০১৯-২০", Matter.BASELINE),
        ("প্রক্ষেপিত লক্ষ্যমাত্রা ২০২২-২৩", Matter.PROJECTION),
        ("বাস্তবায়নের জন্য দায়িত্বপ্রাপ্ত শাখা", FormColumn.RESPONSIBLE),
        ("অর্জিত মান", FormColumn.RAW_SCORE),
        ("মন্তব্য (লক্ষ্যমাত্রা অর্জিত না হলে কারণ)", FormColumn.REMARKS),
        ("Achieved in the month", FormColumn.THIS_MONTH),
        ("Achieved in the month before last", FormColumn.MONTH_BEFORE_LAST),
        ("মূল্যায়িত অর্জন", None),
        ("Evaluated score", None),
        ("যাচাইকারীর স্বাক্ষর", None),
        ("কর্মসম্পাদন সুচক", FormColumn.INDICATOR),
        ("কর্ম-সম্পাদন ক্ষেএ", FormColumn.OBJECTIVE),
        ("লক্ষ্য- মাত্রা", Matter.TARGET),
        ("লক্ষ্যমাত্রার বিপরীতে অর্জনের %", FormColumn.RATE),
        ("চলতি মাস পর্যন্ত অর্জন", FormColumn.CUMULATIVE),
        ("গত মাসে অর্জন", FormColumn.LAST_MONTH),
        ("Marks obtained", FormColumn.RAW_SCORE),
        ("মূল্যায়ন পদ্ধতি", None),
        ("১০০%", None),
        ("", None),
        ("সূচকের ওয়েটেজ", FormColumn.WEIGHT),
        ("কার্যাবলি", FormColumn.ACTIVITY),
        ("কার্য ক্রম", FormColumn.ACTIVITY),
        ("কার্যক্রমের মান", FormColumn.OTHER),
        ("Weight of Activity", FormColumn.OTHER),
        ("কর্মসম্পাদন সূচক ও একক", FormColumn.INDICATOR),
        ("এ মাসের অর্জন", FormColumn.THIS_MONTH),
        ("প্রতিবেদনাধীন মাসের অর্জন", FormColumn.THIS_MONTH),
        ("আলোচ্য মাসে অর্জন", FormColumn.THIS_MONTH),
        ("Achieved during the month", FormColumn.THIS_MONTH),
        ("Progress %", FormColumn.RATE),
        ("অর্জন %", FormColumn.RATE),
        ("অর্জিত সূচকের মান", FormColumn.RAW_SCORE),
        ("ভারযুক্ত স্কোর", FormColumn.WEIGHTED_SCORE),
        ("% of Target", FormColumn.RATE),
        ("লক্ষ্যমাত্রা অর্জনের শতকরা হার", FormColumn.RATE),
        ("অগ্রগতির হার", FormColumn.RATE),
        ("Rate of implementation", FormColumn.RATE),
        ("নিষ্পত্তির হার", FormColumn.OTHER),
        ("Disposal rate", FormColumn.OTHER),
        ("Rate of interest", FormColumn.OTHER),
        ("৩০ জুন ২০২২ পর্যন্ত সম্ভাব্য অর্জন", FormColumn.OTHER),
        ("Expected achievement", FormColumn.OTHER),
        ("গড় অর্জন", FormColumn.OTHER),
        ("সাপ্তাহিক অর্জন", FormColumn.OTHER),
        ("ক্রমপুঞ্জিত অর্জন (প্রকল্পের শুরু থেকে)", FormColumn.OTHER),
        ("অর্থবছরের শুরু থেকে ক্রমপুঞ্জিত অর্জন", FormColumn.CUMULATIVE),
        ("অর্জনের লক্ষ্যে গৃহীত পদক্ষেপ", FormColumn.OTHER),
        ("অর্জনের গ্রেড", FormColumn.OTHER),
        ("মূল্যায়নকারীর অর্জন", None),
        ("স্ব-মূল্যায়িত অর্জন", Matter.ACHIEVED),
    ],
)
def test_heading_tells_its_matter(heading: str, meaning: Meaning | None) -> None:
    assert meaning_of(heading) is meaning


@pytest.mark.parametrize(
    "heading",
    [
        *("অবশিষ্ট লক্ষ্যমাত্রা", "জাতীয় লক্ষ্যমাত্রা", "এসডিজি সূচক", "লক্ষ্যমাত্রার তুলনায় ঘাটতি"),
        *("অর্জনের পার্থক্য", "অর্জনের তারিখ", "অর্জন (মহিলা)", "যাচাইকৃত অর্জন", "হ্রাস/বৃদ্ধির হার"),
        *("সূচকের সংজ্ঞা", "কার্যক্রমের ধরন", "একক মূল্য", "গত বছরের একই সময়ের অর্জন"),
        *("বিগত মাস পর্যন্ত অর্জন", "বিগত ৩ বছরের অর্জন", "ক্রমপুঞ্জিত লক্ষ্যমাত্রা"),
        *("Balance target", "SDG Target", "Variance from Target", "Achievement (Female)"),
        *("Indicator Type", "Definition of Indicator", "Unit cost", "Target vs Achievement"),
        *("Verified Achievement", "Growth rate", "Achievement up to last month", "Progress status"),
    ],
)
def test_known_words_may_mean_another_thing(heading: str) -> None:
    assert meaning_of(heading) is FormColumn.OTHER


@pytest.mark.parametrize(
    ("heading", "beside"),
    [
        ("গত অর্থবছরের অর্জন", -1),
        ("প্রকৃত অর্জন (পূর্ববর্তী বছর)", -1),
        ("Last Year's Achievement", -1),
        ("পরবর্তী অর্থ বছরের প্রক্ষেপণ", 1),
        ("বিগত অর্থবছর (২০২২-২৩) এর অর্জন", 0),
        ("চলতি অর্থবছরের লক্ষ্যমাত্রা", 0),
    ],
)
def test_year_beside_the_plans_is_told_in_words(heading: str, beside: int) -> None:
    assert time_in(heading).beside == beside


@pytest.mark.parametrize(
    ("heading", "tier"),
    [
        ("অসাধারণ ১০০%", 100),
        ("অতিউত্তম", 90),
        ("উত্তম (৮০%)", 80),
        ("চলতি মান", 70),
        ("চলতি মানের নিন্মে", 60),
        ("Very Good 90%", 90),
        ("৬০", 60),
        ("চলতি মান ৬০%", 60),
        ("২০১৯-২০", None),
    ],
)
def test_tier_is_told_by_its_name_or_its_percent(heading: str, tier: int | None) -> None:
    assert tier_of(heading) == tier
    assert is_tier(heading) == (tier is not None)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("১ম কোয়ার্টার", "Q1"),
        ("২য় প্রান্তিক", "Q2"),
        ("৩য় ত্রৈমাসিক অগ্রগতি", "Q3"),
        ("Q4", "Q4"),
        ("1st Quarter", "Q1"),
        ("Quarter-III", "Q3"),
        ("II Quarter", "Q2"),
        ("(জুলাই-সেপ্টেম্বর ২০২১)", "Q1"),
        ("এপ্রিল – জুন/২২", "Q4"),
        ("জুলাই-ডিসেম্বর ২০২১", "H1"),
        ("১ম ষান্মাসিক", "H1"),
        ("জুলাই ২০২১", ""),
        ("মেয়াদ", ""),
    ],
)
def test_part_of_a_year_is_told(heading: str, period: str) -> None:
    assert time_in(heading).part == period


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("অক্টো/২২", "2022-10"),
        ("অক্টোঃ/২১", "2021-10"),
        ("মে ২০২২", "2022-05"),
        ("জুন", "2022-06"),
        ("July'21", "2021-07"),
        ("০৭/২০২১", "2021-07"),
        ("08-2021 মাসে", "2021-08"),
    ],
)
def test_month_takes_its_year_from_itself_or_the_plan(heading: str, month: str) -> None:
    assert str(time_in(heading).month_in(YEAR)) == month


def test_all_until_the_last_of_june_is_the_fiscal_year() -> None:
    assert str(time_in("প্রকৃত অর্জন ৩০ জুন ২০১৬ পর্যন্ত").year_ended()) == "2015-16"


@pytest.mark.parametrize(
    ("heading", "is_outside"),
    [
        ("অর্জন ২০২০-২১", True),
        ("অর্জন ২০২১-২২", False),
        ("অর্জন ২০২০", True),
        ("অর্জন ২০২১", False),
        ("৩০/০৬/২০২১ পর্যন্ত", True),
        ("৩১.১২.২০২১ পর্যন্ত", False),
        ("জুলাই ২০২০", True),
        ("জুলাই", False),
        ("অর্জন", False),
    ],
)
def test_time_of_another_year_is_told(heading: str, is_outside: bool) -> None:
    assert time_in(heading).is_outside(YEAR) == is_outside


def test_by_a_day_is_until_it() -> None:
    assert time_in("Achievement by 30 June 2022").until
    assert time_in("Achievement by June 2022").until
    assert not time_in("Progress by activity in June 2022").until


def test_fiscal_year_is_no_month() -> None:
    assert [is_month(period) for period in ("2024-04", "2011-12", "2024-25")] == [
        True,
        False,
        False,
    ]
