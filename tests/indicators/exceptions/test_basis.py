"""When an alert is the same as before: as long as the office's own figures are."""

from dataclasses import replace
from decimal import Decimal

from indicators.exceptions.rules import Alert, Rule, WatchedPlan, basis_of
from numerals import Message, Month
from tests.reports import field

MARCH, APRIL = Month(2024, 3), Month(2024, 4)
SAID = Message(bn="৩", en="3")


def plan(**figures: int) -> WatchedPlan:
    """A plan of two rows that report the same figures, by month."""
    months = {"march": MARCH, "april": APRIL}
    document = field.document({months[name]: figure for name, figure in figures.items()})
    return WatchedPlan(office="a", name=SAID, entries=tuple(document.indicators))


def alert(rule: str = "equal-run", row: str = "1.1.1") -> Alert:
    return Alert(rule, "a", row, MARCH, Decimal(1), SAID, 1)


def test_other_figures_make_another_alert() -> None:
    assert basis_of(alert(), plan(march=3)) == basis_of(alert(), plan(march=3))
    assert basis_of(alert(), plan(march=3)) != basis_of(alert(), plan(march=4))
    assert basis_of(alert(row=""), plan(march=3)) != basis_of(alert(row=""), plan(march=4))


def test_what_is_reported_later_and_elsewhere_does_not() -> None:
    assert basis_of(alert(), plan(march=3)) == basis_of(alert(), plan(march=3, april=9))
    others = replace(alert("unlike-other-offices"), sentence=Message(bn="৪", en="4"))
    assert basis_of(others, plan(march=3)) == basis_of(alert("unlike-other-offices"), plan(march=3))


def test_days_that_pass_do_not() -> None:
    late = alert(Rule.LATE, row="")
    assert basis_of(late, plan(march=3)) == basis_of(late, plan(march=4)) == ""


def test_another_file_does() -> None:
    same = alert(Rule.SAME_EVIDENCE)
    other = replace(same, sentence=Message(bn="অন্য", en="another"))
    assert basis_of(same, plan(march=3)) != basis_of(other, plan(march=3))
