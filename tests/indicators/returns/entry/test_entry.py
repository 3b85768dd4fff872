from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.cells.services import save_return
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.steps import return_return
from numerals import NIL
from offices.models import User
from plans.document.defaults import SECTION_NAMES
from tests.cast import JUNE, Cast, change, client_of, over_newest

pytestmark = pytest.mark.once

ADDRESS = "/plans/khulna/2023-24/apa/2024-06/"
MARCH = "/plans/khulna/2023-24/apa/2024-03/"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.officer)


def fields_of(page: str) -> dict[str, str]:
    """What a browser without our script would send back."""
    form = page.partition('id="return-form"')[2].partition("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name:
            fields[name[1]] = unescape(value[1]) if value else ""
    for name_, value_ in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)<', form):
        # Browsers end lines with CR LF.
        fields[name_] = unescape(value_).replace("\n", "\r\n")
    return fields


def test_page_shows_the_months_figures_and_scores(cast: Cast, officer: Client) -> None:
    page = officer.get(ADDRESS).text
    fields = fields_of(page)

    assert "19.44" in page
    assert len([name for name in fields if name.startswith("cell-")]) == 32
    pk = cast.indicator("2.5.2").pk
    assert (fields[f"cell-{pk}"], fields[f"base-{pk}"], fields["return-version"]) == (
        "15",
        "1",
        "1",
    )


def test_digits_follow_the_language(cast: Cast, officer: Client) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language="bn")

    page = officer.get(ADDRESS).text

    assert fields_of(page)[f"cell-{cast.indicator('2.5.2').pk}"] == "১৫"
    assert "১৯.৪৪" in page


def test_form_that_was_not_touched_saves_nothing(cast: Cast, officer: Client) -> None:
    pk = cast.indicator("1.1.1").pk
    cells = {pk: change(0, base=1, remarks="এক\nদুই <b> & “তিন”")}
    save_return(cast.plan, JUNE, cells=cells, by=cast.officer)

    response = officer.post(ADDRESS, fields_of(officer.get(ADDRESS).text))

    assert response.headers["Location"] == ADDRESS
    assert cast.monthly_return().version == 2


@pytest.mark.parametrize("language", ["bn", "en"])
def test_whole_form_is_saved_without_script(cast: Cast, officer: Client, language: str) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language=language)
    fields = fields_of(officer.get(ADDRESS).text)
    pk, other = cast.indicator("1.1.1").pk, cast.indicator("2.5.2").pk
    fields |= {f"cell-{pk}": "৫", f"remarks-{pk}": "মেলা\r\nহয়েছে", f"cell-{other}": "-"}

    response = officer.post(ADDRESS, fields, follow=True)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert (cast.cell("1.1.1").value, cast.cell("1.1.1").remarks.split("\n")[0]) == (
        Decimal(5),
        "মেলা",
    )
    assert cast.cell("2.5.2").figure is NIL
    assert ("২টি" if language == "bn" else "2 cells") in response.text


def test_month_without_a_return_begins_with_its_first_figure(cast: Cast, officer: Client) -> None:
    page = officer.get(MARCH)
    assert not MonthlyReturn.objects.filter(plan=cast.plan, month="2024-03-01").exists()

    fields = fields_of(page.text) | {f"cell-{cast.indicator('1.1.1').pk}": "1"}
    officer.post(MARCH, fields)

    assert MonthlyReturn.objects.get(plan=cast.plan, month="2024-03-01").version == 1


def test_unreadable_cell_keeps_what_was_typed_and_the_rest_is_saved(
    cast: Cast, officer: Client
) -> None:
    fields = fields_of(officer.get(ADDRESS).text)
    wrong, right = cast.indicator("1.1.1").pk, cast.indicator("2.5.2").pk
    fields |= {f"cell-{wrong}": "১২ টির বেশি <b>", f"remarks-{wrong}": "কথা", f"cell-{right}": "16"}

    response = officer.post(ADDRESS, fields)

    kept = fields_of(response.text)
    assert response.status_code == 422
    assert (kept[f"cell-{wrong}"], kept[f"remarks-{wrong}"]) == ("১২ টির বেশি <b>", "কথা")
    assert "<b>" not in response.text
    assert "could not be read. Enter" in response.text
    assert cast.cell("2.5.2").value == 16

    assert officer.post(ADDRESS, kept | {f"cell-{wrong}": "12"}).status_code == 302
    assert (cast.cell("1.1.1").value, cast.cell("1.1.1").remarks) == (Decimal(12), "কথা")


def colleague_saves(cast: Cast, row: str, figure: int, remarks: str = "") -> None:
    cells = over_newest(cast.plan, JUNE, {cast.indicator(row).pk: figure}, remarks=remarks)
    save_return(cast.plan, JUNE, cells=cells, by=cast.superior)


def test_conflict_shows_both_and_either_can_be_kept(cast: Cast, officer: Client) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text) | {f"cell-{pk}": "5"}
    colleague_saves(cast, "1.1.1", 4, "চারটি মেলা")

    response = officer.post(ADDRESS, fields)

    kept = fields_of(response.text)
    assert response.status_code == 409
    assert "Superior has entered 4" in response.text
    assert "চারটি মেলা" in response.text
    assert (kept[f"cell-{pk}"], cast.cell("1.1.1").value) == ("5", Decimal(4))

    mine = officer.post(ADDRESS, kept)
    assert (mine.status_code, cast.cell("1.1.1").value) == (302, Decimal(5))


def test_typing_theirs_settles_the_conflict(cast: Cast, officer: Client) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text) | {f"cell-{pk}": "5"}
    colleague_saves(cast, "1.1.1", 4)
    kept = fields_of(officer.post(ADDRESS, fields).text)

    assert officer.post(ADDRESS, kept | {f"cell-{pk}": "4"}).status_code == 302
    assert (cast.cell("1.1.1").value, cast.monthly_return().version) == (Decimal(4), 2)


def test_conflict_with_an_imported_cell_names_nobody(cast: Cast, officer: Client) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text) | {f"cell-{pk}": "5", f"base-{pk}": "0"}

    page = officer.post(ADDRESS, fields).text

    assert "None has entered" not in page
    assert "A colleague has entered 0" in page


def test_cells_that_a_colleague_changed_and_one_did_not_touch_are_theirs(
    cast: Cast, officer: Client
) -> None:
    fields = fields_of(officer.get(ADDRESS).text)
    colleague_saves(cast, "1.1.1", 4, "চারটি")

    response = officer.post(ADDRESS, fields | {f"cell-{cast.indicator('2.5.2').pk}": "16"})

    assert response.status_code == 302
    assert (cast.cell("1.1.1").value, cast.cell("1.1.1").remarks) == (Decimal(4), "চারটি")
    assert cast.cell("2.5.2").value == 16


def test_correcting_an_unreadable_cell_does_not_overwrite_a_colleague_unseen(
    cast: Cast, officer: Client
) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text) | {f"cell-{pk}": "abc"}
    colleague_saves(cast, "1.1.1", 4)
    kept = fields_of(officer.post(ADDRESS, fields).text)

    response = officer.post(ADDRESS, kept | {f"cell-{pk}": "5"})

    assert (response.status_code, cast.cell("1.1.1").value) == (409, Decimal(4))


def lock(cast: Cast, state: State) -> None:
    """Khulna's June leaves the office while someone types."""
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(
        state=state, submitted_at="2024-07-03T04:00Z", decided_at="2024-07-04T04:00Z"
    )


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_locked_return_keeps_what_was_typed_beside_what_is_stored(
    cast: Cast, officer: Client, state: State
) -> None:
    fields = fields_of(officer.get(ADDRESS).text)
    number, words, wrong = (cast.indicator(row).pk for row in ("1.1.1", "2.5.2", "1.4.1"))
    fields |= {
        f"cell-{number}": "৫",
        f"remarks-{words}": "<i>মেলা</i>",
        f"cell-{wrong}": "১২ টির বেশি",
    }
    lock(cast, state)

    response = officer.post(ADDRESS, fields)

    kept = fields_of(response.text)
    assert (response.status_code, cast.monthly_return().version) == (423, 1)
    assert "Not saved" in response.text
    assert "you typed: <strong>৫</strong>" in response.text
    assert "&lt;i&gt;মেলা" in response.text
    assert "could not be read. Enter" in response.text
    assert {name for name in kept if name.startswith("cell-")} == {
        f"cell-{pk}" for pk in (number, words, wrong)
    }


def test_what_a_locked_return_did_not_take_is_saved_once_it_is_back(
    cast: Cast, officer: Client
) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text) | {f"cell-{pk}": "5", f"remarks-{pk}": "মেলা"}
    lock(cast, State.SUBMITTED)
    kept = fields_of(officer.post(ADDRESS, fields).text)
    again = fields_of(officer.post(ADDRESS, kept).text)
    assert {**kept, **again, "csrfmiddlewaretoken": ""} == {**kept, "csrfmiddlewaretoken": ""}
    lock(cast, State.RETURNED)

    assert officer.post(ADDRESS, kept).status_code == 302

    assert (cast.cell("1.1.1").value, cast.cell("1.1.1").remarks) == (Decimal(5), "মেলা")


def test_locked_return_is_shown_to_who_typed_nothing(cast: Cast, officer: Client) -> None:
    fields = fields_of(officer.get(ADDRESS).text)
    lock(cast, State.SUBMITTED)

    response = officer.post(ADDRESS, fields, follow=True)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "Nothing was saved" in response.text
    assert 'name="cell-' not in response.text


@pytest.mark.parametrize("who", ["superior", "reviewer", "administrator"])
def test_others_read_the_form(cast: Cast, who: str) -> None:
    page = client_of(getattr(cast, who)).get(ADDRESS).text

    assert "19.44" in page
    assert 'name="cell-' not in page
    assert "entry.js" not in page


def test_returned_form_shows_reason_and_notes(cast: Cast, officer: Client) -> None:
    monthly_return = cast.submit()
    pk = cast.indicator("2.5.2").pk
    return_return(
        monthly_return, reason="<script>যোগফল</script>", notes={pk: "<i>৫৯</i>"}, by=cast.reviewer
    )

    page = officer.get(ADDRESS).text

    assert "&lt;script&gt;যোগফল" in page
    assert "&lt;i&gt;৫৯" in page
    assert "<script>যোগফল" not in page
    assert f'name="cell-{pk}"' in page


def test_remarks_and_titles_are_shown_inert(cast: Cast, officer: Client) -> None:
    attack = "</textarea><script>alert(1)</script>\"'>"
    cast.monthly_return().achievements.update(remarks=attack)
    cast.plan.indicators.update(title=attack, unit=attack)

    for who in (cast.officer, cast.superior):
        page = client_of(who).get(ADDRESS).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_page_costs_few_queries(
    cast: Cast, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get(ADDRESS)
    with django_assert_num_queries(10):
        officer.get(ADDRESS)

    return_return(cast.submit(), reason="দেখুন", notes={}, by=cast.reviewer)
    with django_assert_num_queries(13):
        officer.get(ADDRESS)
    # Its notice is read by then.
    with django_assert_num_queries(12):
        officer.get(ADDRESS)


def test_conflicts_cost_the_same_for_many_cells(
    cast: Cast, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fields: Mapping[str, str] = fields_of(officer.get(ADDRESS).text)
    rows = list(cast.plan.indicators.values_list("row", "pk"))
    cells = over_newest(cast.plan, JUNE, {pk: 4 for _, pk in rows}, remarks="নতুন")
    save_return(cast.plan, JUNE, cells=cells, by=cast.superior)

    def conflicting(count: int) -> Any:
        return officer.post(ADDRESS, {**fields, **{f"cell-{pk}": "7" for _, pk in rows[:count]}})

    with django_assert_num_queries(13):
        assert conflicting(1).text.count("Superior has entered") == 1
    with django_assert_num_queries(13):
        assert conflicting(30).text.count("Superior has entered") == 30


def test_check_saves_first_without_script(cast: Cast, officer: Client) -> None:
    fields = fields_of(officer.get(ADDRESS).text)
    pk = cast.indicator("1.1.1").pk

    response = officer.post(ADDRESS, fields | {f"cell-{pk}": "৫", "check": "1"})

    assert response.headers["Location"] == f"{ADDRESS}check/"
    assert cast.cell("1.1.1").value == 5


@pytest.mark.parametrize(("typed", "base", "status"), [("abc", "1", 422), ("5", "999999", 409)])
def test_check_does_not_leave_a_refused_cell_behind(
    cast: Cast, officer: Client, typed: str, base: str, status: int
) -> None:
    pk = cast.indicator("1.1.1").pk
    fields = fields_of(officer.get(ADDRESS).text)
    fields |= {f"cell-{pk}": typed, f"base-{pk}": base, "check": "1"}

    response = officer.post(ADDRESS, fields)

    assert response.status_code == status
    assert "1 cell was not saved" in response.text
    assert cast.cell("1.1.1").value == 0


def test_saving_comes_before_checking_so_that_enter_saves(cast: Cast, officer: Client) -> None:
    page = officer.get(ADDRESS).text

    buttons = re.findall(r'<button[^>]*name="(save|check)"', page)
    assert buttons == ["save", "check", "save"]
    assert page.count('form="return-form"') == 2


def marked(page: str, pk: int) -> bool:
    """Whether the cell has the sign of a stored figure."""
    return "✓" in page.partition(f'id="cell-mark-{pk}">')[2].partition("</span></span>")[0][:80]


def test_tick_is_for_a_stored_figure_alone(cast: Cast, officer: Client) -> None:
    rows = ("1.1.1", "2.5.2", "1.4.1", "1.5.1")
    zero, figure, blank, none = (cast.indicator(row).pk for row in rows)
    cells = {blank: change(None, base=1, remarks="মেলা নেই"), none: change(NIL, base=1)}
    save_return(cast.plan, JUNE, cells=cells, by=cast.officer)
    page = officer.get(ADDRESS).text

    assert [marked(page, pk) for pk in (zero, figure, blank, none)] == [True, True, False, True]

    refused = officer.post(ADDRESS, fields_of(page) | {f"cell-{figure}": "abc"}).text
    assert [marked(refused, pk) for pk in (zero, figure, blank)] == [True, False, False]
    stale = {f"cell-{figure}": "7", f"base-{figure}": "0"}
    conflicting = officer.post(ADDRESS, fields_of(page) | stale).text
    assert not marked(conflicting, figure)


def test_remarks_of_rows_without_a_code_are_named_by_their_section(officer: Client) -> None:
    page = officer.get(ADDRESS).content.decode()

    names = re.findall(r'aria-label="([^"]* [^"]*\d)">', page)
    assert {"Remarks 1.1.1", f"Remarks {SECTION_NAMES['governance'].en} 1"} <= set(names)
