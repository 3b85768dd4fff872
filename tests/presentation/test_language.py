from __future__ import annotations

import pytest
from django.utils import translation

from presentation.language import in_language, reader_language


@pytest.mark.parametrize(("active", "reads"), [("bn", "bn"), ("en", "en"), ("en-gb", "en")])
def test_reader_has_the_language_of_the_page(active: str, reads: str) -> None:
    with translation.override(active):
        assert reader_language() == reads


def test_reader_of_no_page_reads_bengali() -> None:
    with translation.override(None):
        assert reader_language() == "bn"


@pytest.mark.parametrize(
    ("bengali", "english", "shown"),
    [("খুলনা", "Khulna", "Khulna"), ("খুলনা", "", "খুলনা")],
)
def test_name_is_the_other_one_where_the_readers_is_missing(
    bengali: str, english: str, shown: str
) -> None:
    with translation.override("en"):
        assert in_language(bengali, english) == shown
