"""Pictures are written anew: what is kept is the picture, without anything that rode along.

A phone's photo says where it was taken; a file may be a picture and a program at once. Only
the points of the picture are carried over.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from indicators.returns.evidence import refusals
from indicators.returns.evidence.kinds import LARGEST_FILE, Content, FileKind
from numerals import Message

MOST_PIXELS: Final = 50_000_000
"""Of a JPEG in one pass, as cameras write them: it is decoded at a fraction of its size."""

MOST_PIXELS_AT_ONCE: Final = 16_000_000
"""Of a PNG or a progressive JPEG, which lies in memory whole."""

LONGEST_SIDE: Final = 2_600
"""Pixels kept: an A4 page at 220 dpi, on which small print can be read."""

_QUALITY: Final = 85

_FINE: Final = 8
"""Points, each way, that one of the look is made of."""

_SMOOTHED: Final = 0.6
"""By how much of a point of the look a picture is smoothed; tried in docs/exceptions.md."""

_PAPER: Final = 200
"""From this grey on it is paper, of 255 for white."""

_BARE: Final = 0.6
"""The share of paper above which a picture is a page of a document."""


def rewritten(data: bytes, *, kind: FileKind) -> Content | Message:
    """The picture upright, at most ``LONGEST_SIDE`` long, with nothing beside its points."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=(kind.name,)) as image:
                if image.width * image.height > _most_pixels(image, kind=kind):
                    return refusals.TOO_MANY_PIXELS
                plain = _plain(image, kind=kind)
                written, look = _written(plain, kind=kind), look_of(plain)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return refusals.TOO_MANY_PIXELS
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return refusals.BROKEN_PICTURE
    if len(written) > LARGEST_FILE:
        return refusals.TOO_LARGE
    return Content(kind, written, look)


def look_of(picture: Image.Image) -> str:
    """A difference hash: for 8 × 8 points whether each is darker than the next, as 16 hex digits.

    It stays nearly the same when a picture is scaled, compressed, made lighter or cut by a
    fiftieth at its edges, because it is smoothed first. Empty for a page of a document: white
    beside white says nothing, so that all pages would look alike.
    """
    grey = picture.convert("L").resize((9 * _FINE, 8 * _FINE), Image.Resampling.BOX)
    if _is_page(grey):
        return ""
    smooth = grey.filter(ImageFilter.GaussianBlur(_SMOOTHED * _FINE))
    points = smooth.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for line in range(8):
        for column in range(8):
            at = line * 9 + column
            bits = bits << 1 | (points[at] < points[at + 1])
    return f"{bits:016x}"


def _is_page(grey: Image.Image) -> bool:
    """Whether most of the picture is bare paper, lit evenly."""
    return sum(grey.histogram()[_PAPER:]) > _BARE * grey.width * grey.height


def _most_pixels(image: Image.Image, *, kind: FileKind) -> int:
    is_in_one_pass = kind is FileKind.JPEG and "progressive" not in image.info
    return MOST_PIXELS if is_in_one_pass else MOST_PIXELS_AT_ONCE


def _plain(image: Image.Image, *, kind: FileKind) -> Image.Image:
    """The picture upright and small enough, without what Pillow remembers of its source."""
    if kind is FileKind.JPEG:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    plain = upright.convert(_mode(upright, kind=kind))
    # Text, profile and comment are not to be written.
    plain.info.clear()
    return plain


def _written(plain: Image.Image, *, kind: FileKind) -> bytes:
    output = io.BytesIO()
    if kind is FileKind.JPEG:
        plain.save(output, "JPEG", quality=_QUALITY)
    else:
        plain.save(output, "PNG")
    return output.getvalue()


def _mode(image: Image.Image, *, kind: FileKind) -> str:
    if image.mode in ("1", "L"):
        return "L"
    return "RGBA" if kind is FileKind.PNG and image.has_transparency_data else "RGB"
