"""These tests need settings of their own; tests/config/test_oidc.py runs them with those."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.oidc.provider import Provider

if not settings.OIDC:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def running() -> Iterator[Provider]:
    assert settings.OIDC
    with Provider(settings.OIDC) as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.start_anew()
    return running
