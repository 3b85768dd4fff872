"""What a unit says of its figures: things that are counted, the smallest step."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from numerals import Figure, decimals_of
from plans.document.reader.text import comparable, wording

_COUNTED: Final = wording(
    r"^(সংখ্যা|টি|জন|কয়টি|number|no\.?|persons?)?(\s*\((জন|টি|কয়টি|বার|জন/টি)\))?$"
    r"|^(বার|ব্যাচ|দিন|কপি)$"
)


@lru_cache(maxsize=1024)
def is_counted(unit: str) -> bool:
    """Whether the unit is counted in whole ones: সংখ্যা, জন, টি; not সংখ্যা (লক্ষ)."""
    return bool(unit.strip()) and bool(_COUNTED.search(comparable(unit)))


def smallest_step(figures: Iterable[Figure]) -> Decimal:
    """The step that the figures are written in: 1, or 0.01 for two decimals."""
    return Decimal(1).scaleb(-decimals_of(*figures))
