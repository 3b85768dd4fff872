import pytest

from indicators.demo.loading import AGREEMENT, fixture
from plans.document.model import PlanDocument


@pytest.fixture(scope="session")
def khulna() -> PlanDocument:
    return fixture(AGREEMENT)
