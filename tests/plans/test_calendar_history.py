from __future__ import annotations

import pytest

from plans.calendar.history import read_rule, rule_text
from plans.calendar.terms import DayRule, TermRule

RULES = {
    "opens 1+0, due 5+1, grace 0": TermRule(due=DayRule(5)),
    "opens 20+0, due 31+12, grace 60, closes 31+12": TermRule(
        due=DayRule(31, 12), opens=DayRule(20, 0), grace_days=60, closes=DayRule(31, 12)
    ),
    "opens 1+0, due 5+1, grace 3, closes 30+0": TermRule(
        due=DayRule(5), grace_days=3, closes=DayRule(30, 0)
    ),
}


@pytest.mark.parametrize(("text", "rule"), RULES.items())
def test_rule_is_written_and_read_as_one_text(text: str, rule: TermRule) -> None:
    assert rule_text(rule) == text
    assert read_rule(text) == rule


def test_no_rule_is_no_text() -> None:
    assert rule_text(None) is None
    assert read_rule(None) is None


@pytest.mark.parametrize("text", ["", "due 5+1", "opens 1+0, due 5+1, grace x"])
def test_other_text_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match="no rule"):
        read_rule(text)
