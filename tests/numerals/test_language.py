from __future__ import annotations

import pytest

from numerals import LANGUAGE_NAMES, LANGUAGES, language_of


@pytest.mark.parametrize(
    ("code", "language"),
    [("bn", "bn"), ("bn-bd", "bn"), ("", "bn"), (None, "bn"), ("en", "en"), ("en-gb", "en")],
)
def test_code_stands_for_one_of_two_languages(code: str | None, language: str) -> None:
    assert language_of(code) == language


def test_every_language_is_named_in_itself() -> None:
    assert tuple(dict(LANGUAGE_NAMES)) == LANGUAGES
