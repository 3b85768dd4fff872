"""``python -m config.assets.placeholder``: make the face that keeps Bengali words their room.

A machine without a Bengali font shows boxes until ours has come, and all that stands on the page
moves then. This face has no letters, only their headline, each syllable as wide as ours will be:
2 KB within ``static/fonts.css``, for each weight, drawn only where no other face draws.
``make placeholder`` calls this, after an update of Noto Sans Bengali; the widths are those of that
font for the syllables of the project's own texts (SIL Open Font License 1.1, as the font).
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).parents[2]
WEIGHTS: Final = ("400", "600")
STYLES: Final = ROOT / "static/fonts.css"
TEXTS: Final = (
    "*/locale/bn/LC_MESSAGES/*.po",
    "*/**/*.py",
    "fixtures/**/*.tsv",
    "fixtures/**/*.txt",
)

STEP: Final = 4
"""Widths are rounded to this many thousandths of the letters' height: fewer glyphs."""
LEAST: Final = 8
"""A syllable has a width of its own where that mends so many thousandths in all the texts."""
RELEASED: Final = 3_800_000_000
"""A fixed time stamp in the font's own epoch: the same input gives the same bytes."""
HEADLINE: Final = (590, 670)

_WORD: Final = re.compile("[\u0980-\u09ff\u200c\u200d]+")
_HASANTA: Final = "\u09cd"
_CONSONANT: Final = "[\u0995-\u09b9\u09ce\u09dc-\u09df]\u09bc?"
_SYLLABLE: Final = re.compile(
    f"(?:{_CONSONANT}{_HASANTA}\u200d?)*{_CONSONANT}[\u09be-\u09cc\u09d7]*|[\u0980-\u09ff]"
)
_RA, _YA = "\u09b0", "\u09af"
_FACE: Final = re.compile(r"(?<=data:font/woff2;base64,)[A-Za-z0-9+/=]*")


def main() -> None:
    """Write the faces over those of the last time, in the order of ``WEIGHTS``."""
    texts = words()
    faces = [base64.b64encode(made_of(texts, weight)).decode() for weight in WEIGHTS]
    before = STYLES.read_text(encoding="utf-8")
    STYLES.write_text(_FACE.sub(lambda _: faces.pop(0), before), encoding="utf-8")


def real(weight: str) -> Path:
    """The font whose words are given room, at one of ``WEIGHTS``."""
    return ROOT / f"static/vendor/fonts/noto-sans-bengali-{weight}.woff2"


def words() -> Counter[str]:
    """Every Bengali word of the project's texts, and how often it stands there."""
    found: Counter[str] = Counter()
    for pattern in TEXTS:
        for path in sorted(ROOT.glob(pattern)):
            if path.relative_to(ROOT).parts[0] != "tests":
                found.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return found


class Widths:
    """How wide a font sets a text, in thousandths of the letters' height."""

    def __init__(self, file: Any) -> None:
        """``file``: a path or a stream of a woff2."""
        font = TTFont(file)
        font.flavor = None
        plain = BytesIO()
        font.save(plain)
        self._font = uharfbuzz.Font(uharfbuzz.Face(plain.getvalue()))

    def of(self, text: str) -> int:
        """The width of a text."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        return sum(one.x_advance for one in buffer.glyph_positions)


def made_of(texts: Counter[str], weight: str) -> bytes:
    """The face of one of ``WEIGHTS`` as a woff2, good for texts like these."""
    font = TTFont(real(weight))
    advances = {
        chr(code): _rounded(font["hmtx"][glyph][0]) for code, glyph in font.getBestCmap().items()
    }
    return _face(advances, _joined(texts, advances, Widths(real(weight))))


def _rounded(width: int) -> int:
    return round(width / STEP) * STEP


def _joined(texts: Counter[str], advances: dict[str, int], widths: Widths) -> dict[str, int]:
    """What is not as wide as its characters, the short before the long that are made of them."""
    joined = {
        _HASANTA + _RA: 0,
        _RA + _HASANTA: 0,
        _HASANTA + _YA: _rounded(widths.of("ক্য") - widths.of("ক")),
    }
    syllables: Counter[str] = Counter()
    for word, times in texts.items():
        for syllable in _SYLLABLE.findall(word):
            syllables[syllable] += times
    for syllable in sorted(syllables, key=lambda one: (len(one), one)):
        width = widths.of(syllable)
        wrong = abs(width - sum(_set(syllable, advances, joined)))
        if len(syllable) > 1 and wrong > STEP and wrong * syllables[syllable] >= LEAST:
            joined[syllable] = _rounded(width)
    return joined


def _set(text: str, advances: dict[str, int], joined: dict[str, int]) -> Iterator[int]:
    """The widths of a text's pieces, the longest that is known first, as a shaper takes them."""
    while text:
        ends = range(len(text), 1, -1)
        piece = next((text[:end] for end in ends if text[:end] in joined), text[0])
        yield joined[piece] if len(piece) > 1 else advances.get(piece, 0)
        text = text[len(piece) :]


def _face(advances: dict[str, int], joined: dict[str, int]) -> bytes:
    """Glyphs of each width, those of characters that join by themselves, and what joins."""
    parts = {one: f"c{ord(one):x}" for one in sorted({*"".join(joined)})}
    glyphs = {f"w{width}": width for width in sorted({*advances.values(), *joined.values()})}
    glyphs = {".notdef": 0, **glyphs} | {
        glyph: advances.get(one, 0) for one, glyph in parts.items()
    }
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([*glyphs])
    builder.setupCharacterMap(
        {ord(one): parts.get(one, f"w{width}") for one, width in advances.items()}
    )
    builder.setupGlyf({glyph: _headline(width) for glyph, width in glyphs.items()})
    builder.setupHorizontalMetrics({glyph: (width, 0) for glyph, width in glyphs.items()})
    builder.setupHorizontalHeader(ascent=917, descent=-408)
    builder.setupNameTable({})
    builder.setupOS2(sTypoAscender=917, sTypoDescender=-408, usWinAscent=917, usWinDescent=408)
    builder.setupPost(keepGlyphNames=False)
    rules = (
        f"sub {' '.join(parts[one] for one in text)} by w{width};" for text, width in joined.items()
    )
    builder.addOpenTypeFeatures(f"feature ccmp {{ {' '.join(rules)} }} ccmp;")
    builder.updateHead(created=RELEASED, modified=RELEASED)
    builder.font.recalcTimestamp = False
    builder.font.flavor = "woff2"
    written = BytesIO()
    builder.font.save(written)
    return written.getvalue()


def _headline(width: int) -> Any:
    pen, (bottom, top) = TTGlyphPen(None), HEADLINE
    if width:
        pen.moveTo((0, bottom))
        for point in ((0, top), (width, top), (width, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    main()
