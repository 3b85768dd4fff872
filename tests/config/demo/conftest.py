import pytest

from config.demo.documents import AGREEMENT, fixture
from plans.document.values import PlanDocument


@pytest.fixture(scope="session")
def khulna() -> PlanDocument:
    return fixture(AGREEMENT)
