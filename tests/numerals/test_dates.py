from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import Month, Unreadable, localize_digits, parse_date, parse_month
from numerals.dates import LONGEST, day_after, day_before, is_like_a_date
from numerals.month_names import MONTH_NAMES, OTHER_SPELLINGS
from tests.numerals.spellings import END_OF_JUNE_2024, NO_DAY

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
END_OF_JUNE = date(2024, 6, 30)


@pytest.mark.parametrize("text", END_OF_JUNE_2024)
def test_end_of_june_is_read_in_every_unambiguous_spelling(text: str) -> None:
    assert parse_date(text) == END_OF_JUNE
    assert is_like_a_date(text)


@pytest.mark.parametrize("text", ["6/5/2024", "৬-৫-২০২৪", "06.05.2024"])
def test_day_stands_before_the_month(text: str) -> None:
    assert parse_date(text) == date(2024, 5, 6)


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
    assert parse_date(text) == day


@pytest.mark.parametrize(("text", "expected"), NO_DAY.items())
def test_what_is_ambiguous_or_impossible_is_no_date(text: str, expected: str) -> None:
    read = parse_date(text)

    assert isinstance(read, Unreadable)
    assert expected in read.expected.en


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

    assert parse_date(localize_digits(text, language=language)) == day


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_a_slip_and_never_raises(text: str) -> None:
    assert isinstance(parse_date(text), date | Unreadable)


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
    assert parse_month(text) == Month(2024, 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "June",
        "Jun-24",
        "06-24",
        "2-6-2024",
        "2024",
        "13/2024",
        "2024-00",
        "0024-06",
        "20\u200b24-06",
        "٠٦/٢٠٢٤",
    ],
)
def test_what_says_no_one_month_is_not_guessed_at(text: str) -> None:
    read = parse_month(text)

    assert isinstance(read, Unreadable)
    assert "a month such as" in read.expected.en


def test_days_follow_each_other_over_the_end_of_a_year() -> None:
    assert day_before(date(2025, 1, 1)) == date(2024, 12, 31)
    assert day_after(date(2024, 12, 31)) == date(2025, 1, 1)


def test_day_is_read_in_a_text_of_the_greatest_length() -> None:
    longest = "30 June" + "2024".rjust(LONGEST - len("30 June"))

    assert parse_date(longest) == date(2024, 6, 30)
    assert isinstance(parse_date(longest.replace("June", "June ")), Unreadable)
