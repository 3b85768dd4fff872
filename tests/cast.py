"""The fixed cast of the tests: real offices, invented roles, and Khulna's real agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from django.test import Client

from indicators.returns.cells.services import CellChange, Saved, save_return
from indicators.returns.importing import import_document
from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.steps import submit_return
from ledger.services import record
from numerals import Figure, Month
from offices.journal.recording import posting_changed, posting_told
from offices.models import Level, Office, Posting, Role, User
from offices.services.tree import create_office
from plans.document.reader import read_form
from plans.document.values import PlanDocument
from plans.models import Indicator, Plan
from tests.entered_at_once import entered_before_agreed
from tests.snapshot import Snapshot

FIXTURES: Final = Path(__file__).parent.parent / "fixtures"
MARCH: Final = Month(2024, 3)
APRIL: Final = Month(2024, 4)
MAY: Final = Month(2024, 5)
JUNE: Final = Month(2024, 6)
LONG_AGO: Final = date(2020, 7, 1)


@dataclass(frozen=True)
class Cast:
    """Offices, people and the plans of two districts; Khulna's has April to June 2024."""

    head_office: Office
    region: Office
    khulna: Office
    jashore: Office
    officer: User
    sibling: User
    superior: User
    other_region: User
    reviewer: User
    administrator: User
    outsider: User
    plan: Plan
    sibling_plan: Plan

    def indicator(self, row: str) -> Indicator:
        """Khulna's indicator of that row."""
        return self.plan.indicators.get(row=row)

    def monthly_return(self, month: Month = JUNE) -> MonthlyReturn:
        """Khulna's return of the month, as stored."""
        return MonthlyReturn.objects.get(plan=self.plan, month=month)

    def cell(self, row: str, month: Month = JUNE) -> Achievement:
        """A stored cell of Khulna's."""
        return Achievement.objects.get(
            monthly_return__plan=self.plan, monthly_return__month=month, indicator__row=row
        )

    def save(self, month: Month = JUNE, by: User | None = None, **figures: object) -> Saved:
        """Save Khulna's cells, named as ``r1_1_1=5``, by someone who saw the newest figures."""
        typed = {
            self.indicator(name.removeprefix("r").replace("_", ".")).pk: figure
            for name, figure in figures.items()
        }
        cells = over_newest(self.plan, month, typed)
        return save_return(self.plan, month, cells=cells, by=by or self.officer)

    def submit(self, month: Month = JUNE) -> MonthlyReturn:
        """Khulna's return of the month, submitted."""
        monthly_return = self.monthly_return(month)
        submit_return(monthly_return, by=self.officer, blanks_confirmed=True)
        return monthly_return


def versions_of(plan: Plan, month: Month) -> dict[int, int]:
    """The versions of a return's stored cells, by indicator id."""
    cells = Achievement.objects.filter(monthly_return__plan=plan, monthly_return__month=month)
    return dict(cells.values_list("indicator", "version"))


def over_newest(
    plan: Plan, month: Month, figures: Mapping[int, object], *, remarks: str | None = None
) -> dict[int, CellChange]:
    """Figures by indicator id, as typed by someone who saw the newest ones."""
    versions = versions_of(plan, month)
    return {
        pk: change(figure, base=versions.get(pk, 0), remarks=remarks)
        for pk, figure in figures.items()
    }


def change(figure: object, *, base: int = 0, remarks: str | None = None) -> CellChange:
    """A cell as typed; an ``int`` or ``str`` is read as a number."""
    value: Figure = Decimal(figure) if isinstance(figure, int | str) else figure  # type: ignore[assignment]
    return CellChange(figure=value, base_version=base, remarks=remarks)


def known(score: Decimal | None) -> Decimal:
    """A score that there is."""
    assert score is not None
    return score


@cache
def document_of(name: str) -> PlanDocument:
    """A form of the fixtures."""
    document = read_form((FIXTURES / name).read_text(encoding="utf-8")).document
    assert document is not None
    return document


def agreement() -> PlanDocument:
    """Khulna's progress on its agreement, April to June 2024."""
    return document_of("apa-progress-khulna-2024-q4.txt")


def office(code: str, level: Level, parent: Office | None = None) -> Office:
    """An office whose names follow from its code."""
    name = code.replace("-", " ").title()
    return create_office(
        parent=parent,
        code=code,
        level=level,
        name_bn=f"{code} কার্যালয়",
        name_en=f"{name} office",
    )


def person(
    username: str, role: Role | None = None, at: Office | None = None, **dates: date | None
) -> User:
    """A person with an English page, posted to ``at`` if given."""
    user = User.objects.create_user(
        username, name_bn=f"{username} জন", name_en=username.title(), language="en"
    )
    if role and at:
        Posting.objects.create(
            user=user, office=at, role=role, **{"starts": LONG_AGO, "ends": None, **dates}
        )
    return user


def make_cast() -> Cast:
    """Everybody, and what they work on."""
    return _CAST.put()


def _make_cast() -> Cast:
    head_office = office("bscic", Level.DEPARTMENT)
    region = office("khulna-region", Level.REGIONAL, head_office)
    elsewhere = office("dhaka-region", Level.REGIONAL, head_office)
    khulna = office("khulna", Level.DISTRICT, region)
    jashore = office("jashore", Level.DISTRICT, region)
    cast = Cast(
        head_office=head_office,
        region=region,
        khulna=khulna,
        jashore=jashore,
        officer=person("officer", Role.ENTRY, khulna),
        sibling=person("sibling", Role.ENTRY, jashore),
        superior=person("superior", Role.REVIEWER, region),
        other_region=person("other_region", Role.REVIEWER, elsewhere),
        reviewer=person("reviewer", Role.REVIEWER, head_office),
        administrator=person("administrator", Role.ADMINISTRATOR, head_office),
        outsider=person("outsider"),
        plan=import_document(agreement(), office=khulna, kind="apa"),
        sibling_plan=import_document(agreement(), office=jashore, kind="apa"),
    )
    record(
        posting_changed(one, before=None, after=posting_told(one)) for one in Posting.objects.all()
    )
    return cast


_CAST: Final = Snapshot(entered_before_agreed()(_make_cast))


def client_of(user: User | None) -> Client:
    """A browser in which the user is signed in, or nobody."""
    client = Client()
    if user:
        client.force_login(user)
    return client
