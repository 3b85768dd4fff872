"""What any keyboard types is found, whatever way it is stored."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from offices.models import Level, Office, Role, User
from offices.searching import folded
from offices.services.tree import create_office
from tests.cast import client_of, office, person

YYA_ONE, YYA_TWO = "\u09df", "\u09af\u09bc"
RRA_ONE, RRA_TWO = "\u09dc", "\u09a1\u09bc"
RHA_ONE, RHA_TWO = "\u09dd", "\u09a2\u09bc"
O_ONE, O_TWO = "\u09cb", "\u09c7\u09be"
AU_ONE, AU_TWO = "\u09cc", "\u09c7\u09d7"

PAIRS = [
    (f"বগু{RRA_ONE}া", f"বগু{RRA_TWO}া"),
    (f"কুষ্টি{YYA_ONE}া", f"কুষ্টি{YYA_TWO}া"),
    (f"আষা{RHA_ONE}", f"আষা{RHA_TWO}"),
    (f"নে{YYA_ONE}াখালী", f"নে{YYA_TWO}াখালী"),
    (f"ন{O_ONE}{YYA_ONE}াখালী", f"ন{O_TWO}{YYA_TWO}াখালী"),
    (f"ম{AU_ONE}লভীবাজার", f"ম{AU_TWO}লভীবাজার"),
    ("চট্টগ্রাম", "চট্\u200cটগ্রাম"),
    ("র\u200d্যাব", "র্যাব"),
    ("উৎসব", "উত্\u200dসব"),
    ("খুলনা অঞ্চল ২", "খুলনা  অঞ্চল 2"),
    ("Cox's Bazar", "cox's\u00a0bazar"),
]


@pytest.mark.parametrize(("stored", "typed"), [*PAIRS, *(pair[::-1] for pair in PAIRS)])
@pytest.mark.django_db
def test_office_is_found_as_any_keyboard_types_its_name(stored: str, typed: str) -> None:
    found = create_office(code="one", level=Level.DISTRICT, name_bn=stored, name_en="One")
    create_office(code="two", level=Level.DISTRICT, name_bn="ঢাকা", name_en="Two")

    assert list(Office.objects.named(f"  {typed} ")) == [found]


@pytest.mark.parametrize("typed", ["KHULNA-2", "khulna-২", " খুলনা-২", "Khulna sub"])
@pytest.mark.django_db
def test_code_and_short_name_are_searched_too(typed: str) -> None:
    found = create_office(
        code="khulna-2",
        level=Level.DISTRICT,
        name_bn="জেলা কার্যালয়",
        name_en="District office",
        short_bn="খুলনা-২",
        short_en="Khulna sub",
    )

    assert list(Office.objects.named(typed)) == [found]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "খুলনা%"])
@pytest.mark.django_db
def test_signs_of_patterns_are_signs(typed: str) -> None:
    create_office(code="khulna", level=Level.DISTRICT, name_bn="খুলনা", name_en="Khulna")

    assert not Office.objects.named(typed).exists()


@pytest.fixture
def admin(db: None) -> User:
    return person("admin", Role.ADMINISTRATOR, office("top", Level.DEPARTMENT))


@pytest.mark.parametrize(("stored", "typed"), PAIRS[:3])
def test_people_and_offices_are_found_on_their_pages_and_in_the_administration(
    admin: User, stored: str, typed: str
) -> None:
    create_office(code="sought-one", level=Level.DISTRICT, name_bn=stored, name_en="One")
    User.objects.create_user("sought-one", password=None, name_bn=stored)
    client = client_of(admin)

    for address, query in (
        (reverse("offices:office-list"), {"office": typed}),
        (reverse("offices:person-list"), {"person": typed}),
        (reverse("admin:offices_office_changelist"), {"q": typed}),
        (reverse("admin:offices_user_changelist"), {"q": typed}),
    ):
        assert "sought-one" in client.get(address, query).content.decode(), address


@pytest.mark.parametrize(
    "name",
    [
        "offices_posting",
        "plans_plan",
        "plans_objective",
        "plans_indicator",
        "indicators_monthlyreturn",
        "indicators_achievement",
        "indicators_score",
    ],
)
def test_every_list_of_the_administration_searches(admin: User, name: str) -> None:
    response = client_of(admin).get(reverse(f"admin:{name}_changelist"), {"q": "বগুড়া ২"})

    assert response.status_code == 200


@given(st.text(alphabet="অআকখযডঢেোৌৗািুংৎ্০১২ab \u09dc\u09dd\u09df\u09bc\u200c\u200d", max_size=20))
def test_folding_knows_no_way_of_composing(text: str) -> None:
    spellings = {form: unicodedata.normalize(form, text) for form in ("NFC", "NFD")}

    assert len(set(map(folded, spellings.values()))) == 1
    assert folded(folded(text)) == folded(text)
    assert folded(f" {text}\u200b ".upper()) == folded(text.upper())


@pytest.mark.django_db
def test_what_no_name_can_say_is_found_nowhere() -> None:
    assert list(Office.objects.named("ক" * 200_000)) == []


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_keeps_names_folded_and_titles_indexed() -> None:
    one = create_office(code="one", level=Level.DISTRICT, name_bn=f"কুষ্টি{YYA_TWO}া", name_en="One")
    Office.objects.filter(pk=one.pk).update(name_en="Kushtia  ২")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name_bn_folded, name_en_folded FROM offices_office WHERE id = %s", [one.pk]
        )
        kept = cursor.fetchone()
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'plans_indicator'")
        indexes = {name for (name,) in cursor.fetchall()}

    assert kept == (folded(one.name_bn), "kushtia2")
    assert {"plans_indicator_title_says", "plans_indicator_code_begins"} <= indexes
    assert "name_en_folded" in str(Office.objects.named("2").query)
