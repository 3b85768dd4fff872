"""Text of a PDF that can be searched, copied and read aloud in Bengali.

Bengali letters are reordered and joined when they are drawn, so a reader that goes back from
glyphs to characters finds about half of the words. PDF has ``ActualText`` for that (ISO 32000-1,
14.9.4): each drawn word carries the characters that it was made of, and where what is drawn cannot
be told apart as the words of its text, the line carries them together.

WeasyPrint offers no way to say so; this wraps its private function that draws one line. It is
written against one release and refuses any other, because a silent change there would give
forms that nobody can search.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pydyf
import weasyprint
from weasyprint.draw import text as drawing

from reports.paper.compounds import unjoined

WRITTEN_FOR: Final = "70.0"

if weasyprint.__version__ != WRITTEN_FOR:
    raise ImportError(
        f"reports.paper.searchable wraps a private function of WeasyPrint {WRITTEN_FOR}, "
        f"but {weasyprint.__version__} is installed. Install the pinned release, or check "
        "weasyprint.draw.text.draw_first_line and tests/reports/paper/test_searchable.py, "
        "then change WRITTEN_FOR."
    )

draw_unsearchable_line = drawing.draw_first_line


_WORD: Final = re.compile("[^ \u00a0]+")
_SPACES: Final = frozenset(" \u00a0")
_SHOWN: Final = re.compile(r"<([0-9a-f]*)>|[^<]+")
_GLYPH: Final = 4
"""Hexadecimal digits of a glyph's number."""


class _LineByWords:
    """Stands in for a page's stream while one line is drawn, and draws it word by word."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._font: Any = None
        self._steps: list[tuple[str, tuple[object, ...]]] = []
        self._is_in_word = False
        self._words = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def add_font(self, font: object) -> Any:
        """The font of what follows, which knows its glyphs' characters."""
        self._font, size = self._stream.add_font(font)
        return self._font, size

    def set_font_size(self, *said: object) -> None:
        """Kept for its turn."""
        self._steps.append(("set_font_size", said))

    def set_text_rise(self, *said: object) -> None:
        """Kept for its turn."""
        self._steps.append(("set_text_rise", said))

    def show_text(self, shown: str) -> None:
        """Glyphs and the moves between them, cut where words begin and end."""
        piece = ""
        for match in _SHOWN.finditer(shown):
            glyphs = match[1]
            if glyphs is None:
                piece += f" {match[0]} "
                continue
            for place in range(0, len(glyphs), _GLYPH):
                glyph = glyphs[place : place + _GLYPH]
                is_space = self._font.to_unicode.get(int(glyph, 16)) in _SPACES
                if is_space is self._is_in_word:
                    self._show(piece)
                    self._turn()
                    piece = ""
                piece += f"<{glyph}>"
        self._show(piece)

    def draw(self, text: str) -> None:
        """Draw what was kept, each word in a span of its characters."""
        if self._is_in_word:
            self._turn()
        words = _WORD.findall(text)
        if len(words) == self._words:
            self._draw(words)
        else:
            self._begin(text)
            self._draw(None)
            self._stream.end_marked_content()

    def _draw(self, words: list[str] | None) -> None:
        of_line = iter(words or ())
        for step, said in self._steps:
            if step == "word":
                if words is not None:
                    self._begin(next(of_line))
            elif step == "space":
                if words is not None:
                    self._stream.end_marked_content()
            else:
                getattr(self._stream, step)(*said)

    def _begin(self, text: str) -> None:
        properties = pydyf.Dictionary({"ActualText": pydyf.String(unjoined(text))})
        self._stream.begin_marked_content("Span", properties)

    def _show(self, piece: str) -> None:
        if piece:
            self._steps.append(("show_text", (piece.replace("><", ""),)))

    def _turn(self) -> None:
        self._is_in_word = not self._is_in_word
        self._words += self._is_in_word
        self._steps.append(("word" if self._is_in_word else "space", ()))


def _draw_searchable_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line as WeasyPrint does, its words inside spans that carry their characters."""
    text = textbox.text
    if not text.strip() or text.isascii():
        return draw_unsearchable_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    line = _LineByWords(stream)
    emojis = draw_unsearchable_line(line, textbox, text_overflow, block_ellipsis, matrix)
    line.draw(text)
    return emojis


def make_text_searchable() -> None:
    """From now on, every word that this process draws carries its characters. Idempotent."""
    drawing.draw_first_line = _draw_searchable_line
