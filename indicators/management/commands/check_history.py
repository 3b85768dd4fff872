"""The command ``check_history [PLAN]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from indicators.audit.doubts import Unexplained
from indicators.audit.guards import missing_guards
from indicators.audit.proof import unexplained
from indicators.audit.proof_of_calendar import unexplained_calendar
from indicators.audit.proof_of_people import unexplained_people
from indicators.audit.proof_of_rules import unexplained_rules
from indicators.scoring.values import Rules
from ledger.chain import broken_lines
from ledger.models import Change, Seal
from ledger.selectors import database_time
from plans.models import Plan
from plans.selectors import plan_by_address


class Command(BaseCommand):
    """Compare what is stored with what the history says of it."""

    help = (
        "Names every figure, remark, state, target, posting, detail of a person or an office, "
        "rule of the calendar and scoring rules that the history does not account for; exit code 1 "
        "if there is any."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("plan", nargs="?", help="such as khulna/2023-24/apa; all if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = self._say(
            f"{table}: the guard {trigger} is not there, or not as it was installed"
            for table, trigger in missing_guards(connection)
        )
        known_rules: dict[int, Rules] = {}
        checked = found = 0
        for checked, plan in enumerate(self._plans(options["plan"]), start=1):  # noqa: B007
            found += self._say(_told(one) for one in unexplained(plan, known_rules))
        for others in (unexplained_people(), unexplained_calendar(), unexplained_rules()):
            found += self._say(_told(one) for one in others)
        broken = self._say(
            f"{_line(one.line) if one.line else 'The history'}: {one.what}"
            for one in broken_lines(now=database_time())
        )
        self.stdout.write(f"{checked} plans checked, {found} values unexplained. {_seals(broken)}")
        if missing or found or broken:
            sys.exit(1)

    def _say(self, findings: Iterable[str]) -> int:
        """Say each; how many they were."""
        said = 0
        for one in findings:
            said += 1
            self.stdout.write(one)
        return said

    def _plans(self, address: str | None) -> Any:
        if address is None:
            plans = Plan.objects.select_related("office", "fiscal_year").order_by("pk")
            return plans.iterator(chunk_size=100)
        try:
            return [plan_by_address(address)]
        except Plan.DoesNotExist as error:
            raise CommandError(f"There is no plan {address}.") from error


def _told(one: Unexplained) -> str:
    place = " ".join(part for part in (one.plan, one.month, one.row) if part)
    by = f" (last told by {one.by})" if one.by else ""
    return f"{place} {one.field}: the history says {one.told}{by}, stored is {one.stored}"


def _line(pk: int) -> str:
    line = Change.objects.select_related(
        "plan__office", "by", "monthly_return", "office", "user"
    ).get(pk=pk)
    named = (
        line.plan.address if line.plan else line.subject,
        str(line.of_month or ""),
        line.row,
        line.user.username if line.user else "",
        line.office.code if line.office else "",
    )
    place = " ".join(part for part in (*named, line.field) if part)
    return f"Line {pk}, {place}, by {line.by}, {line.at:%Y-%m-%d %H:%M}"


def _seals(broken: int) -> str:
    """How many lines there are, in doubt or not sealed yet, and who vouches for them since when."""
    last = Seal.objects.last()
    unsealed = Change.objects.filter(pk__gt=last.until if last else 0).count()
    taken = Seal.objects.filter(takes_over=True).last()
    since = (
        f" Lines until {taken.until} were taken over on {taken.at:%Y-%m-%d}: what was altered "
        "before that day cannot be told."
        if taken
        else ""
    )
    return (
        f"{Change.objects.count()} lines checked, {broken} in doubt; {unsealed} not sealed yet, "
        f"the last seal is {last or 'none'}.{since}"
    )
