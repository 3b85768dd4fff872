"""Text of a PDF that can be searched, copied and read aloud in Bengali.

Bengali letters are reordered and joined when they are drawn, so a reader that goes back from
glyphs to characters finds about half of the words. PDF has ``ActualText`` for that (ISO 32000-1,
14.9.4): each drawn line carries the characters that it was made of.

WeasyPrint offers no way to say so; this wraps its private function that draws one line. It is
written against one release and refuses any other, because a silent change there would give
forms that nobody can search.
"""

from __future__ import annotations

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


def _draw_searchable_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line as WeasyPrint does, inside a span that carries its characters."""
    text = textbox.text.strip()
    if not text or text.isascii():
        return draw_unsearchable_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    properties = pydyf.Dictionary({"ActualText": pydyf.String(unjoined(textbox.text))})
    stream.begin_marked_content("Span", properties)
    try:
        return draw_unsearchable_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    finally:
        stream.end_marked_content()


def make_text_searchable() -> None:
    """From now on, every line that this process draws carries its characters. Idempotent."""
    drawing.draw_first_line = _draw_searchable_line
