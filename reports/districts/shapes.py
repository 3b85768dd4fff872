"""The shapes, and which office is which district's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from offices.searching import folded

_FILE: Final = Path(__file__).with_name("shapes.json")


@dataclass(frozen=True, slots=True)
class DistrictShape:
    """A district: its code, its name in Bengali and in English, and its outline as an SVG path."""

    code: str
    bn: str
    en: str
    path: str


@dataclass(frozen=True, slots=True)
class CountryShape:
    """All districts in a box of ``width`` × ``height``."""

    width: int
    height: int
    districts: tuple[DistrictShape, ...]


@cache
def country_shape() -> CountryShape:
    """The country, read once."""
    return _read()[0]


def district_called(*names: str) -> str | None:
    """The code of the district that is called by one of the names, in any known spelling."""
    known = _read()[1]
    return next((known[key] for name in names if (key := folded(name)) in known), None)


@cache
def _read() -> tuple[CountryShape, dict[str, str]]:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    shapes, known = [], {}
    for one in data["districts"]:
        bn, en, *_others = one["names"]
        shapes.append(DistrictShape(one["code"], bn, en, one["path"]))
        known.update(dict.fromkeys(map(folded, (one["code"], *one["names"])), one["code"]))
    return CountryShape(data["width"], data["height"], tuple(shapes)), known
