from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import Slip, is_like_a_date, localize_digits, read_date, read_month
from numerals.month_names import MONTH_NAMES, OTHER_SPELLINGS

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
END_OF_JUNE = date(2024, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30-6-2024",
        "৩০/০৬/২০২৪",
        "30.6.2024",
        "30 - 06 - 2024",
        "৩০–৬–২০২৪",
        "2024-6-30",
        "2024/06/30",
        "২০২৪-০৬-৩০",
        "2024-06-30 00:00:00",
        "৩০ জুন ২০২৪",
        "৩০ জুন, ২০২৪ খ্রি.",
        "৩০ জুন ২০২৪ খ্রিঃ",
        "৩০শে জুন, ২০২৪ খ্রিস্টাব্দ",
        "৩০-০৬-২০২৪ ইং",
        "৩০/৬/২০২৪ খ্রি: তারিখ",
        "৩০-জুন-২০২৪",
        "জুন ৩০, ২০২৪",
        "30-Jun-2024",
        "30/JUN/2024",
        "30.Jun.2024",
        "30Jun2024",
        "30 June 2024",
        "30th June, 2024",
        "30th of June 2024",
        "June 30, 2024",
        "Jun. 30 2024",
        "\u00a030\u00a0June\u00a02024\u200b",
    ],
)
def test_end_of_june_is_read_in_every_unambiguous_spelling(text: str) -> None:
    assert read_date(text) == END_OF_JUNE
    assert is_like_a_date(text)


@pytest.mark.parametrize("text", ["6/5/2024", "৬-৫-২০২৪", "06.05.2024"])
def test_day_stands_before_the_month(text: str) -> None:
    assert read_date(text) == date(2024, 5, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("১লা জুলাই ২০২৩", date(2023, 7, 1)),
        ("২রা জানুয়ারী ২০২৪", date(2024, 1, 2)),
        ("৪ঠা ফেব্রুয়ারি ২০২৪", date(2024, 2, 4)),
        ("৫ই আগষ্ট ২০২৩", date(2023, 8, 5)),
        ("১৫ ফেব্রুয়ারি ২০২৪", date(2024, 2, 15)),
        ("১৫ ফেব্রু\u09df\u09beরি ২০২৪", date(2024, 2, 15)),
    ],
)
def test_names_are_read_as_any_keyboard_types_them(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("", Slip.SHAPE),
        ("30-6-24", Slip.SHAPE),
        ("30-Jun-24", Slip.SHAPE),
        ("৩০ জুন", Slip.SHAPE),
        ("জুন ২০২৪", Slip.SHAPE),
        ("30-6/2024", Slip.SHAPE),
        ("30 6 2024", Slip.SHAPE),
        ("30-6-20245", Slip.SHAPE),
        ("২০-৩০ জুন ২০২৪", Slip.SHAPE),
        ("৩০ জুন ২০২৪, ৩১ জুলাই ২০২৪", Slip.SHAPE),
        ("৩০ জুন ২০২৪ এর মধ্যে", Slip.SHAPE),
        ("৩০ ফাল্গুন ১৪৩০", Slip.SHAPE),
        ("৩১০-০৬-২০২০", Slip.SHAPE),
        ("07/02/202 0", Slip.SHAPE),
        ("6/30/2024", Slip.CALENDAR),
        ("31 June 2024", Slip.CALENDAR),
        ("29 Feb 2023", Slip.CALENDAR),
        ("30-6-1430", Slip.CALENDAR),
        ("1" * 1000, Slip.SHAPE),
    ],
)
def test_what_is_ambiguous_or_impossible_is_no_date(text: str, slip: Slip) -> None:
    assert read_date(text) is slip


@pytest.mark.parametrize("text", ["৫ মেট্রিক টন", "5 marks", "12", "জুন", "1.5"])
def test_a_month_in_another_word_makes_no_date(text: str) -> None:
    assert not is_like_a_date(text)


@given(DATES, st.data())
def test_a_day_survives_every_spelling_of_its_month(day: date, data: st.DataObject) -> None:
    names = [
        *(MONTH_NAMES[language][day.month - 1] for language in MONTH_NAMES),
        *OTHER_SPELLINGS[day.month - 1],
    ]
    name = data.draw(st.sampled_from(names))
    form = data.draw(
        st.sampled_from(["{d} {m} {y}", "{d}-{m}-{y}", "{d} {m}, {y} খ্রি.", "{m} {d}, {y}"])
    )
    language = data.draw(st.sampled_from(["bn", "en"]))
    text = form.format(d=day.day, m=name, y=f"{day.year:04d}")

    assert read_date(localize_digits(text, language=language)) == day


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_a_slip_and_never_raises(text: str) -> None:
    assert isinstance(read_date(text), date | Slip)


@pytest.mark.parametrize(
    "text",
    [
        "2024-06",
        "২০২৪-০৬",
        "2024/6",
        "06/2024",
        "৬.২০২৪",
        "June 2024",
        "june, 2024",
        "Jun. 2024",
        "Jun-2024",
        "2024 June",
        "জুন ২০২৪",
        "জুন, ২০২৪ খ্রি.",
        "২০২৪ জুন",
        "1-6-2024",
        "2024-06-01 00:00:00",
        "১ জুন ২০২৪",
    ],
)
def test_month_is_read_in_every_spelling_that_says_one(text: str) -> None:
    assert read_month(text) == (2024, 6)


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("", Slip.SHAPE),
        ("June", Slip.SHAPE),
        ("Jun-24", Slip.SHAPE),
        ("06-24", Slip.SHAPE),
        ("2-6-2024", Slip.SHAPE),
        ("2024", Slip.SHAPE),
        ("13/2024", Slip.CALENDAR),
        ("2024-00", Slip.CALENDAR),
        ("0024-06", Slip.CALENDAR),
        ("20\u200b24-06", Slip.HIDDEN),
        ("٠٦/٢٠٢٤", Slip.SHAPE),
    ],
)
def test_what_says_no_one_month_is_not_guessed_at(text: str, slip: Slip) -> None:
    assert read_month(text) is slip
