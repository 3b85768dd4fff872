"""Khulna's plan agreed, and an amendment of it begun."""

from __future__ import annotations

import pytest

from plans.amending.models import Amendment
from plans.amending.services import begin_amendment
from plans.models import Plan
from tests.amendments import agreed_plan
from tests.cast import Cast


@pytest.fixture
def agreed(cast: Cast) -> Plan:
    """The agreed plan; its office was given time for amendments."""
    return agreed_plan(cast)


@pytest.fixture
def amendment(cast: Cast, agreed: Plan) -> Amendment:
    """An amendment that changes nothing so far."""
    return begin_amendment(agreed, by=cast.officer)
