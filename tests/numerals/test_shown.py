"""What is shown of values, in the digits and words of the reader."""

from datetime import date
from decimal import Decimal

import pytest

from numerals import Message, format_figure, format_value, parse_whole
from numerals.composing import composed
from numerals.digits import has_hidden
from numerals.formatting import format_day, round_half_up
from numerals.score_places import (
    USUAL_SCORE_PLACES,
    score_places,
    scores_shown_at,
    show_scores_at,
)

SENTENCE = Message(bn="৩ মাস", en="3 months")


@pytest.mark.parametrize(
    ("language", "said"), [("bn", "৩ মাস"), ("bn-bd", "৩ মাস"), ("en", "3 months")]
)
def test_sentence_is_said_in_the_language_asked_for(language: str, said: str) -> None:
    assert SENTENCE[language] == said


@pytest.mark.parametrize(("language", "said"), [("bn", "৫ জুলাই ২০২৪"), ("en", "5 July 2024")])
def test_day_is_shown_with_its_months_name(language: str, said: str) -> None:
    assert format_day(date(2024, 7, 5), language=language) == said


@pytest.mark.parametrize("show", [format_value, format_figure])
def test_values_are_grouped_unless_it_is_told_otherwise(show: object) -> None:
    assert callable(show)
    assert show(Decimal(1234567), language="en") == "12,34,567"
    assert show(Decimal(1234567), language="bn") == "১২,৩৪,৫৬৭"
    assert show(Decimal(1234567), language="en", grouping=False) == "1234567"
    assert show(Decimal("0.5"), language="en", decimals=2) == "0.50"
    assert show(date(2024, 7, 5), language="en") == "05-07-2024"
    assert show(date(2024, 7, 5), language="bn") == "০৫-০৭-২০২৪"


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("2.345", "2.35"), ("-2.345", "-2.35"), ("2.344", "2.34"), ("2", "2.00"), ("-0.001", "0.00")],
)
def test_half_is_rounded_away_from_zero_and_zero_has_no_sign(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals=2)) == rounded


@pytest.mark.parametrize("text", ["12", "1 2", "a\tb", "a\nb", "a\r\nb"])
def test_blanks_and_line_ends_are_seen(text: str) -> None:
    assert not has_hidden(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("0", 0),
            ("12", 12),
            ("999", 999),
            ("1000", None),
            ("", None),
            ("-1", None),
            ("১২", None),
        ),
        *(("1.5", None), ("x", None), ("²", None)),
    ],
)
def test_whole_number_of_a_program_is_plain_digits(text: str, number: int | None) -> None:
    assert parse_whole(text, most_digits=3) == number


@pytest.mark.parametrize(("marks", "kept"), [(1, 1), (30, 30), (31, 30), (500, 30)])
def test_of_many_marks_over_one_letter_thirty_stay(marks: int, kept: int) -> None:
    mark = "\u0323"

    assert composed(f"q{mark * marks}ab{mark}", "NFC") == f"q{mark * kept}ab{mark}".replace(
        f"b{mark}", "ḅ"
    )


def test_scores_have_the_decimals_that_were_said_last_until_what_is_shown_ends() -> None:
    with scores_shown_at(3):
        assert score_places() == 3
        show_scores_at(4)
        assert score_places() == 4
    assert score_places() == USUAL_SCORE_PLACES


def test_of_marks_over_no_letter_as_many_stay() -> None:
    assert len(composed("\u0315" * 31)) == 30
