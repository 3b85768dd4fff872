"""Odd layouts: several levels in one column, bands of activities, heads of four rows, GPMS.

Each figure is planted once, under the heading that says what it is. A cell is its text, or its
text with over how many columns and rows it reaches.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from tests.plans.forms.further_families import Family
from tests.plans.forms.writers import Merged, Sheet


def _cell(said: str | list[Any]) -> str | Merged:
    return said if isinstance(said, str) else Merged(*said)


ODD: Final = {
    name: Family(
        Sheet(one["above"], [list(map(_cell, row)) for row in one["rows"]]),
        tuple(one["said"]),
        frozenset(one["left_out"]),
    )
    for file in ("odd_layouts.json", "met_layouts.json", "told_layouts.json")
    for name, one in json.loads(Path(__file__).with_name(file).read_text("utf-8")).items()
}
