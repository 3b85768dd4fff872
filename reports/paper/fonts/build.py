"""Make the two fonts of the paper forms: one TTF per weight with Bengali and Latin in it.

One merged face per weight, because several faces of one family that share a page by
``unicode-range`` make WeasyPrint print wrong glyphs for ``[ . % ,`` and digits. TTF, because
a woff2 would be unpacked anew by every process.

Run by hand when a new release of Noto is wanted (needs fonttools and brotli):

    npm pack @fontsource/noto-sans-bengali@5.3.0 @fontsource/noto-sans@5.3.0
    for archive in *.tgz; do mkdir "${archive%.tgz}"; tar xzf "$archive" -C "${archive%.tgz}"; done
    python reports/paper/fonts/build.py fontsource-noto-sans-bengali-5.3.0 \
        fontsource-noto-sans-5.3.0
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "regular", 600: "semibold"}
FAMILY = "Lokkho Paper"
DROPPED_TABLES = ("gasp", "prep", "STAT", "DSIG")
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
LICENCE_URL = "https://openfontlicense.org"
RELEASED = 3_800_000_000
"""A fixed time stamp in the font's own epoch: the same input gives the same bytes."""


def without(face: TTFont, taken: set[int]) -> TTFont:
    """The face less the characters that an earlier face already draws."""
    options = SubsetOptions(layout_features=["*"], notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options=options)
    subsetter.populate(unicodes=sorted(set(face.getBestCmap()) - taken))
    subsetter.subset(face)
    return face


def merged(files: list[Path]) -> TTFont:
    """One face with the characters of all files; the first file that has one draws it."""
    taken: set[int] = set()
    with TemporaryDirectory() as folder:
        parts = []
        for index, file in enumerate(files):
            face = TTFont(file, recalcTimestamp=False)
            for table in DROPPED_TABLES:
                if table in face:
                    del face[table]
            characters = set(face.getBestCmap())
            face = without(face, taken)
            taken |= characters
            face.flavor = None
            part = Path(folder) / f"{index}.ttf"
            face.save(part)
            parts.append(str(part))
        return Merger(options=Options(drop_tables=["vmtx", "vhea"])).merge(parts)


def copyright_of(files: list[Path]) -> str:
    """The copyright lines of all the faces that were merged."""
    lines: dict[str, None] = {}
    for file in files:
        with TTFont(file) as face:
            lines[face["name"].getDebugName(0)] = None
    return "; ".join(lines)


def name(face: TTFont, weight: int, *, owners: str) -> None:
    """Give the face our family's name, and the copyright and licence of what it is made of."""
    style = WEIGHTS[weight].capitalize()
    names = {
        0: owners,
        13: LICENCE,
        14: LICENCE_URL,
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"LokkhoPaper-{style}",
    }
    for record in list(face["name"].names):
        if record.nameID in (16, 17, 25):
            face["name"].removeNames(nameID=record.nameID)
    for identifier, text in names.items():
        face["name"].removeNames(nameID=identifier)
        face["name"].setName(text, identifier, 3, 1, 0x409)
    face["OS/2"].usWeightClass = weight
    face["head"].created = face["head"].modified = RELEASED


def build(bengali: Path, latin: Path) -> None:
    """Write ``regular.ttf`` and ``semibold.ttf`` beside this script."""
    for weight, stem in WEIGHTS.items():
        files = [
            bengali / f"package/files/noto-sans-bengali-bengali-{weight}-normal.woff2",
            latin / f"package/files/noto-sans-latin-{weight}-normal.woff2",
            latin / f"package/files/noto-sans-latin-ext-{weight}-normal.woff2",
        ]
        face = merged(files)
        name(face, weight, owners=copyright_of(files))
        face.recalcTimestamp = False
        face.save(Path(__file__).parent / f"{stem}.ttf")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
