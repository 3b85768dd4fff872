"""What a phone's camera reads from a page or from paper."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """The text as a QR code: SVG that the page carries itself."""
    drawing = segno.make_qr(text, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff"
    )
    return mark_safe(drawing)  # noqa: S308  # segno draws lines, nothing that was typed
