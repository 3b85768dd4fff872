"""What offices ask for while they type: saves and views, as browsers send them.

Asked of a server by ``load``, and in this very process by ``cpu``.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from tests.faults.serving import Answer as Told

MONTH: Final = "2024-06"
YEAR: Final = "2023-24"

TURNED_AWAY: Final = "turned away"
"""Told at once to come again in seconds: no failure, and counted by itself."""

ADDRESSES: Final[Mapping[str, str]] = {
    "entry page": "/plans/{office}/" + f"{YEAR}/apa/{MONTH}/",
    "my work": "/",
    "plan": "/plans/{office}/" + f"{YEAR}/apa/",
    "office": "/offices/{office}/",
    "dashboard": f"/dashboard/?year={YEAR}&month={MONTH}",
    "returns to review": "/review/",
}
"""What is looked at, by name."""

_RETURN_VERSION: Final = re.compile(r'name="return-version" value="(\d+)"')
_DIGESTS: Final = re.compile(r'id="([a-z]+)"[^>]* data-digest="(\w+)"')

OF_A_REVIEWER: Final = frozenset({"dashboard", "returns to review"})

VIEWS: Final[Mapping[str, int]] = {
    "entry page": 50,
    "my work": 20,
    "plan": 10,
    "office": 8,
    "dashboard": 8,
    "returns to review": 4,
}
"""How many of 100 views are of which address."""


@dataclass
class Officer:
    """A district's entry officer: who they are signed in as, and what their page knows."""

    office: str
    user: int
    cookie: str
    versions: dict[int, int]
    """Of the cells that they may type into, by id, as last answered."""
    sheet: int = 0
    """The version of the return that the page shows."""
    digests: dict[str, str] = field(default_factory=dict)
    """Of the pieces that the page has, by their ids."""

    def typed(self, cell: int, figure: int) -> dict[str, str]:
        """The form by which the page saves a figure."""
        have = {f"have-{name}": digest for name, digest in self.digests.items()}
        return have | {
            "user": str(self.user),
            "return-version": str(self.sheet),
            f"cell-{cell}": str(figure),
            f"base-{cell}": str(self.versions[cell]),
        }

    def opened(self, page: str) -> None:
        """Take in what the page knows as it is opened."""
        (version,) = _RETURN_VERSION.findall(page)
        self.sheet, self.digests = int(version), dict(_DIGESTS.findall(page))

    def told(self, answer: Mapping[str, Any]) -> None:
        """Take in what the answer of a save says."""
        cells = answer["cells"] | answer["conflicts"]
        self.versions.update(
            {int(pk): cell["version"] for pk, cell in cells.items() if int(pk) in self.versions}
        )
        self.sheet = max(self.sheet, answer["version"])
        self.digests |= answer["digests"]


class Asked(Protocol):
    """Whoever answers requests: a server, or the application in this process."""

    def ask(
        self, method: str, path: str, *, form: dict[str, str] | None = None, cookie: str = ""
    ) -> Told:
        """The answer to one request."""
        ...


@dataclass(frozen=True)
class Answer:
    """What a request came to; ``problem`` is empty where it was answered as it should be."""

    what: str
    seconds: float
    problem: str


Request = Callable[[], Answer]


def prepare(folder: Path) -> None:
    """Let Django serve this process a database of its own: ``DATABASE_URL``, else in ``folder``."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOKKHO_ENV_FILE": os.devnull,
        "LOKKHO_MODE": "local",
        "LOKKHO_LOG_LEVEL": "ERROR",
        "LOKKHO_VAR_DIR": str(folder),
        "SECRET_KEY": "of-the-load-only",
    }
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'load.sqlite3'}")
    import django  # noqa: PLC0415  # it reads what is set above

    django.setup()


def set_up() -> tuple[list[Officer], str]:
    """The demo with June open everywhere; its officers, and the cookie of who reviews them."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from indicators.returns.forms import read_figure  # noqa: PLC0415
    from indicators.returns.models import Achievement, MonthlyReturn, State  # noqa: PLC0415
    from numerals import Month  # noqa: PLC0415
    from offices.models import Office, Posting, Role, User  # noqa: PLC0415
    from plans.models import Indicator, Plan  # noqa: PLC0415
    from tests.days import IN_JULY  # noqa: PLC0415

    month = Month.parse(MONTH)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", today=IN_JULY, verbosity=0)
    MonthlyReturn.objects.filter(month=month).update(state=State.OPEN)
    Plan.objects.update(frozen_months=[])

    def cookie(user: User) -> str:
        client = Client()
        client.force_login(user)
        return f"sessionid={client.cookies['sessionid'].value}"

    entering = Posting.objects.filter(
        role=Role.ENTRY, office__plans__kind="apa", office__plans__fiscal_year=2023
    )

    def cells(office: Office) -> dict[int, int]:
        """The versions of the cells that the month asks for, and that take a number."""
        own = Indicator.objects.filter(
            plan__office=office, plan__kind="apa", plan__fiscal_year=2023
        )
        stored = Achievement.objects.filter(
            monthly_return__plan__office=office,
            monthly_return__plan__kind="apa",
            monthly_return__month=month,
        )
        versions = dict(stored.values_list("indicator", "version"))
        return {
            one.pk: versions.get(one.pk, 0)
            for one in own
            if one.is_asked(month) and read_figure("5", one) == Decimal(5)
        }

    return [
        Officer(posting.office.code, posting.user.pk, cookie(posting.user), cells(posting.office))
        for posting in entering.select_related("office", "user")
    ], cookie(User.objects.get(username="headoffice"))


def open_pages(server: Asked, officers: Sequence[Officer]) -> None:
    """Let each officer open the month's page: nobody types before they have it."""
    for officer in officers:
        path = ADDRESSES["entry page"].format(office=officer.office)
        officer.opened(server.ask("GET", path, cookie=officer.cookie).content.decode())


def saves(server: Asked, officers: Sequence[Officer], chance: random.Random) -> Iterator[Request]:
    """One cell each, as the entry page saves while someone types."""
    for number in count(1):
        officer = chance.choice(officers)
        yield save(server, officer, chance.choice(list(officer.versions)), number)


def views(
    server: Asked, officers: Sequence[Officer], reviewer: str, chance: random.Random
) -> Iterator[Request]:
    """Half of them entry pages; the others those around them, and the dashboard."""
    while True:
        (name,) = chance.choices(list(VIEWS), weights=list(VIEWS.values()))
        yield view(server, name, chance.choice(officers), reviewer)


def save(server: Asked, officer: Officer, cell: int, figure: int) -> Request:
    """The figure typed into the cell."""

    def ask() -> Told:
        path = f"{ADDRESSES['entry page'].format(office=officer.office)}cells/"
        told = server.ask("POST", path, form=officer.typed(cell, figure), cookie=officer.cookie)
        if told.status in (HTTPStatus.OK, HTTPStatus.CONFLICT):
            officer.told(told.said())
        return told

    return _request("save", ask)


def view(server: Asked, name: str, officer: Officer, reviewer: str) -> Request:
    """The page of that name, as the officer or the reviewer sees it."""
    path = ADDRESSES[name].format(office=officer.office)
    cookie = reviewer if name in OF_A_REVIEWER else officer.cookie
    return _request("view", lambda: server.ask("GET", path, cookie=cookie))


def _request(what: str, ask: Callable[[], Told]) -> Request:
    def answer() -> Answer:
        start = time.perf_counter()
        try:
            told = ask()
        except (OSError, http.client.HTTPException) as error:
            return Answer(what, time.perf_counter() - start, type(error).__name__)
        seconds = time.perf_counter() - start
        if told.status == HTTPStatus.SERVICE_UNAVAILABLE and told.headers["Retry-After"]:
            return Answer(TURNED_AWAY, seconds, "")
        is_answered = told.status == HTTPStatus.OK
        return Answer(what, seconds, "" if is_answered else f"{told.status} {told.problem()}")

    return answer
