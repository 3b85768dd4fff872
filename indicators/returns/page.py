"""A month's return with everything that its pages need around the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from indicators.returns.evidence.selectors import NO_EVIDENCE, EvidenceTally
from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.plausibility.findings import implausible_in
from indicators.returns.plausibility.peers import NO_PEERS, Peers
from indicators.returns.row import ReturnRow
from indicators.returns.rows import ObjectiveRows, by_objective, rows_of
from indicators.returns.scores.selectors import OtherVersion
from indicators.returns.selectors.earning import Earning
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.selectors.owed import waited_for
from indicators.returns.shifts import Shifted
from indicators.returns.status import ReturnStatus
from indicators.returns.workflow import GIVEN_BACK, IN_REVIEW, Lock
from indicators.scoring.outlook import WayToTier
from indicators.scoring.values import PlanScore
from numerals import Month
from offices.selectors import Access
from plans.addresses import plan_url
from plans.calendar.selectors import calendar_of
from plans.document.values import Problem
from plans.models import Indicator, Plan

_MOST_GAINS = 3


@dataclass(frozen=True)
class MonthTab:
    """One month of the year in the row of tabs, and where it is entered."""

    month: Month
    url: str
    state: State | None
    begun: bool


@dataclass(frozen=True)
class UnsignedRow:
    """A row that says something else than what was handed in: ``signed`` and ``remarks``."""

    row: ReturnRow
    signed: str
    remarks: str

    @property
    def has_other_remarks(self) -> bool:
        """Whether its remarks are others."""
        return self.row.remarks != self.remarks


@dataclass(frozen=True)
class ReturnPage:
    """One month's return, arranged for its pages, which ask for the same things repeatedly."""

    figures: PlanFigures
    month: Month
    score: PlanScore
    objectives: tuple[ObjectiveRows, ...]
    implausible: tuple[Problem, ...]
    return_status: ReturnStatus
    returned: ReturnStep | None = None
    earning: Earning | None = None
    """What it earns in the agreement, if it is of an action plan."""
    promised_since: Sequence[tuple[Indicator, Sequence[Shifted]]] = ()
    other_version: OtherVersion | None = None
    """Of an accepted month: what the plan promises otherwise today, by indicator."""

    @property
    def plan(self) -> Plan:
        """The plan that the return reports on."""
        return self.figures.plan

    @property
    def version(self) -> int:
        """The agreed version that the month is scored by, 0 of a plan that is not agreed."""
        return self.other_version.accepted if self.other_version else self.plan.agreed_version

    @property
    def monthly_return(self) -> MonthlyReturn:
        """The stored return, or an unsaved open one."""
        return self.figures.monthly_returns.get(self.month) or MonthlyReturn(
            plan=self.plan, month=self.month
        )

    @cached_property
    def entry_url(self) -> str:
        """Where the month is entered, and read by others."""
        return self._url("entry")

    @property
    def save_url(self) -> str:
        """Where typed cells go."""
        return self._url("save-cells")

    @property
    def check_url(self) -> str:
        """Where the month is looked over and handed in."""
        return self._url("check")

    @property
    def bring_url(self) -> str:
        """Where a filled form is brought from the desk."""
        return self._url("bring")

    @property
    def workbook_url(self) -> str:
        """Where the month is downloaded to be filled in."""
        return self._url("month-workbook")

    @property
    def review_url(self) -> str:
        """Where the month is accepted or returned."""
        return self._url("review")

    def _url(self, name: str, month: Month | None = None) -> str:
        return plan_url(f"indicators:{name}", self.plan, month or self.month)

    @property
    def state(self) -> State:
        """Where the return stands."""
        return State(self.monthly_return.state)

    @property
    def writable(self) -> bool:
        """Whether the office may change its figures today."""
        return self.return_status.lock is None

    @property
    def is_with_head(self) -> bool:
        """Whether the head of the office has it to submit, and may correct it today."""
        return self.return_status.lock is Lock.WITH_HEAD

    @property
    def in_review(self) -> bool:
        """Whether the reviewing office is to decide."""
        return self.state in IN_REVIEW

    @cached_property
    def rows(self) -> list[ReturnRow]:
        """All rows in order."""
        return [row for objective in self.objectives for row in objective.rows]

    @property
    def asked(self) -> list[ReturnRow]:
        """The rows that the month asks for."""
        return [row for row in self.rows if row.is_asked]

    @property
    def first_to_enter(self) -> ReturnRow | None:
        """Where one begins: the first row that is asked for and blank, else the first."""
        blank = (row for row in self.asked if not row.text.strip())
        return next(blank, next(iter(self.asked), None))

    @property
    def filled(self) -> int:
        """How many of them are reported; ``-`` counts, blank does not."""
        return sum(row.figure is not None for row in self.asked)

    @property
    def earlier_months(self) -> tuple[Month, Month]:
        """The month before last and the last one: columns 13 and 14 of the form."""
        return self.month.plus(-2), self.month.plus(-1)

    @cached_property
    def missing(self) -> list[ReturnRow]:
        """The rows that are asked for and that nothing was reported for."""
        return [row for row in self.asked if row.figure is None]

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that a locked return did not take."""
        return any(row.is_unsaved for row in self.rows)

    @cached_property
    def lacking_evidence(self) -> list[ReturnRow]:
        """The rows whose figure asks for evidence that is not there."""
        return [row for row in self.rows if row.lacks_evidence]

    @property
    def odd_as_a_whole(self) -> list[Problem]:
        """Unusual figures in the month's figures together; the rest stands in the rows."""
        return [problem for problem in self.implausible if not problem.row]

    @property
    def noted(self) -> list[ReturnRow]:
        """The rows that the reviewer wrote a note at."""
        return [row for row in self.rows if row.note]

    @property
    def is_given_back(self) -> bool:
        """Whether the office has it once more, and reads why."""
        return self.monthly_return.office_state in GIVEN_BACK and self.returned is not None

    @cached_property
    def unsigned(self) -> list[UnsignedRow]:
        """What was typed since the return was opened again, which nobody has handed in."""
        if self.month not in self.figures.handed_in:
            return []
        signed = self.figures.counted.cells_of(self.month)
        pairs = [
            (row, cell) for row in self.rows if (cell := signed.get(row.indicator.pk)) is not None
        ]
        return [
            UnsignedRow(row, row.shown(cell.figure), cell.remarks)
            for row, cell in pairs
            if (row.figure, row.remarks) != (cell.figure, cell.remarks)
        ]

    @property
    def answered(self) -> list[ReturnRow]:
        """The rows that the reviewer noted, or whose figures are others than were given back."""
        rows = self.rows if self.returned else ()
        return [row for row in rows if row.note or row.changed_since_return]

    @property
    def gains(self) -> list[ReturnRow]:
        """Where the most is still to be gained within reach, best for its work first."""
        reachable = [(one, row) for row in self.rows if (one := row.outlook) and one.is_reachable]
        reachable.sort(key=lambda pair: -pair[0].worth)
        return [row for _outlook, row in reachable[:_MOST_GAINS]]

    @property
    def linked_gains(self) -> list[ReturnRow]:
        """The rows that earn by an action plan, which its own reports move."""
        return [row for row in self.rows if row.outlook and row.outlook.way is WayToTier.LINKED]

    @property
    def tabs(self) -> list[MonthTab]:
        """The twelve months of the year with the state of their returns."""
        now = Month.of(self.return_status.today)
        return [
            MonthTab(month, self._url("entry", month), self._state_of(month), month <= now)
            for month in self.plan.span.months
        ]

    def _state_of(self, month: Month) -> State | None:
        monthly_return = self.figures.monthly_returns.get(month)
        if monthly_return is None:
            return None
        return (
            State(monthly_return.state)
            if self.return_status.is_ours
            else monthly_return.office_state
        )

    def seen_by(self, access: Access) -> ReturnPage:
        """This page as the person sees it: what goes on within the office, the office alone."""
        is_ours = access.may_prepare(self.plan.office)
        return replace(self, return_status=replace(self.return_status, is_ours=is_ours))

    def with_rows(self, rows: Sequence[ReturnRow]) -> ReturnPage:
        """This page with other rows in place of its own."""
        return replace(self, objectives=tuple(by_objective(rows, self.score)))


def monthly_return_page(
    figures: PlanFigures,
    month: Month,
    score: PlanScore,
    *,
    today: date,
    returned: ReturnStep | None = None,
    notes: Mapping[int, CellNote] | None = None,
    evidence: Mapping[int, EvidenceTally] | None = None,
    peers: Peers = NO_PEERS,
    reviewing: str = "",
    earning: Earning | None = None,
    promised_since: Sequence[tuple[Indicator, Sequence[Shifted]]] = (),
    other_version: OtherVersion | None = None,
) -> ReturnPage:
    """The page of one month; ``reviewing`` names the office that decides on it,
    ``peers`` are what its figures are compared with.

    No query, if the plan has its calendar at hand.
    """
    implausible = implausible_in(figures, month, peers=peers)
    rows = rows_of(
        figures,
        month,
        score,
        findings=implausible,
        notes=notes,
        returned=returned.figures if returned else None,
        today=today,
    )
    tallies = evidence or {}
    rows = [replace(row, evidence=tallies.get(row.indicator.pk, NO_EVIDENCE)) for row in rows]
    return ReturnPage(
        figures=figures,
        month=month,
        score=score,
        objectives=tuple(by_objective(rows, score)),
        implausible=tuple(implausible),
        return_status=ReturnStatus(
            figures.monthly_returns.get(month),
            calendar_of(figures.plan).of_month(month),
            today,
            office=figures.plan.office.name,
            reviewing=reviewing,
            is_waited_for=month in waited_for(figures, on=today),
        ),
        returned=returned,
        earning=earning,
        promised_since=promised_since,
        other_version=other_version,
    )
