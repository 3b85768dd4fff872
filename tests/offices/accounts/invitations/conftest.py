from __future__ import annotations

import pytest
from pytest_django import Settings

from offices.models import Level, Office, Role, User
from tests.cast import office, person

SITE = "https://lokkho.example.gov.bd"


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def region(db: None) -> Office:
    return office("region", Level.REGIONAL, office("top", Level.DEPARTMENT))


@pytest.fixture
def admin(region: Office) -> User:
    user = person("admin", Role.ADMINISTRATOR, region.parent)
    user.set_password("নদী-নৌকা-2024")
    user.save()
    return user


@pytest.fixture
def newcomers(region: Office) -> list[User]:
    """Three with an email address, and one at a district without; nobody has a password."""
    district = office("district", Level.DISTRICT, region)
    people = [person(f"mailed{number}", Role.ENTRY, region) for number in range(3)]
    for one in people:
        User.objects.filter(pk=one.pk).update(email=f"{one.username}@example.org")
    return [*people, person("papered", Role.ENTRY, district)]
