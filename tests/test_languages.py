"""Every page speaks one language: the reader's."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from uuid import uuid4

import pytest
from django.urls import reverse

from indicators.returns.models import MonthlyReturn
from indicators.returns.steps import return_return
from offices.accounts.invitations.models import InvitationBatch, InvitationWay
from offices.accounts.invitations.services import begin_round
from offices.accounts.sealing import seal
from offices.accounts.second_factor.policy import MARK, mark_of
from offices.accounts.second_factor.services import set_up_second_factor
from offices.models import User
from plans.models import Activity, Indicator, Objective, Plan
from tests.cast import Cast, client_of
from tests.offices.accounts.second_factor.hands import KEY, code_of
from tests.test_access import MONTH, OFFICE, PLAN

pytestmark = pytest.mark.once

OPEN = {**PLAN, "month": "2024-05"}
PAGES: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("officer", "home", {}),
    ("officer", "plans:list", {}),
    ("officer", "plans:agreement", PLAN),
    ("reviewer", "plans:agreement", PLAN),
    ("officer", "indicators:plan", PLAN),
    ("officer", "indicators:targets", PLAN),
    ("officer", "indicators:targets-overview", {}),
    ("officer", "plans:same-rows", {}),
    ("officer", "plans:wordings", {}),
    ("officer", "plans:parts", PLAN),
    ("officer", "plans:parts-bring", PLAN),
    ("officer", "indicators:entry", MONTH),
    ("officer", "indicators:entry", OPEN),
    ("officer", "indicators:check", OPEN),
    ("officer", "indicators:bring", OPEN),
    ("officer", "guide", {}),
    ("officer", "indicators:compare", {}),
    ("officer", "indicators:amendment", PLAN),
    ("officer", "indicators:roles", {}),
    ("officer", "offices:account", {}),
    ("officer", "indicators:hand-over", {}),
    ("reviewer", "indicators:hand-over", {}),
    ("reviewer", "home", {}),
    ("reviewer", "indicators:review-queue", {}),
    ("reviewer", "indicators:accept-many", {}),
    ("reviewer", "indicators:many-returns", {}),
    ("reviewer", "indicators:review", MONTH),
    ("reviewer", "indicators:planning", {}),
    ("reviewer", "reports:batches", {}),
    ("reviewer", "reports:list-indicators", {}),
    ("reviewer", "reports:list-evidence", {}),
    ("reviewer", "reports:list-unproved", {}),
    ("reviewer", "reports:dashboard", {}),
    ("reviewer", "reports:office", OFFICE),
    ("administrator", "plans:year-rules", {"year": "2023-24"}),
    ("administrator", "offices:office-list", {}),
    ("administrator", "offices:office", OFFICE),
    ("administrator", "offices:office-edit", OFFICE),
    ("administrator", "offices:office-move", OFFICE),
    ("administrator", "offices:office-close", OFFICE),
    ("administrator", "offices:office-new", {}),
    ("administrator", "offices:person-list", {}),
    ("administrator", "offices:person-new", {}),
    ("administrator", "offices:person", {}),
    ("administrator", "offices:person-edit", {}),
    ("administrator", "offices:person-phone", {}),
    ("administrator", "offices:person-transfer", {}),
    ("administrator", "offices:posting-new", {}),
    ("administrator", "offices:posting-edit", {}),
    ("administrator", "offices:posting-end", {}),
    ("administrator", "offices:import", {}),
    ("administrator", "offices:set-up-links", {}),
    ("administrator", "offices:set-up-round", {}),
    ("officer", "offices:second-factor", {}),
    ("officer", "offices:forgotten", {}),
    ("officer", "offices:password", {}),
    ("protected", "offices:account", {}),
    ("protected", "offices:remove-second-factor", {}),
    ("protected", "offices:new-recovery-codes", {}),
    ("protected", "offices:recovery-codes", {}),
    ("outsider", "home", {}),
)
BENGALI = re.compile(r"[\u0980-\u09ff]+")
LATIN_NUMBER = re.compile(r"[0-9]+")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
SPOKEN_AS_IT_IS = re.compile(
    # What the documents themselves write in Latin letters, names of the other language and files.
    r"APA, NIS, GRS, CC, RTI|English|Lokkho|PDF|JPEG|PNG|DOCX|XLSX|XLS|ODS|HTML|CSV|ZIP|TOTP|A4"
    r"|SutonnyMJ|officer|reviewer|superior|outsider|administrator|other_region|sibling"
    r"|khulna(-region)?|jashore|bscic|dhaka-region|Excel|Word|Chrome|Edge|Firefox"
    r"|Ctrl|Alt|Esc|Enter|Shift|Tab|csrftoken"
)


OF_A_PERSON: Final = {
    "offices:person",
    "offices:person-edit",
    "offices:person-phone",
    "offices:person-transfer",
    "offices:posting-new",
}
OF_A_POSTING: Final = {"offices:posting-edit", "offices:posting-end"}


@pytest.fixture
def pages(cast: Cast) -> Cast:
    """Khulna's June is submitted; what the tests themselves say is in neither language.

    The officer has a password; so has the sibling, who signs in in two steps.
    """
    monthly_return = cast.submit()
    return_return(monthly_return, reason="!", notes={}, by=cast.reviewer)
    MonthlyReturn.objects.filter(plan=cast.sibling_plan).update(
        state="submitted", submitted_at="2024-07-09T04:00Z"
    )
    cast.submit()
    for user in (cast.officer, cast.sibling):
        user.set_password("!")
        user.save()
    set_up_second_factor(user=cast.sibling, key=KEY, code=code_of(), keep=None)
    return cast


def reader(cast: Cast, who: str, *, language: str) -> User:
    """Someone of the cast, and ``protected``, who signs in in two steps."""
    user: User = getattr(cast, "sibling" if who == "protected" else who)
    user.language = language
    user.save()
    return user


def shown(cast: Cast, user: User, *, name: str, named: dict[str, str]) -> str:
    """The page as its reader gets it."""
    client = client_of(user)
    session = client.session
    session[MARK] = mark_of(user)
    session["recovery_codes_to_keep"] = seal(b"0123456789", about=f"codes {user.pk}")
    session.save()
    response = client.get(address_of(cast, user, name=name, named=named))
    assert response.status_code == 200
    return str(response.text)


def address_of(cast: Cast, user: User, *, name: str, named: dict[str, str]) -> str:
    if name == "indicators:hand-over":
        return reverse(name, kwargs={"person": user.pk})
    if name == "offices:set-up-round":
        return reverse(name, kwargs={"pk": _round(user).pk})
    if name in OF_A_PERSON:
        return reverse(name, kwargs={"pk": cast.sibling.pk})
    if name in OF_A_POSTING:
        return reverse(name, kwargs={"pk": cast.sibling.postings.get().pk})
    return reverse(name, kwargs=named)


def _round(by: User) -> InvitationBatch:
    everybody = User.objects.order_by()
    return begin_round(everybody, pk=uuid4(), way=InvitationWay.PAPER, chosen="under=khulna", by=by)


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
    names = r"title|aria-label|placeholder|alt|data-(?!digest|method|keep=)[\w-]+"
    said = re.findall(rf"\b(?:{names})=\"([^\"]*)\"", page)
    return unescape(" ".join(said))


@pytest.mark.parametrize(("who", "name", "named"), PAGES)
def test_bengali_page_has_neither_english_words_nor_latin_digits(
    pages: Cast, who: str, name: str, named: dict[str, str]
) -> None:
    user = reader(pages, who, language="bn")

    page = shown(pages, user, name=name, named=named)

    words = re.sub(r"\S*/\S*|\{\w+\}", " ", seen(page) + heard(page))
    assert LATIN_WORD.findall(SPOKEN_AS_IT_IS.sub(" ", words)) == []
    # Keys bear their names in both languages; the guide says that both digits may be typed.
    numbers = LATIN_NUMBER.findall(re.sub(r"\b(F2|F4|F8|F9|A4)\b", " ", seen(page)))
    assert numbers == (["12"] if name == "guide" else [])


@pytest.mark.parametrize(("who", "name", "named"), PAGES)
def test_english_page_has_no_bengali_but_the_documents(
    pages: Cast, who: str, name: str, named: dict[str, str]
) -> None:
    user = reader(pages, who, language="en")
    Plan.objects.update(heading="")
    Objective.objects.update(title="title")
    Activity.objects.update(title="title")
    Indicator.objects.update(title="title", unit="unit")

    page = shown(pages, user, name=name, named=named)

    assert BENGALI.findall(seen(page) + heard(page)) == (["১২"] if name == "guide" else [])
