"""The formula of docs/matching.md, by figures worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from numerals import Value
from plans.document.matching import Answer, matched
from plans.document.matching.match import ASKED, SAME
from plans.document.matching.wordings import Worded, alike, answers_by_row, pair_of, same_of, worded
from plans.document.matching.words import Wording, likeness
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)

# Of the texts "ab" and "ab cd": grams of "ab" are in both, grams of "cd" in one of the two.
COMMON = 1 + math.log(3 / 3)
RARE = 1 + math.log(3 / 2)


def plan_of(
    *titles: str,
    activity: str = "Loans",
    objective: str = "Growth",
    unit: str = "number",
    method: Method | None = Method.SUM,
    target: Value | None = Decimal(10),
) -> PlanDocument:
    """A plan of one activity, its rows named by their places."""
    rows = tuple(
        IndicatorEntry(
            row=str(number),
            code=None,
            title=title,
            unit=unit,
            weight=Decimal(1),
            targets=TierTargets(t100=target),
            method=method,
        )
        for number, title in enumerate(titles, start=1)
    )
    entry = ObjectiveEntry(
        "o", "strategic", None, objective, Decimal(1), (ActivityEntry(None, activity, rows),)
    )
    return PlanDocument(Form.PLAN, "", "", None, (entry,))


OLD = plan_of("Loans given out")


def said_of(new: PlanDocument, old: PlanDocument = OLD) -> float:
    found = matched(old, new)
    [pair] = (*found.same, *found.asked)
    return pair.likeness


class TestWords:
    def test_grams_are_those_of_each_word_with_its_edges(self) -> None:
        assert set(Wording([]).vector("abc de")) == {" ab", "abc", "bc ", " de", "de "}

    def test_what_many_rows_share_counts_less(self) -> None:
        vector = Wording(["ab", "ab cd"]).vector("ab cd")
        length = math.sqrt(2 * COMMON**2 + 2 * RARE**2)

        assert vector == pytest.approx(
            {
                " ab": COMMON / length,
                "ab ": COMMON / length,
                " cd": RARE / length,
                "cd ": RARE / length,
            }
        )

    def test_word_that_is_there_twice_counts_twice(self) -> None:
        vector = Wording(["ab", "ab cd"]).vector("ab ab cd")

        assert vector[" ab"] / vector[" cd"] == pytest.approx(2 * COMMON / RARE)

    def test_likeness_is_the_cosine(self) -> None:
        wording = Wording(["ab", "ab cd"])
        one, other = wording.vector("ab"), wording.vector("ab cd")

        assert likeness(one, other) == pytest.approx(
            2 * COMMON**2 / math.sqrt(2 * COMMON**2) / math.sqrt(2 * COMMON**2 + 2 * RARE**2)
        )
        assert likeness(other, one) == likeness(one, other)
        # Which rounding alone would make more.
        assert likeness(other, other) <= 1.0
        assert likeness(wording.vector("12 %"), other) == 0


class TestRows:
    @pytest.mark.parametrize(
        ("new", "is_alike"),
        [
            (plan_of("Loans given out"), 1),
            (plan_of("Loans given out", activity="Quite another"), 0.92),
            (plan_of("Loans given out", objective="Quite another"), 1),
            (plan_of("Loans given out", unit="taka"), 0.90),
            (plan_of("Loans given out", method=Method.AVERAGE), 0.95),
            (plan_of("Loans given out", target=Decimal(5)), 0.975),
            (plan_of("Loans given out", target=Decimal(20)), 0.975),
            (plan_of("Loans given out", target=Decimal(0)), 0.95),
            (plan_of("Loans given out", target=Decimal("0.5")), 0.9525),
            (plan_of("Loans given out", target=Decimal(-10)), 0.95),
            (plan_of("Loans given out", target=None), 0.95),
            (plan_of("Loans given out", target=date(2024, 6, 30)), 0.95),
        ],
    )
    def test_each_part_has_its_share(self, new: PlanDocument, is_alike: float) -> None:
        assert said_of(new) == pytest.approx(is_alike)
        assert said_of(OLD, new) == pytest.approx(is_alike)

    def test_two_dates_are_near(self) -> None:
        old, new = (plan_of("Done", target=date(2024, month, 30)) for month in (4, 6))

        assert said_of(new, old) == pytest.approx(1)

    def test_without_a_target_on_both_sides_nothing_differs(self) -> None:
        bare = plan_of("Done", target=None)

        assert said_of(bare, bare) == pytest.approx(1)

    def test_activity_without_a_title_is_what_its_objective_is(self) -> None:
        bare = plan_of("Done", activity="")
        other = plan_of("Done", activity="", objective="Quite another")

        assert said_of(bare, bare) == pytest.approx(1)
        assert said_of(other, bare) == pytest.approx(0.92)

    def test_answer_that_they_are_the_same_is_beyond_doubt(self) -> None:
        new = plan_of("Nothing alike", unit="taka")
        found = matched(OLD, new, answers={("1", "1"): Answer.SAME})

        assert [pair.likeness for pair in found.same] == [1]

    def test_pairs_from_the_thresholds_on_are_told_apart(self) -> None:
        """All but one share: what lacks decides on which side of 0.85 and 0.60 a pair lies."""
        without_unit = plan_of("Loans given out", unit="taka", method=None)
        without_more = plan_of("Loans given out", unit="taka", method=None, target=None)

        assert matched(OLD, without_unit).same[0].likeness >= SAME
        [asked] = matched(OLD, without_more).asked
        assert ASKED <= asked.likeness < SAME

    def test_rows_that_a_person_has_paired_are_nobody_else_s(self) -> None:
        both = plan_of("Loans given out", "Loans given")
        found = matched(both, both, answers={("1", "2"): Answer.SAME})

        assert {(pair.old, pair.new) for pair in (*found.same, *found.asked)} >= {("1", "2")}
        assert ("1", "1") not in {(pair.old, pair.new) for pair in found.same}
        assert ("2", "2") not in {(pair.old, pair.new) for pair in found.same}


class TestWordings:
    def test_pair_is_the_same_either_way_round(self) -> None:
        assert pair_of("a", "b") == pair_of("b", "a") == ("a", "b")

    def test_row_without_a_method_says_none(self) -> None:
        [(_, with_method)] = worded(OLD)
        [(_, without)] = worded(plan_of("Loans given out", method=None))

        assert (with_method.method, without.method) == ("sum", "")

    def test_another_method_makes_them_less_alike(self) -> None:
        one = Worded("Loans given out", "number", "sum", "Loans")
        same = replace(one, title="Loans given out of it")
        other = replace(same, method="average")
        found = alike([one], [same, other], answers={})

        # Of 0.95, for targets say nothing here.
        assert found[one, same] - found[one, other] == pytest.approx(0.05 / 0.95)
        assert max(found.values()) <= 1

    def test_from_the_threshold_on_they_are_the_same(self) -> None:
        one, other = (Worded(title, "", "", "") for title in ("a", "b"))

        assert same_of({(one, other): SAME}) == {one: {other: SAME}}
        assert same_of({(one, other): SAME - 0.001}) == {}

    def test_answers_are_told_by_the_rows_of_two_plans(self) -> None:
        old, new = plan_of("Loans", "Training"), plan_of("Credit", "Courses")
        (_, loans), (_, training) = worded(old)
        (_, credit), (_, courses) = worded(new)
        answers = {
            pair_of(loans.key, credit.key): Answer.SAME,
            pair_of(courses.key, training.key): Answer.OTHER,
        }

        assert answers_by_row(old, new, answers) == {
            ("1", "1"): Answer.SAME,
            ("2", "2"): Answer.OTHER,
        }
        assert answers_by_row(old, new, {}) == {}
