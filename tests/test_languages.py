"""Every page speaks one language: the reader's."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest
from django.urls import reverse

from indicators.models import Sheet
from indicators.services.steps import return_sheet
from offices.models import User
from plans.models import Activity, Indicator, Objective
from tests.cast import Cast, client_of
from tests.test_access import MONTH, OFFICE, PLAN

OPEN = {**PLAN, "month": "2024-05"}
PAGES: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("officer", "home", {}),
    ("officer", "plans:list", {}),
    ("officer", "indicators:plan", PLAN),
    ("officer", "indicators:entry", MONTH),
    ("officer", "indicators:entry", OPEN),
    ("officer", "indicators:check", OPEN),
    ("officer", "guide", {}),
    ("officer", "indicators:roles", {}),
    ("officer", "offices:account", {}),
    ("officer", "indicators:hand-over", {}),
    ("reviewer", "indicators:hand-over", {}),
    ("reviewer", "home", {}),
    ("reviewer", "indicators:review-queue", {}),
    ("reviewer", "indicators:review", MONTH),
    ("reviewer", "reports:dashboard", {}),
    ("reviewer", "reports:office", OFFICE),
    ("administrator", "offices:office-list", {}),
    ("administrator", "offices:office", OFFICE),
    ("administrator", "offices:office-edit", OFFICE),
    ("administrator", "offices:office-move", OFFICE),
    ("administrator", "offices:office-close", OFFICE),
    ("administrator", "offices:office-new", {}),
    ("administrator", "offices:person-list", {}),
    ("outsider", "home", {}),
)
BENGALI = re.compile(r"[\u0980-\u09ff]+")
LATIN_NUMBER = re.compile(r"[0-9]+")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
SPOKEN_AS_IT_IS = re.compile(
    # What the documents themselves write in Latin letters, names of the other language and files.
    r"APA, NIS, GRS, CC, RTI|English|Lokkho|PDF|XLSX|CSV|officer|reviewer|superior|outsider"
    r"|administrator|other_region|sibling"
    r"|khulna(-region)?|jashore|bscic|dhaka-region|Excel|Word|Esc|Enter|Shift|Tab|csrftoken"
)


@pytest.fixture
def pages(cast: Cast) -> Cast:
    """Khulna's June is submitted; what the tests themselves say is in neither language."""
    sheet = cast.submit()
    return_sheet(sheet, reason="!", notes={}, by=cast.reviewer)
    Sheet.objects.filter(plan=cast.sibling_plan).update(
        state="submitted", submitted_at="2024-07-09T04:00Z"
    )
    cast.submit()
    return cast


def address_of(name: str, named: dict[str, str], user: User) -> str:
    own = {"person": user.pk} if name == "indicators:hand-over" else named
    return reverse(name, kwargs=own)


def seen(page: str) -> str:
    """The text of the page."""
    page = re.sub(
        r"<script.*?</script>|<style.*?</style>|<svg.*?</svg>", " ", page, flags=re.DOTALL
    )
    # The other language's name of itself is written in it.
    page = re.sub(r"<(\w+)[^>]*\blang=\"(bn|en)\"(?! class)[^>]*>[^<]*</\1>", " ", page)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def heard(page: str) -> str:
    """What stands in labels and titles, and what scripts will say."""
    said = re.findall(r"\b(?:title|aria-label|placeholder|alt|data-[\w-]+)=\"([^\"]*)\"", page)
    return unescape(" ".join(said))


@pytest.mark.parametrize(("who", "name", "named"), PAGES)
def test_bengali_page_has_neither_english_words_nor_latin_digits(
    pages: Cast, who: str, name: str, named: dict[str, str]
) -> None:
    user = getattr(pages, who)
    User.objects.filter(pk=user.pk).update(language="bn")

    page = client_of(user).get(address_of(name, named, user)).text

    words = re.sub(r"\S*/\S*|\{\w+\}", " ", seen(page) + heard(page))
    assert LATIN_WORD.findall(SPOKEN_AS_IT_IS.sub(" ", words)) == []
    # The guide says that both digits may be typed, and names the key F2.
    assert LATIN_NUMBER.findall(seen(page)) == (["12", "2"] if name == "guide" else [])


@pytest.mark.parametrize(("who", "name", "named"), PAGES)
def test_english_page_has_no_bengali_but_the_documents(
    pages: Cast, who: str, name: str, named: dict[str, str]
) -> None:
    user = getattr(pages, who)
    Objective.objects.update(title="title")
    Activity.objects.update(title="title")
    Indicator.objects.update(title="title", unit="unit")

    page = client_of(user).get(address_of(name, named, user)).text

    assert BENGALI.findall(seen(page) + heard(page)) == (["১২"] if name == "guide" else [])
