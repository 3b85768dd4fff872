"""The quality mark: of what weight the rows lack nothing, and what the others lack."""

from dataclasses import replace
from decimal import Decimal

from indicators.targets.expected.judging import Softness
from indicators.targets.expected.quality import Lack, quality
from plans.document.checks import check
from plans.document.values import IndicatorEntry
from tests.plans.document.forms import KHULNA, document_of

D = Decimal
RIGHT = Softness(D("0.4"), is_soft=False, is_steep=False)
SOFT = Softness(D("0.9"), is_soft=True, is_steep=False)


def good(entry: IndicatorEntry) -> IndicatorEntry:
    return replace(entry, evidence="প্রতিবেদন", baselines={"2022-23": D(3)})


def test_a_row_that_lacks_nothing_counts_with_its_weight() -> None:
    document = document_of(KHULNA).promised().with_indicators(good)
    softness = {entry.row: RIGHT for entry in document.indicators}
    found = quality(document, softness, check(document))

    assert found.share is not None
    assert found.share > 80
    # 1.9.1 adds up percentages.
    assert found.lacking.keys() == {Lack.INCONSISTENT}
    assert found.unjudged == 0


def test_what_rows_lack_is_told_by_weight() -> None:
    document = document_of(KHULNA).promised()
    first = document.indicators[0]
    found = quality(document, {first.row: SOFT}, ())

    assert found.share == 0
    assert found.lacking[Lack.NOT_RIGHT] == first.weight
    assert found.lacking[Lack.NO_EVIDENCE] == found.weight
    assert found.unjudged == found.weight - (first.weight or 0)
