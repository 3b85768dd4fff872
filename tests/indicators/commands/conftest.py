"""The two real documents, an office for them, and the commands as a person calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from config.demo.loading import load_demo
from indicators.returns.importing import import_document
from offices.models import Level, Office
from offices.services.tree import create_office
from plans.document_files import ExaminedForm, examine_file
from plans.models import Plan

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
AGREEMENT = FIXTURES / "apa-progress-khulna-2024-q4.txt"
INNOVATION = FIXTURES / "innovation-plan-2020-21.txt"

Run = Callable[..., str]


@pytest.fixture
def run() -> Run:
    """Calls a command and gives what it printed."""

    def called(*arguments: Any, **options: Any) -> str:
        out = StringIO()
        call_command(*map(str, arguments), stdout=out, **options)
        return out.getvalue()

    return called


@pytest.fixture
def khulna(db: None) -> Office:
    return create_office(code="khulna", level=Level.DISTRICT, name_bn="খুলনা", name_en="Khulna")


@pytest.fixture
def agreement(khulna: Office) -> Plan:
    examined = examine_file(AGREEMENT)
    assert isinstance(examined, ExaminedForm)
    return import_document(examined.document, office=khulna, kind="apa")


NOVEMBER = date(2026, 11, 29)
DISTRICTS_LOADED = 24


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two regions' districts, loaded once for the module; every test's own changes are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(districts=DISTRICTS_LOADED, today=NOVEMBER)
        yield
        transaction.set_rollback(True)
