from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import (
    NIL,
    Expects,
    Figure,
    Month,
    Unreadable,
    Value,
    canonical,
    canonical_figure,
    decimals_of,
    figure_of,
    format_date,
    format_figure,
    format_month,
    format_number,
    from_canonical,
    localize_digits,
    parse_date,
    parse_figure,
    parse_number,
    parse_target,
    parse_value,
)

LANGUAGES = st.sampled_from(["bn", "en"])
NUMBERS = st.decimals(
    min_value=Decimal(-(10**15) + 1), max_value=Decimal(10**15 - 1), places=8, allow_nan=False
)
DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("১২", "12"),
        ("12", "12"),
        ("১2", "12"),
        ("০", "0"),
        ("০.৩৮", "0.38"),
        (".5", "0.5"),
        ("১২,৩৪,৫৬৭", "1234567"),
        ("1,234,567", "1234567"),
        ("১২,৩৪,৫৬,৭৮৯.৫", "123456789.5"),
        ("1,234", "1234"),
        ("২৫%", "25"),
        (" ২৫ % ", "25"),
        ("\u00a0১২\u200b", "12"),
        ("\ufeff১২\u200d", "12"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("০০৭", "7"),
        ("-0", "0"),
        ("0.0076714", "0.0076714"),
        ("999999999999999.99999999", "999999999999999.99999999"),
    ],
)
def test_number_is_read(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


def test_number_keeps_the_decimals_it_was_written_with() -> None:
    assert str(parse_number("০.৫০")) == "0.50"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "%",
        "1,5",
        "12,34",
        "1,23",
        "0,123",
        "1234,567",
        "1,234,56",
        "12,345,67",
        ",123",
        "1,",
        "5.",
        "1.2.3",
        "1 234",
        "1e5",
        "NaN",
        "Infinity",
        "1_000",
        "0x10",
        "٣",
        "½",
        "²",
        "%25",
        "25%%",
        "--5",
        "+5",
        "৳৫০০",
        "5 টাকা",
        "0.123456789",
        "1" * 16,
        "9" * 10_000,
        "1\n2",
    ],
)
def test_number_that_is_ambiguous_or_none_is_refused(text: str) -> None:
    assert isinstance(parse_number(text), Unreadable)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("৩০-৭-২০২০", date(2020, 7, 30)),
        ("১-০৩-২০২১", date(2021, 3, 1)),
        ("১৫-২- ২০২১", date(2021, 2, 15)),
        ("15/2/2021", date(2021, 2, 15)),
        ("15.2.2021", date(2021, 2, 15)),
        ("15 - 2 - 2021", date(2021, 2, 15)),
        ("১৫–২–২০২১", date(2021, 2, 15)),
        ("2021-02-15", date(2021, 2, 15)),
        ("২০২১-০২-১৫", date(2021, 2, 15)),
        ("2021-2-5", date(2021, 2, 5)),
        ("১৫ ফেব্রুয়ারি, ২০২১ খ্রি.", date(2021, 2, 15)),
        ("15-Feb-2021", date(2021, 2, 15)),
        ("29-2-2024", date(2024, 2, 29)),
        ("\u00a015-2-2021\u200b", date(2021, 2, 15)),
    ],
)
def test_date_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15-2-21",
        "15-2",
        "29-2-2023",
        "31-4-2021",
        "2-15-2021",
        "0-1-2021",
        "15-2/2021",
        "15-2-20211",
        "15-2-0021",
        "15-2-9999",
        "15 2 2021",
        "12",
        "1" * 1000,
    ],
)
def test_date_that_is_ambiguous_or_impossible_is_refused(text: str) -> None:
    assert isinstance(parse_date(text), Unreadable)


def test_refusal_names_what_was_read_and_what_is_expected() -> None:
    refusal = parse_number(" 12,34 ")

    assert isinstance(refusal, Unreadable)
    assert refusal.read == "12,34"
    assert refusal.message.en == (
        "“12,34” could not be read. Enter it with commas at thousands and lakhs (12,34,567) "
        "and a point before decimals (1.5)."
    )
    assert refusal.message.bn == (
        "“১২,৩৪” পড়া যায়নি; হাজার ও লাখে কমা (১২,৩৪,৫৬৭) এবং দশমিকে বিন্দু (১.৫) দিয়ে সংখ্যাটি লিখুন।"
    )


def test_refusal_shortens_what_was_read() -> None:
    refusal = parse_number("ক" * 500)

    assert isinstance(refusal, Unreadable)
    assert refusal.read == "ক" * 39 + "…"
    assert isinstance(whole := parse_number("ক" * 40), Unreadable)
    assert whole.read == "ক" * 40


def test_refusal_of_a_blank_says_so() -> None:
    refusal = parse_date("")

    assert isinstance(refusal, Unreadable)
    assert refusal.message.en.startswith("The cell is blank. Enter a date")


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.5", Decimal("12.5")), ("12.5.2021", date(2021, 5, 12)), ("১৫-২-২০২১", date(2021, 2, 15))],
)
def test_value_of_either_kind_is_told_by_its_shape(text: str, value: Value) -> None:
    assert parse_value(text) == value


def test_value_of_the_other_kind_is_refused() -> None:
    assert isinstance(parse_value("12", expects=Expects.DATE), Unreadable)
    assert isinstance(parse_value("15-2-2021", expects=Expects.NUMBER), Unreadable)


def test_value_of_no_kind_is_told_that_both_are_expected() -> None:
    refusal = parse_value("নেই")

    assert isinstance(refusal, Unreadable)
    assert refusal.expected.en.startswith("a number (such as 12 or 0.5) or a date")


HIDDEN = [
    *"\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\ufeff",
    *"\x00\x07\x1b\x1c\x1f\x7f\x85\u034f\u180e\u2800\u3164\ufe0f\ue000\U000e0001\U000e0031",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_unseen_character_inside_a_figure_is_refused_and_named(hidden: str) -> None:
    name = f"‹U+{ord(hidden):04X}›"

    for refusal in (
        parse_number(f"১{hidden}২"),
        parse_figure(f"1{hidden}2", expects=Expects.NUMBER),
        parse_target(f"12{hidden}.5"),
        parse_date(f"15-2-20{hidden}21"),
        parse_figure(f"15{hidden}-2-2021", expects=Expects.DATE),
        parse_value(f"15-2{hidden}-2021"),
    ):
        assert isinstance(refusal, Unreadable)
        assert name in refusal.message.bn
        assert name in refusal.message.en
        assert "invisible" in refusal.message.en


@pytest.mark.parametrize("turning", ["\u202b", "\u202d", "\u202e", "\u2067", "\x00"])
def test_mark_that_turns_the_order_of_digits_is_refused_at_the_edge_too(turning: str) -> None:
    assert isinstance(parse_number(f"{turning}12"), Unreadable)
    assert isinstance(parse_figure(turning), Unreadable)


def test_marks_of_a_clipboard_around_a_figure_are_dropped() -> None:
    assert parse_number("\ufeff \u200e১২\u2069\u00a0\u200b") == Decimal(12)
    assert parse_date("\u2068 15-2-2021\u2069") == date(2021, 2, 15)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("২ টি", "সংখ্যা", "2"),
        ("২টি", "", "2"),
        ("৫ জন", "সংখ্যা (জন)", "5"),
        ("৯০ শতাংশ", "%", "90"),
        ("৯০% শতাংশ", "শতকরা", "90"),
        ("90 percent", "%", "90"),
        ("১.৫০ কোটি", "কোটি টাকা", "1.5"),
        ("১.৫০ কোটি টাকা", "টাকা (কোটি)", "1.5"),
        ("1.5 crore", "কোটি টাকা", "1.5"),
        ("১.৫ কোটি টাকা", "কোটি টাকায়", "1.5"),
        ("১২ লাখ", "লক্ষ টাকা", "12"),
        ("৫,০০০ টাকা", "টাকা", "5000"),
        ("৩ মে.টন", "মে.টন", "3"),
    ],
)
def test_words_that_say_no_more_than_the_unit_are_let_go(text: str, unit: str, number: str) -> None:
    assert parse_number(text, unit=unit) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("১.৫০ কোটি", "টাকা"),
        ("১.৫০ কোটি", ""),
        ("১৫০ লক্ষ", "কোটি টাকা"),
        ("৫ টাকা", "কোটি টাকা"),
        ("৫ টাকা", "সংখ্যা"),
        ("৫ মেট্রিক টন", "লক্ষ মেট্রিক টন"),
        ("৫ জন", "সংখ্যা (লক্ষ)"),
        ("৫ জন", "%"),
        ("২ টি", "শতকরা"),
        ("২ টি ৩ টি", "সংখ্যা"),
        ("≥ 95", "%"),
        ("১০-১২", "সংখ্যা"),
        ("৫ প্রায়", "সংখ্যা"),
    ],
)
def test_words_that_say_more_or_else_than_the_unit_are_refused(text: str, unit: str) -> None:
    assert isinstance(parse_number(text, unit=unit), Unreadable)


def test_refusal_beside_a_unit_names_it() -> None:
    refusal = parse_number("১.৫০ কোটি", unit="টাকা")

    assert isinstance(refusal, Unreadable)
    assert refusal.message.bn == (
        "“১.৫০ কোটি” পড়া যায়নি; শুধু একটি সংখ্যা, “টাকা” এককে, যেমন ১২ বা ০.৫ লিখুন।"
    )


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b"])
def test_blank_figure_is_not_reported(text: str) -> None:
    assert parse_figure(text) is None
    assert parse_target(text) is None


@pytest.mark.parametrize(
    "text",
    ["-", " - ", "–", "—", "\u2212", "--", "N/A", "n/a", "NA", "প্রযোজ্য নয়", "প্রযোজ্য  ন\u09df"],
)
def test_dash_is_none_and_not_zero(text: str) -> None:
    assert parse_figure(text) is NIL
    assert parse_target(text) is None


def test_zero_is_zero() -> None:
    assert parse_figure("০") == parse_target("0") == Decimal(0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0.50"), "0.5"),
        (Decimal("0.00"), "0"),
        (Decimal("-0"), "0"),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-4"), "0.0001"),
        (date(2021, 2, 15), "2021-02-15"),
    ],
)
def test_canonical_spelling(value: Value, text: str) -> None:
    assert canonical(value) == text
    assert from_canonical(text) == value


def test_canonical_figure_tells_none_from_not_reported() -> None:
    assert (canonical_figure(NIL), canonical_figure(None)) == ("-", None)
    assert canonical_figure(Decimal("0.50")) == "0.5"


@pytest.mark.parametrize("figure", [NIL, None, Decimal("0.5"), date(2021, 2, 15)])
def test_figure_is_read_as_it_was_stored(figure: Figure) -> None:
    assert figure_of(canonical_figure(figure)) == figure


@pytest.mark.parametrize("text", ["", "1e5", "NaN", "১২", "1,000", "-", "2021-W07-1"])
def test_another_spelling_is_not_canonical(text: str) -> None:
    with pytest.raises(ValueError, match="neither a plain decimal nor an ISO date"):
        from_canonical(text)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_endless_number_has_no_canonical_spelling(value: str) -> None:
    with pytest.raises(ValueError, match="no canonical spelling"):
        canonical(Decimal(value))


@pytest.mark.parametrize(
    ("value", "decimals", "bn", "en"),
    [
        ("999", None, "৯৯৯", "999"),
        ("1000", None, "১,০০০", "1,000"),
        ("1234567", None, "১২,৩৪,৫৬৭", "12,34,567"),
        ("-12345678.90", None, "-১,২৩,৪৫,৬৭৮.৯", "-1,23,45,678.9"),
        ("2.345", 2, "২.৩৫", "2.35"),
        ("2.5", 0, "৩", "3"),
        ("-2.5", 0, "-৩", "-3"),
        ("0", 2, "০.০০", "0.00"),
        ("-0.001", 2, "০.০০", "0.00"),
        ("999999.999", 2, "১০,০০,০০০.০০", "10,00,000.00"),
        ("0.0375", None, "০.০৩৭৫", "0.0375"),
    ],
)
def test_number_is_shown_in_the_readers_digits(
    value: str, decimals: int | None, bn: str, en: str
) -> None:
    assert format_number(Decimal(value), language="bn", decimals=decimals) == bn
    assert format_number(Decimal(value), language="en", decimals=decimals) == en


def test_number_is_shown_without_grouping_where_asked() -> None:
    assert format_number(Decimal(1234567), language="en", grouping=False) == "1234567"


def test_figure_is_shown_as_the_forms_print_it() -> None:
    assert format_figure(None, language="bn") == ""
    assert format_figure(NIL, language="bn") == "-"
    assert format_figure(Decimal("0.5"), language="bn", decimals=2) == "০.৫০"
    assert format_figure(date(2021, 2, 5), language="bn") == "০৫-০২-২০২১"


def test_month_is_named_in_both_languages() -> None:
    assert format_month(Month(2024, 6), language="bn") == "জুন ২০২৪"
    assert format_month(Month(2024, 6), language="en") == "June 2024"


def test_digits_follow_the_language() -> None:
    assert localize_digits("২০২৩-24", language="bn") == "২০২৩-২৪"
    assert localize_digits("২০২৩-24", language="en") == "2023-24"


def test_decimals_of_are_the_most_that_any_number_has() -> None:
    row = (Decimal("0.5000"), Decimal("0.55"), date(2021, 1, 1), NIL, None)

    assert decimals_of(*row) == 2
    assert decimals_of() == 0


@given(NUMBERS, LANGUAGES, st.booleans())
def test_number_survives_being_shown_and_read(
    value: Decimal, language: str, grouping: bool
) -> None:
    assert parse_number(format_number(value, language=language, grouping=grouping)) == value


@given(DATES, LANGUAGES)
def test_date_survives_being_shown_and_read(value: date, language: str) -> None:
    assert parse_date(format_date(value, language=language)) == value


@given(NUMBERS | DATES)
def test_value_survives_being_stored_and_read(value: Value) -> None:
    assert from_canonical(canonical(value)) == value


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    for parse in (parse_number, parse_date, parse_value, parse_figure):
        parse(text)
    assert not isinstance(parse_number(text), float)
