import pytest

from plans.document.reader.codes import split_code


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("[১.১.১] সূচক", "1.1.1", "সূচক"),
        ("[1.10.2] সূচক", "1.10.2", "সূচক"),
        ("[ ১. ১ ] কাজ", "1.1", "কাজ"),
        ("[১.১ কাজ", "1.1", "কাজ"),
        ("১.১ কাজ", "1.1", "কাজ"),
        ("১.১.১. সূচক", "1.1.1", "সূচক"),
        ("১) কাজ", "1", "কাজ"),
        ("(১) কাজ", "1", "কাজ"),
        ("১. কাজ", "1", "কাজ"),
        ("[এম.১.১] কাজ", "এম.1.1", "কাজ"),
        ("[১.১]", "1.1", ""),
        ("কাজ", None, "কাজ"),
        ("৫টি মেলা", None, "৫টি মেলা"),
        ("২০২৪ সালের মেলা", None, "২০২৪ সালের মেলা"),
        ("১.৫% হার", None, "১.৫% হার"),
        ("(ক) কাজ", None, "(ক) কাজ"),
        ("", None, ""),
    ],
)
def test_code_is_told_from_title(text: str, code: str | None, title: str) -> None:
    coded = split_code(text)
    assert (coded.code, coded.title) == (code, title)


@pytest.mark.parametrize("text", ["[৩.৪]বেসরকারি", "৩.৪বেসরকারি", "১)কাজ"])
def test_missing_space_after_a_code_is_noted(text: str) -> None:
    coded = split_code(text)
    assert coded.code
    assert not coded.spaced


def test_bare_number_of_another_depth_is_no_code() -> None:
    assert split_code("১.৫ কোটি টাকা", bare_depths=frozenset({3})).code is None
