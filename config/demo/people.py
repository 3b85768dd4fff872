"""The demo's people: invented roles without names, one password for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.hashers import make_password

from config.demo.characters import HEADED, REAL
from config.demo.districts import REGIONS, District
from config.demo.offices import HEAD_OFFICE
from config.demo.regions import PLANNING, officer_of
from ledger.services import record
from offices.journal.recording import posting_changed, posting_told, user_came
from offices.models import Office, Posting, Role, User

PASSWORD: Final = "lokkho-demo"  # noqa: S105  # of demo accounts only; printed at the start
REVIEWER: Final = "headoffice"
PLANNER: Final = "planner"
AUDITOR: Final = "auditor"
ADMINISTRATOR: Final = "admin"

_POSTED_SINCE: Final = date(2023, 7, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """A demo account: what it signs in as, where it is posted, and its plain names."""

    username: str
    office: str
    role: Role
    bn: str
    en: str


def people(districts: Iterable[District]) -> tuple[Person, ...]:
    """Everybody in the demo, those that ``make run`` names first."""
    codes = [one.code for one in districts]
    return (
        Person(REVIEWER, HEAD_OFFICE, Role.REVIEWER, "যাচাইকারী", "Reviewer"),
        Person(PLANNER, HEAD_OFFICE, Role.PLANNER, "পরিকল্পনা কর্মকর্তা", "Planner"),
        Person(AUDITOR, HEAD_OFFICE, Role.AUDITOR, "নিরীক্ষক", "Auditor"),
        Person(ADMINISTRATOR, HEAD_OFFICE, Role.ADMINISTRATOR, "প্রশাসক", "Administrator"),
        *(
            Person(region.code, region.code, Role.REVIEWER, "যাচাইকারী", "Reviewer")
            for region in REGIONS
        ),
        Person(
            officer_of(PLANNING.code),
            PLANNING.code,
            Role.ENTRY,
            "প্রতিবেদন প্রস্তুতকারী",
            "Entry officer",
        ),
        *(
            Person(head_of(code), code, Role.HEAD, "কার্যালয় প্রধান", "Head of office")
            for code in codes
            if code == HEADED
        ),
        *(Person(code, code, Role.ENTRY, "প্রতিবেদন প্রস্তুতকারী", "Entry officer") for code in codes),
    )


def head_of(district: str) -> str:
    """The user name of the district's head, where it has one."""
    return f"{district}-head"


def create_people(
    districts: Iterable[District], *, offices: Mapping[str, Office]
) -> dict[str, User]:
    """The accounts with their postings, by user name. The password is hashed once."""
    everybody = people(districts)
    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(_user(person, hashed) for person in everybody)
    postings = Posting.objects.bulk_create(
        Posting(user=user, office=offices[person.office], role=person.role, starts=_POSTED_SINCE)
        for person, user in zip(everybody, users, strict=True)
    )
    record(
        [
            *map(user_came, users),
            *(posting_changed(one, before=None, after=posting_told(one)) for one in postings),
        ]
    )
    return {user.username: user for user in users}


def _user(person: Person, hashed: str) -> User:
    administers = person.role == Role.ADMINISTRATOR
    return User(
        username=person.username,
        password=hashed,
        name_bn=f"{person.bn} (নমুনা)",
        name_en=f"{person.en} (demo)",
        is_staff=administers,
        is_superuser=administers,
    )


def sign_ins() -> tuple[str, ...]:
    """The lines that tell a newcomer how to sign in, of the accounts that are there."""
    told = {
        REAL: "entry officer of Khulna; any other district by its name, such as bogura",
        head_of(HEADED): f"head of a district office; submits what {HEADED} has entered",
        "khulna-region": "reviewer of a regional office; the others likewise",
        REVIEWER: "reviewer at the head office: all 64 districts",
        PLANNER: "planner at the head office: the calendar of all offices",
        AUDITOR: "auditor at the head office: reads everything, changes nothing",
        ADMINISTRATOR: "administrator",
    }
    there = set(User.objects.filter(username__in=told).values_list("username", flat=True))
    return (
        "Demo sign-ins (all with the password " + PASSWORD + "):",
        *(f"  {name:<16} {what}" for name, what in told.items() if name in there),
    )
