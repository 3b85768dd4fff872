from __future__ import annotations

from decimal import Decimal

from indicators.scoring.standings import Standing, difference, mean, standings

D = Decimal


def test_standings_tell_places_gained_and_lost() -> None:
    places = standings(
        {"a": D("90"), "b": D("80"), "c": D("70")},
        before={"a": D("50"), "b": D("60"), "c": D("40")},
    )

    assert {key: one.rank for key, one in places.items()} == {"a": 1, "b": 2, "c": 3}
    assert {key: one.movement for key, one in places.items()} == {"a": 1, "b": -1, "c": 0}


def test_standings_keep_both_scores_and_say_what_was_gained() -> None:
    places = standings(
        {"a": D("90"), "b": D("80.5"), "c": None}, before={"a": D("50"), "c": D("7")}
    )

    assert places == {
        "a": Standing(D("90"), 1, D("50"), 1),
        "b": Standing(D("80.5"), 2, None, None),
        "c": Standing(None, None, D("7"), 2),
    }
    assert [places[key].change for key in "abc"] == [D("40"), None, None]


def test_standings_rank_equal_scores_alike_then_and_now() -> None:
    places = standings(
        {"a": D("87.204"), "b": D("87.196"), "c": D("85")},
        before={"a": D("40"), "b": D("40"), "c": D("41")},
    )

    assert [places[key].rank for key in "abc"] == [1, 1, 2]
    assert [places[key].movement for key in "abc"] == [1, 1, -1]


def test_what_was_not_scored_before_has_not_moved() -> None:
    places = standings({"a": D("90"), "b": None}, before={"b": D("10")})

    assert places["a"].movement is None
    assert places["a"].change is None
    assert places["b"].rank is None
    assert places["b"].movement is None


def test_change_is_the_difference_of_the_figures_shown() -> None:
    assert difference(D("10.005"), D("10.004")) == D("0.01")
    assert difference(D("58.3"), D("62.1")) == D("-3.80")


def test_mean_leaves_out_what_is_missing() -> None:
    assert mean([D("10"), None, D("20")]) == D("15")
    assert mean([D("10"), D("10"), D("11")]) == D("10.33333333333333333333333333")


def test_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None
    assert mean([None]) is None


def test_scores_closer_than_the_least_share_a_rank_now_and_before() -> None:
    scores = {"a": Decimal(90), "b": Decimal("89.7"), "c": Decimal(80)}

    told = standings(scores, before=scores, least=Decimal("0.5"))
    apart = standings(scores, before=scores)

    assert [(one.rank, one.earlier_rank) for one in told.values()] == [(1, 1), (1, 1), (2, 2)]
    assert [(one.rank, one.earlier_rank) for one in apart.values()] == [(1, 1), (2, 2), (3, 3)]
