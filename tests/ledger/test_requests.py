from __future__ import annotations

from ledger.requests import LONGEST, current_request, tracing


def test_each_piece_of_work_has_an_id_of_its_own() -> None:
    with tracing() as first:
        assert current_request() == first
    with tracing() as second:
        assert current_request() == second

    assert first != second
    assert current_request() == ""


def test_work_within_work_gives_the_id_back() -> None:
    with tracing() as outer:
        with tracing("import_form") as inner:
            assert current_request() == inner
        assert current_request() == outer

    assert inner.startswith("import_form:")


def test_a_long_origin_leaves_room_for_the_id() -> None:
    with tracing("x" * 200) as name:
        assert len(name) == LONGEST
