"""The rows of a dashboard on the map of the districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.scoring.standings import mean
from presentation.language import in_language
from reports.dashboard.levels import level_of
from reports.dashboard.shown import BoardRow
from reports.districts.shapes import DistrictShape, country_shape, district_called


@dataclass(frozen=True, slots=True)
class MappedDistrict:
    """A district with its offices; ``share`` is the average of what keeps pace in them."""

    shape: DistrictShape
    rows: tuple[BoardRow, ...]

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.shape.bn, self.shape.en)

    @property
    def share(self) -> Decimal | None:
        """Percent of the weight that keeps pace with the year."""
        return mean(row.pace.share if row.pace else None for row in self.rows)

    @property
    def level(self) -> int | None:
        """Its colour class."""
        return None if self.share is None else level_of(self.share)

    @property
    def score(self) -> Decimal | None:
        """The average composite of its offices."""
        return mean(row.standing.composite for row in self.rows)


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """The country's districts; ``elsewhere`` are the offices of none of them."""

    width: int
    height: int
    districts: tuple[MappedDistrict, ...]
    elsewhere: tuple[BoardRow, ...]


def map_of(rows: Iterable[BoardRow]) -> DistrictMap:
    """The rows by the district that the office's name or code says."""
    country = country_shape()
    found: dict[str | None, list[BoardRow]] = {}
    for row in rows:
        found.setdefault(district_called(row.office.name, row.office.code), []).append(row)
    return DistrictMap(
        country.width,
        country.height,
        tuple(MappedDistrict(one, tuple(found.get(one.code, ()))) for one in country.districts),
        tuple(found.get(None, ())),
    )
