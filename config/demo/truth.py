"""What is known of the invented figures: for tests of what is estimated, found or forecast."""

from __future__ import annotations

from typing import Final

from config.demo.action_plans import action_plan
from config.demo.characters import characters
from config.demo.districts import DISTRICTS
from config.demo.documents import AGREEMENT, fixture
from config.demo.model import Worker
from config.demo.plans import base_targets, size_in
from config.demo.seed import SEED, Lot
from config.demo.targets import district_document
from numerals import FiscalYearSpan, Value
from plans.document.defaults import Kind

_BY_CODE: Final = {district.code: district for district in DISTRICTS}


def worker_of(office: str, *, kind: Kind = Kind.APA, seed: int = SEED) -> Worker:
    """The district as the model knows it at its plan of a kind. Raises ``KeyError`` for none."""
    strength = characters(Lot(seed))[office].strength
    return Worker(office, size_in(_BY_CODE[office], kind), strength, Lot(seed), kind)


def truth_of(
    office: str, row: str, year: FiscalYearSpan, *, kind: Kind = Kind.APA, seed: int = SEED
) -> Value:
    """What can be expected of a district at a row in a year, as ``model`` says: an amount, a level,
    a chance from 0 to 1, or a day. Raises ``KeyError`` for a row that has no such truth.
    """
    worker = worker_of(office, kind=kind, seed=seed)
    district = _BY_CODE[office]
    if kind is Kind.APA:
        quirks = characters(Lot(seed))[office].quirks
        document = district_document(fixture(AGREEMENT), district, quirks, worker=worker, year=year)
        base = base_targets()
    else:
        document, base = action_plan(kind, district, year), {}
    entry = {one.row: one for one in document.indicators if not one.linked}[row]
    best = base.get(row, entry.targets.t100)
    if best is None:
        raise KeyError(row)
    own = entry.targets.t100
    is_dated = own is not None and type(own) is not type(best)
    return worker.truth(own if is_dated and own else best, entry.unit, row=row)
