"""The face that keeps Bengali words their room is as wide as the font that comes, and small."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import Final

import pytest

from config.assets.placeholder import STYLES, WEIGHTS, Widths, real, words

FACE: Final = re.compile(
    r'font-weight: (\d+);\s+src: url\("data:font/woff2;base64,([^"]+)"\)\s+format\("woff2"\);'
)


def faces() -> dict[str, bytes]:
    """The file of each weight."""
    css = STYLES.read_text(encoding="utf-8")
    found = {one[1]: base64.b64decode(one[2]) for one in FACE.finditer(css)}
    assert tuple(found) == WEIGHTS
    return found


def test_words_of_the_pages_are_as_wide_as_they_will_be() -> None:
    texts = words()
    assert len(texts) > 2000
    for weight, file in faces().items():
        letters, face = Widths(real(weight)), Widths(BytesIO(file))
        wide = {word: letters.of(word) for word in texts}
        wrong = {word: abs(wide[word] - face.of(word)) for word in texts}
        total = sum(wide[word] * times for word, times in texts.items())
        assert sum(wrong[word] * times for word, times in texts.items()) <= 0.003 * total, weight


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("word", ["লক্ষ্যমাত্রা", "কর্মসম্পাদন", "চুক্তি", "করুন", "পর্যন্ত", "১২৩৪৫"])
def test_joined_letters_are_one_width(word: str, weight: str) -> None:
    wide = Widths(real(weight)).of(word)

    assert abs(Widths(BytesIO(faces()[weight])).of(word) - wide) <= 0.01 * wide


def test_a_face_has_two_kilobytes() -> None:
    assert all(len(file) <= 2_400 for file in faces().values())
