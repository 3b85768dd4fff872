import pytest

from plans.document.reader.page_marks import goes_on_over_page, is_page_number, names_a_page


@pytest.mark.parametrize(
    ("text", "is_number", "names", "goes_on"),
    [
        ("৩", True, False, False),
        ("৩/১২", True, False, False),
        ("পৃষ্ঠা ৩", True, True, True),
        ("- পৃষ্ঠা নং ৩ এর ১২ -", False, True, True),
        ("(Page 3 of 12)", False, True, True),
        ("চলমান পাতা ৪", False, False, True),
        ("(continued)", False, False, True),
        ("পৃষ্ঠা ৩ দেখুন", False, False, False),
        ("১২৩৪", False, False, False),
        ("", False, False, False),
    ],
)
def test_page_is_marked_by_its_number_its_word_or_that_the_table_goes_on(
    text: str, *, is_number: bool, names: bool, goes_on: bool
) -> None:
    assert (is_page_number(text), names_a_page(text), goes_on_over_page(text)) == (
        is_number,
        names,
        goes_on,
    )
