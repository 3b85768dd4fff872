"""The face that keeps Bengali words their room is as wide as the font that comes, and small."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import Final

import pytest

from config.placeholder import REAL, ROOT, STYLES, Widths, words

FACE: Final = re.compile(
    r'font-weight: (\d+);\s+src: url\("data:font/woff2;base64,([^"]+)"\)\s+format\("woff2"\);'
    r"(?:\s+size-adjust: (\d+)%;)?"
)


def faces() -> list[tuple[str, bytes, int]]:
    """Weight, file and stretching in percent of each."""
    css = STYLES.read_text(encoding="utf-8")
    found = [(one[1], base64.b64decode(one[2]), int(one[3] or 100)) for one in FACE.finditer(css)]
    assert [weight for weight, _file, _stretched in found] == ["400", "600"]
    return found


def test_words_of_the_pages_are_as_wide_as_they_will_be() -> None:
    texts = words()
    assert len(texts) > 2000
    for weight, file, stretched in faces():
        real = Widths(ROOT / REAL.parent / f"noto-sans-bengali-{weight}.woff2")
        face = Widths(BytesIO(file))
        wide = {word: real.of(word) for word in texts}
        wrong = {word: abs(wide[word] - face.of(word) * stretched / 100) for word in texts}
        total = sum(wide[word] * times for word, times in texts.items())
        assert sum(wrong[word] * times for word, times in texts.items()) <= 0.01 * total, weight


@pytest.mark.parametrize("word", ["লক্ষ্যমাত্রা", "কর্মসম্পাদন", "চুক্তি", "করুন", "পর্যন্ত", "১২৩৪৫"])
def test_joined_letters_are_one_width(word: str) -> None:
    [(_weight, file, _stretched), _bold] = faces()
    real = Widths(REAL).of(word)

    assert abs(Widths(BytesIO(file)).of(word) - real) <= 0.015 * real


def test_face_is_one_file_of_two_kilobytes() -> None:
    [first, second] = [file for _weight, file, _stretched in faces()]

    assert first == second
    assert len(first) <= 2_400
