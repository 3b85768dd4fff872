from __future__ import annotations

from dataclasses import replace

import pytest

from numerals import FiscalYearSpan
from offices.models import Role, User
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.workshop.models import Draft
from plans.workshop.services.beginning import begun
from tests.cast import Cast, agreement, person

YEAR = FiscalYearSpan(2024)


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.head_office)


@pytest.fixture
def template(cast: Cast, planner: User) -> Draft:
    """The agreement of a district as the head office's template of the year after."""
    document = replace(agreement(), fiscal_year=YEAR, title="বার্ষিক কর্মসম্পাদন চুক্তি ২০২৪-২৫")
    draft = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    draft.is_template = True
    draft.save(update_fields=["is_template"])
    return draft
