from __future__ import annotations

import gzip
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from indicators.returns.cells.services import save_return
from indicators.returns.models import MonthlyReturn, State
from offices.models import User
from plans.models import Indicator
from tests.cast import JUNE, Cast, change, client_of, versions_of

ADDRESS = "/plans/khulna/2023-24/apa/2024-06/cells/"
MARCH = "/plans/khulna/2023-24/apa/2024-03/cells/"


class Tab:
    """A page with the form: it types into cells by row, and remembers what it saw."""

    def __init__(self, cast: Cast, user: User, *, address: str = ADDRESS, version: int = 1) -> None:
        self.cast, self.client, self.address = cast, client_of(user), address
        self.version = version

    def pk(self, row: str) -> str:
        return str(self.cast.indicator(row).pk)

    def type(self, row: str, text: str, **form: str) -> Any:
        pk = self.pk(row)
        return self.client.post(
            self.address,
            {
                f"cell-{pk}": text,
                f"base-{pk}": str(self.version),
                "return-version": str(self.version),
                **{
                    name.replace("_", f"-{pk}") if name.endswith("_") else name: value
                    for name, value in form.items()
                },
            },
        )


@pytest.fixture
def tab(cast: Cast) -> Tab:
    return Tab(cast, cast.officer)


def read(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/json"
    answer: dict[str, Any] = json.loads(response.content)
    return answer


@pytest.mark.once
def test_typed_cell_is_saved_and_what_follows_comes_back(cast: Cast, tab: Tab) -> None:
    response = tab.type("1.1.1", "৫", remarks_="তিনটি মেলা")

    pk, objective = tab.pk("1.1.1"), cast.indicator("1.1.1").activity.objective_id
    answer = read(response)
    assert response.status_code == 200
    assert cast.cell("1.1.1").remarks == "তিনটি মেলা"
    assert answer["version"] == 2
    assert answer["cells"] == {
        pk: {"version": 2, "text": "5", "remarks": "তিনটি মেলা", "mine": True}
    }
    assert (answer["errors"], answer["conflicts"]) == ({}, {})
    assert set(answer["html"]) == {
        "totals",
        "checks",
        "gains",
        f"objective-{objective}",
        f"tier-bar-{pk}",
        f"achieved-{pk}",
        f"score-{pk}",
        f"why-{pk}",
    }
    assert answer["html"][f"score-{pk}"] == "3.00"
    assert "22.44" in answer["html"]["totals"]


@pytest.mark.once
def test_answer_speaks_the_persons_language(cast: Cast, tab: Tab) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language="bn")

    answer = read(tab.type("1.1.1", "5"))
    refused = read(tab.type("1.1.1", "abc"))

    assert answer["cells"][tab.pk("1.1.1")]["text"] == "৫"
    assert "২২.৪৪" in answer["html"]["totals"]
    assert "পড়া যায়নি" in refused["errors"][tab.pk("1.1.1")]


@pytest.mark.once
def test_first_save_of_a_month_begins_it(cast: Cast) -> None:
    tab = Tab(cast, cast.officer, address=MARCH, version=0)

    assert read(tab.type("1.1.1", "1"))["version"] == 1


@pytest.mark.once
def test_nothing_typed_is_nothing_saved(cast: Cast) -> None:
    tab = Tab(cast, cast.officer, address=MARCH, version=0)

    answer = read(tab.client.post(MARCH))

    assert (answer["version"], answer["cells"]) == (0, {})
    assert not MonthlyReturn.objects.filter(plan=cast.plan, month="2024-03-01").exists()


@pytest.mark.once
def test_unreadable_cell_says_what_was_read_and_the_others_are_saved(cast: Cast, tab: Tab) -> None:
    wrong, right = tab.pk("1.1.1"), tab.pk("2.5.2")

    response = tab.client.post(
        ADDRESS,
        {
            f"cell-{wrong}": "১২টির বেশি",
            f"base-{wrong}": "1",
            f"cell-{right}": "16",
            f"base-{right}": "1",
        },
    )

    answer = read(response)
    assert response.status_code == 422
    assert "“12টির বেশি” could not be read" in answer["errors"][wrong]
    assert wrong not in answer["cells"]
    assert answer["cells"][right]["text"] == "16"
    assert cast.cell("2.5.2").value == 16


@pytest.mark.once
def test_stale_cell_is_a_conflict_with_both_values(cast: Cast, tab: Tab) -> None:
    save_return(
        cast.plan,
        JUNE,
        cells={cast.indicator("1.1.1").pk: change(4, base=1, remarks="চারটি")},
        by=cast.superior,
    )

    response = tab.type("1.1.1", "5", remarks_="পাঁচটি")

    answer = read(response)
    assert response.status_code == 409
    assert answer["conflicts"] == {
        tab.pk("1.1.1"): {
            "stored": "4",
            "remarks": "চারটি",
            "version": 2,
            "by": "Superior",
            "mine": False,
        }
    }
    assert cast.cell("1.1.1").value == 4


@pytest.mark.once
@pytest.mark.parametrize("base", ["0", "2", "3", "999999", "999999999"])
def test_version_that_the_cell_does_not_have_is_a_conflict(cast: Cast, tab: Tab, base: str) -> None:
    cast.save(r2_5_2=16)

    response = tab.type("1.1.1", "5", base_=base)

    assert response.status_code == 409
    conflict = read(response)["conflicts"][tab.pk("1.1.1")]
    assert (conflict["stored"], conflict["version"]) == ("0", 1)
    assert cast.cell("1.1.1").value == 0


@pytest.mark.once
def test_version_of_a_cell_that_was_never_written_is_a_conflict(cast: Cast) -> None:
    tab = Tab(cast, cast.officer, address=MARCH, version=1)

    conflict = read(tab.type("1.1.1", "5"))["conflicts"][tab.pk("1.1.1")]

    assert (conflict["stored"], conflict["version"], conflict["by"]) == ("", 0, "")
    assert tab.type("1.1.1", "5", base_="0").status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(
    "base",
    ["", " ", "-1", "+1", "1.0", "1e3", "x", "১", "²", "1\u200b", "\x00", "9" * 10, "9" * 5000],
)
def test_version_that_is_none_is_refused_in_a_sentence(cast: Cast, tab: Tab, base: str) -> None:
    response = tab.type("1.1.1", "5", base_=base)

    assert response.status_code == 422
    assert "out of date" in read(response)["errors"][tab.pk("1.1.1")]
    assert cast.cell("1.1.1").value == 0


@pytest.mark.once
def test_unseen_character_in_a_figure_is_refused_and_named(cast: Cast, tab: Tab) -> None:
    response = tab.type("1.1.1", "1\u200b2")

    assert response.status_code == 422
    assert "1‹U+200B›2" in read(response)["errors"][tab.pk("1.1.1")]
    assert cast.cell("1.1.1").value == 0


@pytest.mark.once
def test_conflict_with_an_imported_cell_names_nobody(cast: Cast, tab: Tab) -> None:
    tab.version = 0

    answer = read(tab.type("1.1.1", "5"))

    assert answer["conflicts"][tab.pk("1.1.1")]["by"] == ""


def test_keeping_mine_after_a_conflict_saves_over_theirs(cast: Cast, tab: Tab) -> None:
    cast.save(r1_1_1=4)
    tab.version = read(tab.type("1.1.1", "5"))["conflicts"][tab.pk("1.1.1")]["version"]

    assert tab.type("1.1.1", "5").status_code == 200
    assert cast.cell("1.1.1").value == 5


@pytest.mark.once
def test_twenty_stale_edits_change_nothing_and_all_say_so(cast: Cast, tab: Tab) -> None:
    answers = [tab.type("1.1.1", str(10 + index)).status_code for index in range(20)]

    assert answers == [200] + [409] * 19
    assert cast.cell("1.1.1").value == 10


@pytest.mark.once
def test_what_a_colleague_saved_comes_along(cast: Cast, tab: Tab) -> None:
    cast.save(r2_5_2=16)

    answer = read(tab.type("1.1.1", "5"))

    assert set(answer["cells"]) == {tab.pk("1.1.1"), tab.pk("2.5.2")}
    assert answer["cells"][tab.pk("2.5.2")] == {
        "version": 2,
        "text": "16",
        "remarks": "",
        "mine": True,
    }
    assert f"score-{tab.pk('2.5.2')}" in answer["html"]


@pytest.mark.once
@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000])
def test_garbage_return_version_counts_as_having_seen_nothing(
    cast: Cast, tab: Tab, version: str
) -> None:
    pk = tab.pk("1.1.1")

    response = tab.client.post(
        ADDRESS, {f"cell-{pk}": "5", f"base-{pk}": "1", "return-version": version}
    )

    assert len(read(response)["cells"]) == 32


PAGE = ADDRESS.removesuffix("cells/")


def digests_of(page: str) -> dict[str, str]:
    """What the page says that it has of the pieces that a save may change."""
    return {
        f"have-{name}": digest
        for name, digest in re.findall(r'id="([a-z]+)"[^>]*data-digest="([0-9a-f]+)"', page)
    }


@pytest.mark.once
def test_pieces_that_the_page_has_are_not_sent_again(cast: Cast, tab: Tab) -> None:
    have = digests_of(tab.client.get(PAGE).text)
    assert set(have) == {"have-totals", "have-checks", "have-gains"}

    answer = read(tab.client.post(ADDRESS, {"return-version": "1", **have}))
    assert (answer["html"], answer["digests"], answer["cells"]) == ({}, {}, {})

    pk = tab.pk("1.1.1")
    typed = {f"cell-{pk}": "5", f"base-{pk}": "1", "return-version": "1"}
    answer = read(tab.client.post(ADDRESS, typed | have))
    assert "totals" in answer["html"]
    now = have | {f"have-{name}": digest for name, digest in answer["digests"].items()}
    assert now == digests_of(tab.client.get(PAGE).text)


@pytest.mark.once
@pytest.mark.parametrize("language", ["bn", "en"])
def test_answer_to_one_cell_is_small(cast: Cast, tab: Tab, language: str) -> None:
    User.objects.filter(pk=cast.officer.pk).update(language=language)
    have = digests_of(tab.client.get(PAGE).text)
    sizes = []
    for version, (row, text) in enumerate([("1.1.1", "5"), ("2.5.2", "16"), ("1.4.1", "")], 1):
        pk = tab.pk(row)
        typed = {f"cell-{pk}": text, f"base-{pk}": "1", "return-version": str(version)}
        content = tab.client.post(ADDRESS, typed | have).content
        have |= {f"have-{name}": one for name, one in json.loads(content)["digests"].items()}
        sizes.append(len(gzip.compress(content)))

    assert max(sizes) <= 2048, sizes


@pytest.mark.once
def test_signed_out_says_so_and_saves_nothing(cast: Cast, tab: Tab) -> None:
    tab.client.logout()

    response = tab.type("1.1.1", "5")

    assert response.status_code == 401
    assert read(response)["problem"]
    assert cast.monthly_return().version == 1


@pytest.mark.once
@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_locked_return_says_so_and_saves_nothing(cast: Cast, tab: Tab, state: State) -> None:
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=state)

    response = tab.type("1.1.1", "5")

    assert response.status_code == 423
    assert read(response)["problem"]
    assert cast.monthly_return().version == 1


@pytest.mark.once
def test_html_of_the_answer_is_inert(cast: Cast, tab: Tab) -> None:
    attack = "<script>alert(1)</script>"
    indicator = cast.indicator("1.1.1")
    indicator.unit, indicator.title = attack, attack
    indicator.save()

    answer = read(tab.type("1.1.1", "3", remarks_=attack))

    assert answer["cells"][tab.pk("1.1.1")]["remarks"] == attack
    html = "".join(answer["html"].values())
    assert "<script" not in html
    assert escape(attack) in html or escape(attack[:20]) in html


@pytest.mark.once
def test_token_of_before_a_new_sign_in_is_replaced_by_the_cookies(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    page = ADDRESS.removesuffix("cells/")
    old = client.get(page).context["csrf_token"]
    client.logout()
    client.cookies.clear()
    client.force_login(cast.officer)
    client.get(page)

    assert client.post(ADDRESS, {"csrfmiddlewaretoken": old}).status_code == 403
    token = client.cookies["csrftoken"].value
    assert client.post(ADDRESS, headers={"X-CSRFToken": token}).status_code == 200


def test_save_costs_few_queries(
    cast: Cast, tab: Tab, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tab.type("1.1.1", "3")

    with django_assert_num_queries(17):
        tab.version = 2
        tab.type("1.1.1", "4")
    versions, form = versions_of(cast.plan, JUNE), dict[str, str]()
    with django_assert_num_queries(17):
        for pk in cast.plan.indicators.values_list("pk", flat=True):
            form |= {f"cell-{pk}": "2", f"base-{pk}": str(versions[pk])}
        tab.client.post(ADDRESS, form)


@pytest.fixture
def dated(cast: Cast) -> Indicator:
    """Khulna's 3.1.1, which is now earned by a day: until mid-June fully, until its end less."""
    indicator = cast.indicator("3.1.1")
    indicator.method, indicator.unit = "date", "তারিখ"
    indicator.target_100, indicator.target_90 = date(2024, 6, 15), date(2024, 6, 30)
    indicator.save()
    return indicator


def test_what_a_slashed_date_was_read_as_stands_beside_it(tab: Tab, dated: Indicator) -> None:
    answer = read(tab.type("3.1.1", "6/5/2024"))

    assert answer["cells"][str(dated.pk)]["text"] == "06-05-2024"
    assert answer["html"][f"cell-read-{dated.pk}"] == "6 May 2024"
    page = tab.client.get("/plans/khulna/2023-24/apa/2024-06/").content.decode()
    assert f'id="cell-read-{dated.pk}">6 May 2024</span>' in page


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1-1-1999",
            "1 January 1999 is outside this period. Enter a date from 1 July 2023 to 30 June 2024.",
        ),
        ("১/৭/২০২৪", "1 July 2024 is outside this period. Enter"),
    ],
)
def test_day_outside_the_fiscal_year_is_asked_back_at_its_cell(
    cast: Cast, tab: Tab, dated: Indicator, text: str, said: str
) -> None:
    before = cast.cell("3.1.1").figure

    response = tab.type("3.1.1", text)

    assert response.status_code == 422
    answer = read(response)
    assert said in answer["errors"][str(dated.pk)]
    assert answer["html"][f"cell-read-{dated.pk}"] == ""
    assert cast.cell("3.1.1").figure == before
