from __future__ import annotations

import pytest

from offices.models import Role, User
from tests.cast import FIXTURES, Cast, person


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.region)


@pytest.fixture
def innovation() -> tuple[str, bytes]:
    name = "innovation-plan-2020-21.txt"
    return name, (FIXTURES / name).read_bytes()
