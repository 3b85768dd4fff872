"""Every filter that takes words finds what any keyboard types, on every list."""

from __future__ import annotations

import pytest
from django.test import Client

from offices.models import Office, Role
from plans.models import Indicator
from tests.cast import Cast, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STORED = "কার্যালয় নোয়াখালী ২"
TYPED = "কার্\u200cযাল\u09af\u09bc  ন\u09c7\u09beয়াখালী 2\u200b"
CODE = "\u200b [২.৫.২]\u00a0"


def rows(client: Client, address: str, **asked: str) -> int:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    body = answer.text.partition("<tbody")[2]
    return body.count("<tr") if "colspan" not in body[:400] else 0


@pytest.mark.parametrize(
    ("who", "address", "field"),
    [
        ("superior", "/plans/", "office"),
        ("superior", "/history/", "office"),
        ("superior", "/lists/indicators/", "office"),
        ("superior", "/lists/indicators/", "indicator"),
        ("admin", "/manage/offices/", "office"),
        ("admin", "/manage/people/", "person"),
        ("admin", "/manage/people/", "office"),
        ("admin", "/plans/", "office"),
    ],
)
def test_words_are_found(cast: Cast, who: str, address: str, field: str) -> None:
    admin = person("admin", Role.ADMINISTRATOR, cast.head_office)
    client = client_of(admin if who == "admin" else cast.superior)
    cast.save(r2_5_2=16)
    Office.objects.filter(code="khulna").update(name_bn=STORED, name_en=STORED)
    Indicator.objects.filter(pk=cast.indicator("2.5.2").pk).update(title=STORED)
    type(admin).objects.filter(pk=cast.officer.pk).update(name_bn=STORED, name_en=STORED)

    found = rows(client, address, **{field: STORED})

    assert found
    assert rows(client, address, **{field: TYPED}) == found
    assert rows(client, address, **{field: "নেই এমন"}) == 0


def test_code_of_a_row_is_found(cast: Cast) -> None:
    cast.save(r2_5_2=16)
    client = client_of(cast.superior)

    assert rows(client, "/history/", row=CODE) == rows(client, "/history/", row="2.5.2") > 0
    assert rows(client, "/lists/indicators/", indicator="\u200b২.৫.২") > 0
