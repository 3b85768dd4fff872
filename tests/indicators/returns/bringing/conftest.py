from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.indicators.returns.bringing.desk import Desk


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast.officer)
